"""The review itself: when, in which state, and what may follow which."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accountfile.base.clock import house_zone
from accountfile.core.models import AccountRow, OfAccountQuerySet, reach_of
from accountfile.periods import Period, add_months
from reviews.models.agenda import AgendaTemplate

CADENCE_WITHOUT_TIER = 6


class WrongStep(ValidationError):
    """The review is not in a state from which this step is possible; the message says so to a
    person.
    """


class ReviewQuerySet(OfAccountQuerySet):
    def open(self):
        """Return the reviews that are still to be closed."""
        return self.filter(state__in=Review.OPEN)

    def planned(self):
        """Return the reviews that have not been held yet."""
        return self.filter(state__in=Review.AHEAD)

    def closed(self):
        return self.filter(state=Review.State.CLOSED)

    def overdue(self, today):
        return self.planned().filter(planned_on__lt=today)

    def due_by(self, day):
        return self.planned().filter(planned_on__lte=day)

    def with_account(self):
        return self.select_related(
            "account__account_manager__line_manager",
            "account__tier",
            "account__standing",
        )


class Review(AccountRow):
    """A performance review of one account, from its proposed date to its sign-off."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        PREPARED = "prepared", "prepared"
        HELD = "held", "held"
        CLOSED = "closed", "closed"
        CANCELLED = "cancelled", "cancelled"

    class Why(models.TextChoices):
        CADENCE = "cadence", "by cadence"
        EVENT = "event", "because of an event"

    AHEAD = (State.PROPOSED, State.PREPARED)
    PLAN = ("planned_on", "starts_at", "location", "why", "reason")  # what is open until it is held
    OPEN = (State.PROPOSED, State.PREPARED, State.HELD)
    # The whole life of a review: a state, and those from which it can be reached.
    REACHED_FROM = {
        State.PREPARED: {State.PROPOSED},
        State.HELD: {State.PREPARED},
        State.CLOSED: {State.HELD},
        State.CANCELLED: {State.PROPOSED, State.PREPARED},
    }

    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED, editable=False)
    why = models.CharField("why it is held", max_length=10, choices=Why, default=Why.CADENCE)
    reason = models.CharField("which event", max_length=200, blank=True)
    planned_on = models.DateField("planned for")
    starts_at = models.TimeField("begins at", null=True, blank=True)
    location = models.CharField("where", max_length=150, blank=True)
    template = models.ForeignKey(
        AgendaTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
    )
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="account manager at this review",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    period_start = models.DateField(null=True, blank=True, editable=False)
    period_end = models.DateField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    held_on = models.DateField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reviews_closed",
    )
    next_on = models.DateField("next review on", null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state__in=["proposed", "prepared", "held"]),
                name="review_one_open_an_account",
                violation_error_message=(
                    "This account has a review that is not closed yet: move or close that one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "closed"]) | Q(held_on__isnull=False),
                name="review_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, closed_by__isnull=False, next_on__isnull=False),
                name="review_closed_is_signed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_on", "id"],
                name="review_open_by_day",
                condition=Q(state__in=["proposed", "prepared", "held"]),
            ),
            models.Index(
                fields=["account", "-held_on"],
                name="review_last_held",
                condition=Q(state="closed"),
            ),
        ]

    def __str__(self):
        day = self.held_on or self.planned_on
        return f"Performance review of {day.day} {day:%b %Y}"

    def contradictions(self):
        is_silent = self.why == self.Why.EVENT and not self.reason
        return {"reason": "Say which event: whoever comes will want to know."} if is_silent else {}

    def twins(self):
        open_one = Q(account=self.account_id, state__in=self.OPEN)
        sentence = "This account has a review that is not closed yet: move or close that one."
        return [(NON_FIELD_ERRORS, open_one, sentence)] if self.is_open else []

    def clean(self):
        """Refuse to undo a step by hand, and to plan anew what was held, closed or called off."""
        super().clean()
        stored = Review._base_manager.filter(pk=self.pk).first()
        if stored is None:
            return
        if self._differs(stored, ("state", "held_on", "closed_at")):
            raise ValidationError("The steps of a review are not undone: plan another one instead.")
        if not stored.is_ahead and self._differs(stored, self.PLAN):
            state = stored.get_state_display()
            raise ValidationError(f"This review is {state}: its plan does not change any more.")

    def _differs(self, stored, names):
        return any(getattr(stored, name) != getattr(self, name) for name in names)

    def step_to(self, state):
        """Move on to the next state, or raise WrongStep with a sentence."""
        if self.state not in self.REACHED_FROM[state]:
            raise WrongStep(
                f"This review is {self.get_state_display()}; it cannot become {state} from there."
            )
        self.state = state

    def hold(self, held_on):
        """Begin the meeting, with whoever manages the account now."""
        self.step_to(self.State.HELD)
        self.held_on, self.started_at = held_on, timezone.now()
        self.look_back(held_on)
        # The account may have changed hands since the review was prepared.
        self.manager = self.account.account_manager or self.manager

    def sign(self, by, at, next_on):
        """Close the review, and set the day of the next."""
        self.step_to(self.State.CLOSED)
        self.closed_by, self.closed_at = by, at
        self.next_on = next_on or self.next_on

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def takes_minutes(self):
        """Say whether it is laid out and not signed off: only then anything is written into it."""
        return self.state in (self.State.PREPARED, self.State.HELD)

    @property
    def is_ahead(self):
        return self.state in self.AHEAD

    def is_overdue(self, today):
        return self.is_ahead and self.planned_on < today

    @property
    def tone(self):
        """The state as a tone for its sign."""
        return {"closed": "green", "held": "accent", "prepared": "accent"}.get(self.state, "grey")

    def look_back(self, last_day):
        """Set its period: from where the last pack ended up to this day and with it, so that no day
        is in two packs.
        """
        self.period_end = last_day + timedelta(days=1)
        self.period_start = self._start_before(self.period_end)

    def _start_before(self, end):
        packs = Review.objects.closed().filter(account=self.account_id).exclude(pk=self.pk)
        ended = packs.aggregate(last=Max("period_end"))["last"]
        return min(ended or add_months(end, -cadence_of(self.account)), end)

    @property
    def period(self):
        """The days that this review looks back on: from where the last pack ended, its own day
        among them.
        """
        end = self.period_end or (self.held_on or self.planned_on) + timedelta(days=1)
        start = self.period_start or self._start_before(end)
        last = end - timedelta(days=1)
        first = min(start, last)
        label = f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}"
        return Period(start, end, label, f"{start}..{last}")

    @property
    def looks_back_to(self):
        """The moment at which its period begins, by the house's clock."""
        return datetime.combine(self.period.start, time(), tzinfo=house_zone())

    def previous(self):
        """Return the review that was closed before this one, or None."""
        before = Review.objects.closed().filter(account=self.account_id).exclude(pk=self.pk)
        if self.closed_at:
            before = before.filter(closed_at__lt=self.closed_at)
        return before.order_by("-closed_at").first()

    @property
    def begins_at(self):
        """The moment it begins, by the account manager's clock; None while no time is set."""
        manager = self.account.account_manager
        zone = manager.zone if manager else UTC
        return (
            datetime.combine(self.planned_on, self.starts_at, tzinfo=zone)
            if self.starts_at
            else None
        )

    def is_private_to(self, user):
        """Say whether the person reads what is private at this review: its account manager, and the
        line above them.
        """
        manager = self.manager_id or self.account.account_manager_id
        return user.sees_everything or manager in list(reach_of(user)[0])

    def obligatory(self):
        """Return the people without whom there is no review: the account manager and their line
        manager.
        """
        manager = self.account.account_manager
        return [person for person in (manager, manager and manager.line_manager) if person]

    def minutes_since_start(self):
        """Return how many minutes the meeting has been going on, or None."""
        if self.state != self.State.HELD or self.started_at is None:
            return None
        passed = int((timezone.now() - self.started_at).total_seconds() // 60)
        return passed if passed < 24 * 60 else None


def cadence_of(account):
    """Return after how many months an account is reviewed again."""
    return account.tier.review_every_months if account.tier else CADENCE_WITHOUT_TIER


CADENCE = Coalesce("tier__review_every_months", CADENCE_WITHOUT_TIER)
