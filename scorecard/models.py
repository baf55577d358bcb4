"""What we deliver and what it earns: financial periods, scorecards, issues, deliverables, value."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from accountfile.base.rows import Row
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from scorecard import scoring

NOT_LESS_THAN_NOTHING = [MinValueValidator(0)]
TWICE = "{twin} is in the file already and shares days with this: they would count twice."
NOT_YET = "That day has not come yet."


def amount(name, **more):
    return models.DecimalField(name, max_digits=18, decimal_places=2, null=True, blank=True, **more)


class FinancialPeriodQuerySet(OfAccountQuerySet):
    def belonging_to(self, period):
        """Return what belongs to a period: whatever ends in it, so that of consecutive periods each
        row is in one.
        """
        return self.filter(ends_on__gte=period.start, ends_on__lt=period.end)


class FinancialPeriod(AccountRow):
    """What an account brought in and cost over some days, beside what was planned; an empty amount
    is not known.
    """

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    revenue = amount("revenue")
    cost = amount("cost")
    planned_revenue = amount("planned revenue")
    planned_cost = amount("planned cost")
    currency = models.CharField(max_length=3, default=settings.CURRENCY)

    AMOUNTS = ("revenue", "cost", "planned_revenue", "planned_cost")
    objects = FinancialPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "starts_on", "ends_on"], name="financial_period_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="financial_period_has_days"
            ),
        ]

    def contradictions(self):
        is_empty = self.starts_on and self.ends_on and self.ends_on < self.starts_on
        return {"ends_on": "The last day comes before the first."} if is_empty else {}

    def twins(self):
        if not (self.starts_on and self.ends_on):
            return []
        days = Q(account=self.account_id, starts_on__lte=self.ends_on, ends_on__gte=self.starts_on)
        return [("starts_on", days, TWICE)]

    def __str__(self):
        if self.starts_on.replace(day=1) == self.ends_on.replace(day=1):
            return f"{self.starts_on:%B %Y}"
        return f"{self.starts_on:%b %Y} to {self.ends_on:%b %Y}"


class Template(Row):
    """A set of measures that scorecards are filled from."""

    name = models.CharField(max_length=80, unique=True)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Measure(Row):
    """One line of a template: a question answered yes or no, or a figure held against a target."""

    class Better(models.TextChoices):
        YES = "yes", "answered with yes or no"
        HIGHER = "higher", "at least the target"
        LOWER = "lower", "at most the target"

    template = models.ForeignKey(Template, models.CASCADE, related_name="measures")
    category = models.CharField(max_length=60)
    text = models.CharField(max_length=200)
    better = models.CharField("reached when", max_length=10, choices=Better, default=Better.YES)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    mandatory = models.BooleanField(
        default=False, help_text="Red here keeps the whole card from being green."
    )
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["template", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(better="yes") | Q(target__isnull=False),
                name="measure_has_its_target",
                violation_error_message="A figure needs the target it is held against.",
            )
        ]

    def __str__(self):
        return self.text

    @property
    def is_yes_or_no(self):
        return self.better == self.Better.YES


class ScorecardQuerySet(OfAccountQuerySet):
    def filled(self):
        return self.exclude(filled_on=None)


class Scorecard(AccountRow):
    """One template filled for one month; its score is worked out when it is filled, and kept."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="scorecards")
    month = models.DateField(help_text="Any day of the month.")
    remark = models.TextField("what the figures do not say", blank=True)
    filled_on = models.DateField(null=True, blank=True, editable=False)
    percent = models.PositiveSmallIntegerField("score", null=True, blank=True, editable=False)
    confidence = models.PositiveSmallIntegerField("measured", null=True, blank=True, editable=False)
    tone = models.CharField(max_length=10, blank=True, editable=False)
    reds = models.PositiveSmallIntegerField("red lines", default=0, editable=False)

    objects = ScorecardQuerySet.as_manager()
    months = ("month",)

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "template", "month"], name="scorecard_once_a_month"
            )
        ]

    def __str__(self):
        return f"Scorecard of {self.month:%B %Y}"

    def twins(self):
        if not (self.month and self.template_id):
            return []
        same = Q(account=self.account_id, template=self.template_id, month=self.month)
        return [("month", same, "This month has a scorecard of this template already.")]


