"""Where we stand with a client, what it wants from us, and what we have set ourselves."""

from django.conf import settings
from django.db import models

from accountfile.blueprint.models.days import REVIEWED_WITHIN, STILL_TO_COME
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked


class Position(AccountRow):
    """Where we stand with the client and what is in scope, as of a day; the newest is the current
    one.
    """

    text = models.TextField("where we stand")
    scope = models.TextField("what is in scope, and what is not", blank=True)
    known_on = models.DateField("as of")

    objects = OfAccountQuerySet.as_manager()
    happened = {"known_on": STILL_TO_COME}

    class Meta:
        ordering = ["-known_on", "-pk"]
        verbose_name = "current position"

    def __str__(self):
        if len(self.text) <= 80:
            return self.text
        return f"{self.text[:79].rsplit(' ', 1)[0]}…"


class TwelveMonthObjective(AccountRow):
    """The one sentence by which everything we do for the client in a year is measured; the newest
    is in force.
    """

    text = models.CharField("the objective", max_length=200)
    agreed_on = models.DateField("agreed on")
    relevant = models.BooleanField("it could be about no other client", default=False)
    yardstick = models.BooleanField("it ranks and backs the lesser objectives", default=False)
    memorable = models.BooleanField("everybody can say it without looking", default=False)
    reviewed_on = models.DateField("last found still right on", null=True, blank=True)

    objects = OfAccountQuerySet.as_manager()
    happened = {"agreed_on": STILL_TO_COME}

    class Meta:
        ordering = ["-agreed_on", "-pk"]
        verbose_name = "12-month objective"

    def __str__(self):
        return self.text

    def tests(self, today, *, disseminated):
        """Return its five tests as (test, passed); whether the team knows it is measured, not
        claimed.
        """
        reviewed = (
            today - max(self.reviewed_on or self.agreed_on, self.agreed_on) <= REVIEWED_WITHIN
        )
        return [
            ("Relevant to this client", self.relevant),
            ("Yardstick for the rest", self.yardstick),
            ("Short and memorable", self.memorable),
            ("Known to the whole team", disseminated),
            ("Reviewed within 100 days", reviewed),
        ]


class Acknowledgement(Tracked):
    """One member of the team says: I know this objective."""

    account_path = "objective__account"

    objective = models.ForeignKey(
        TwelveMonthObjective, models.CASCADE, related_name="acknowledgements"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acknowledgements"
    )
    known_on = models.DateField("since")

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["known_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["objective", "person"], name="acknowledged_once")
        ]

    def __str__(self):
        return f"{self.person} knows “{self.objective}”"


class ClientObjective(AccountRow):
    """What the client wants from us in general, in its own words; the newest is the current one."""

    text = models.TextField("what they want from us")
    source = models.CharField("who says so", max_length=200)
    known_on = models.DateField("as of")

    objects = OfAccountQuerySet.as_manager()
    happened = {"known_on": STILL_TO_COME}

    class Meta:
        ordering = ["-known_on", "-pk"]
        verbose_name = "client's objective"
        verbose_name_plural = "client's objectives"

    def __str__(self):
        if len(self.text) <= 80:
            return self.text
        return f"{self.text[:79].rsplit(' ', 1)[0]}…"


class ObjectiveQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(state=Objective.State.OPEN)

    def overdue(self, today):
        return self.open().filter(due_on__lt=today)


class Objective(AccountRow):
    """A specific objective with a measure, a target, a day and an owner; it says what it grew
    from.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        REACHED = "reached", "reached"
        MISSED = "missed", "missed"
        DROPPED = "dropped", "dropped"

    class Origin(models.TextChoices):
        YEAR = "year", "the 12-month objective"
        CLIENT = "client", "the client's objective"
        MATRIX = "matrix", "the wall chart of relationships"
        SWOT = "swot", "the SWOT"
        OTHER = "other", "something else"

    class Priority(models.IntegerChoices):
        HIGH = 1, "high"
        NORMAL = 2, "normal"
        LOW = 3, "low"

    text = models.CharField("the objective", max_length=250)
    measure = models.CharField("measured by", max_length=150)
    target = models.CharField(max_length=100)
    due_on = models.DateField("due on")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="objectives")
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    quick_win = models.BooleanField(default=False)
    origin = models.CharField("grew from", max_length=10, choices=Origin, default=Origin.YEAR)
    swot_item = models.ForeignKey(
        "SwotItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="objectives",
        verbose_name="which SWOT item",
    )
    origin_text = models.CharField("more precisely", max_length=200, blank=True)
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.OPEN,
        editable=False,
    )
    outcome = models.CharField("what came of it", max_length=300, blank=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    changed_on = models.DateField(auto_now=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "priority", "pk"]
        verbose_name = "SMART objective"

    def __str__(self):
        return self.text

    def tidy(self):
        super().tidy()
        if self.swot_item_id:
            self.origin = self.Origin.SWOT

    def contradictions(self):
        is_silent = self.origin == self.Origin.OTHER and not self.origin_text
        sentence = "Say what it grew from, or the next review will call it an orphan."
        if is_silent:
            return {"origin_text": sentence}
        return {}

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    def is_overdue(self, today):
        return self.is_open and self.due_on < today

    def end(self, how, on, outcome):
        """Let the objective be reached, missed or dropped, and note what came of it."""
        self.state, self.ended_on, self.outcome = how, on, outcome
