"""One possible sale to a client, from the first talk until it is won or lost."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accountfile.base.addresses import reverse
from accountfile.base.rows import Row
from accountfile.core.models import (
    Account,
    OfAccountQuerySet,
    Tracked,
    among,
    reach_of,
    sample_is_left_out,
)
from accountfile.periods import EVER
from opportunities.models.catalogue import PipelineStage, Product, State
from opportunities.models.worth import worth


def closed_within(period, prefix=""):
    """Return the condition that something closed in the period; all time takes rows without a
    closing date too.
    """
    if period.code == EVER.code:
        return Q()
    bounds = {
        f"{prefix}closed_on__gte": period.start,
        f"{prefix}closed_on__lt": period.end,
    }
    return Q(**bounds)


class OpportunityQuerySet(OfAccountQuerySet):
    def visible_to(self, user):
        """Return the opportunities of the files this person may open; those without one to owner
        and line above.
        """
        if not user.is_active:
            return self.none()
        if user.sees_everything:
            return self
        line, _ = reach_of(user)
        seen = among("account", Account.objects.visible_to(user).values("pk"))
        waiting = Q(account=None) & among("owner", line)
        return self.filter(seen | waiting)

    def own(self):
        """Return the company's own sales: without the sample company's as soon as there is a real
        one.
        """
        sample = Q(owner__external_id__startswith=settings.SAMPLE_MARK)
        return self.exclude(sample) if sample_is_left_out() else self

    def open(self):
        return self.filter(state=State.OPEN)

    def won(self):
        return self.filter(state=State.WON)

    def lost(self):
        return self.filter(state=State.LOST)

    def closed_in(self, period):
        return self.exclude(state=State.OPEN).filter(closed_within(period))

    def counting_in(self, period):
        """Return what a figure of the period is made of: closed within it, or open now."""
        if period.code == EVER.code:
            return self
        return self.filter(Q(state=State.OPEN) | closed_within(period))

    def without_account(self):
        return self.filter(account=None)

    def slipped(self, today):
        """Return the open ones whose expected day of closing has passed."""
        return self.open().filter(expected_on__lt=today)

    def owned_by(self, person):
        return self.filter(owner=person)

    def with_worth(self):
        """Annotate ``worth``: the value in the reporting currency, or the list price of what is
        open.
        """
        return self.annotate(worth=worth())


class Opportunity(Tracked):
    """A possible sale; only one that nobody has assigned yet has no account."""

    account = models.ForeignKey(
        Account,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="opportunities",
    )
    external_id = models.CharField(
        max_length=100,
        null=True,
        blank=True,
        unique=True,
        editable=False,
    )
    name = models.CharField(
        "what it is about",
        max_length=200,
        blank=True,
        help_text="Empty: product and client.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunities",
    )
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunities",
    )
    product_as_written = models.CharField(max_length=200, blank=True, editable=False)
    stage = models.ForeignKey(PipelineStage, models.PROTECT, related_name="opportunities")
    state = models.CharField(max_length=4, choices=State, default=State.OPEN, editable=False)
    engaged_on = models.DateField("first talked about on", null=True, blank=True)
    expected_on = models.DateField("expected to close on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    value = models.DecimalField(
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Empty while open: the list price of the product counts.",
    )
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    probability = models.PositiveSmallIntegerField(
        "probability in %",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text="Empty: the probability of its stage.",
    )
    client_need = models.TextField("what the client needs it for", blank=True)
    competitor = models.CharField("who else is in the race", max_length=200, blank=True)
    reason = models.TextField("why it was won or lost", blank=True)
    lesson = models.TextField("what we learn from it", blank=True)
    changed_on = models.DateField("changed on", auto_now=True)

    objects = OpportunityQuerySet.as_manager()
    moved_by_verbs = ("stage",)
    happened = {"closed_on": "This day has not come yet."}

    class Meta:
        ordering = ["-closed_on", "-pk"]
        verbose_name_plural = "opportunities"
        indexes = [
            models.Index(fields=["account", "state", "closed_on"], name="opportunity_account"),
            models.Index(fields=["owner", "state", "closed_on"], name="opportunity_owner"),
            models.Index(fields=["state", "closed_on"], name="opportunity_state"),
            models.Index(fields=["-closed_on", "-id"], name="opportunity_latest"),
            models.Index(
                fields=["owner", "expected_on"],
                name="opportunity_expected",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["owner"],
                name="opportunity_unassigned",
                condition=Q(account=None),
            ),
        ]

    def __str__(self):
        return self.name or f"{self.product or 'Sale'} for a client not known yet"

    def get_absolute_url(self):
        if self.account_id is None:
            return reverse("opportunities_desk:opportunity", args=[self.pk])
        return reverse("opportunities:opportunity", args=[self.account_id, self.pk])

    def save(self, *args, **kwargs):
        self.settle()
        super().save(*args, **kwargs)

    def settle(self):
        """Take the state from the stage, and the name from product and client where it has none and
        the client is known; bulk writers call it themselves.
        """
        self.state = self.stage.kind
        if not self.name and self.account_id:
            self.name = f"{self.product or 'Sale'} for {self.account}"[:200]

    def win(self, value, on, reason):
        """Take the sale as won at this value; its stage says so too."""
        self.value, self.closed_on, self.reason = value, on, reason

    def lose(self, on, reason, competitor, lesson):
        """Take the sale as lost; its value stays what was hoped for."""
        self.value, self.closed_on, self.reason = self.expected_value, on, reason
        self.competitor, self.lesson = competitor, lesson

    def reopen(self):
        """Forget what was noted of its end: it is not true any more, and the history keeps it."""
        self.closed_on, self.reason, self.lesson = None, "", ""

    def contradictions(self):
        # The answer belongs to the box that holds the later day.
        name = "closed_on" if self.closed_on else "expected_on"
        last = getattr(self, name)
        is_early = last and self.engaged_on and last < self.engaged_on
        return {name: "It cannot close before it was first talked about."} if is_early else {}

    @property
    def chance(self):
        """The probability that counts, in percent: its own, else its stage's; certain once
        closed.
        """
        if self.state != State.OPEN:
            return 100 if self.state == State.WON else 0
        return self.stage.probability if self.probability is None else self.probability

    @property
    def expected_value(self):
        """What counts as its value in its own currency: its own, else the list price while it is
        open.
        """
        if self.value is None and self.state == State.OPEN and self.product:
            return self.product.list_price
        return self.value

    @property
    def days_to_close(self):
        """How many days the sale took, or None while one of the two dates is not known."""
        if not self.closed_on or not self.engaged_on:
            return None
        return (self.closed_on - self.engaged_on).days

    def is_slipping(self, today):
        if self.state != State.OPEN or self.expected_on is None:
            return False
        return self.expected_on < today


class StageChange(Row):
    """One step of an opportunity from stage to stage; rows are only ever added."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="stage_changes")
    from_stage = models.ForeignKey(PipelineStage, models.PROTECT, null=True, related_name="+")
    to_stage = models.ForeignKey(PipelineStage, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    derived = ("reason",)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.from_stage} → {self.to_stage}"