class Reading(Tracked):
    """What one measure of a scorecard read; a red one carries an action or an accepted reason, with
    a date.
    """

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="readings")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    yes = models.BooleanField(
        "answer", null=True, blank=True, choices=[(True, "yes"), (False, "no")]
    )
    value = models.DecimalField("figure", max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    action = models.CharField("what is done about it", max_length=300, blank=True)
    accepted = models.CharField("or why it is accepted", max_length=300, blank=True)
    until = models.DateField("until", null=True, blank=True)
    made = models.ForeignKey(
        "core.Action", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    account_path = "scorecard__account"
    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["measure__place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "measure"], name="reading_once_a_card")
        ]

    def __str__(self):
        return f"{self.measure}"

    def get_absolute_url(self):
        return self.scorecard.get_absolute_url()

    def contradictions(self):
        if scoring.state(self) != scoring.RED:
            return {}
        found = {}
        if not (self.action or self.accepted):
            found["action"] = "Red: say what is done about it, or why it is accepted."
        if not self.until:
            found["until"] = "By when?"
        return found


class IssueQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(resolved_on=None)


class Issue(AccountRow):
    """A complaint or problem of either side, its cause, and what put it right."""

    class Side(models.TextChoices):
        CLIENT = "client", "the client's"
        OURS = "ours", "ours"

    class Kind(models.TextChoices):
        CULTURAL = "cultural", "cultural"
        MANAGEMENT = "management", "management"
        PEOPLE = "people", "people"
        BUDGETS = "budgets", "budgets, estimates or forecasts"
        TIMESCALES = "timescales", "timescales"
        QUALITY = "quality", "quality"
        CONTRACTUAL = "contractual", "contractual"

    title = models.CharField("what is wrong", max_length=200)
    side = models.CharField("whose complaint", max_length=10, choices=Side, default=Side.CLIENT)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.QUALITY)
    raised_on = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="issues")
    root_cause = models.TextField(blank=True)
    rectification = models.TextField("what put it right", blank=True)
    prevention = models.TextField("what keeps it from happening again", blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField("the client agreed on", null=True, blank=True)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = IssueQuerySet.as_manager()
    happened = {"raised_on": NOT_YET, "resolved_on": NOT_YET}

    class Meta:
        ordering = [F("resolved_on").desc(nulls_first=True), "raised_on", "pk"]
        indexes = [models.Index(fields=["account", "resolved_on"], name="issue_of_account")]

    def __str__(self):
        return self.title

    def contradictions(self):
        if self.raised_on and self.resolved_on and self.resolved_on < self.raised_on:
            return {"resolved_on": "An issue cannot be resolved before it was raised."}
        if self.acknowledged_on and not self.resolved_on:
            return {"acknowledged_on": "The client can agree only once it is resolved."}
        return {}

    def age(self, today):
        """Return the days from raising to resolving, or until today."""
        return ((self.resolved_on or today) - self.raised_on).days


class DeliverableQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(delivered_on=None)

    def due_by(self, day):
        return self.open().filter(due_on__lte=day)

    def due_in(self, period):
        return self.filter(due_on__gte=period.start, due_on__lt=period.end)


class Deliverable(AccountRow):
    """Something we owe the client by a day, whether it came in time and was accepted the first
    time.
    """

    text = models.CharField("what we deliver", max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliverables")
    due_on = models.DateField()
    delivered_on = models.DateField(null=True, blank=True)
    accepted_first_time = models.BooleanField(
        "accepted the first time", null=True, blank=True, choices=[(True, "yes"), (False, "no")]
    )

    objects = DeliverableQuerySet.as_manager()
    happened = {"delivered_on": NOT_YET}

    class Meta:
        ordering = [F("delivered_on").desc(nulls_first=True), "due_on", "pk"]

    def __str__(self):
        return self.text

    def is_on_time(self, today):
        """Return whether it came in time; None while it is not due yet."""
        if self.delivered_on:
            return self.delivered_on <= self.due_on
        return False if self.due_on < today else None


class ValueRecord(AccountRow):
    """Value we promised the client, what was measured of it, and who at the client agreed."""

    text = models.CharField("what the client gains", max_length=200)
    promised = amount("promised", validators=NOT_LESS_THAN_NOTHING)
    measured = amount("measured")
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    how_measured = models.CharField("how it was measured", max_length=200, blank=True)
    agreed_by = models.CharField("agreed by (at the client)", max_length=150, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "pk"]
        verbose_name = "value delivered"
        verbose_name_plural = "value delivered"

    def __str__(self):
        return self.text

    def contradictions(self):
        is_half = bool(self.agreed_by) != bool(self.agreed_on)
        sentence = "Say both who at the client agreed and when, or neither."
        return {"agreed_by": sentence} if is_half else {}
