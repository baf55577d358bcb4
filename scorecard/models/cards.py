"""Scorecards: the templates they are filled from, and what each of their measures read."""

from django.db import models
from django.db.models import Q

from accountfile.base.rows import Row
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from scorecard import scoring


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

    def take_score(self, found, on):
        """Note the score of its lines, and the day on which they were filled."""
        self.percent, self.confidence = found.percent, found.confidence
        self.tone, self.reds, self.filled_on = found.tone, found.reds, on

    def twins(self):
        same = Q(account=self.account_id, template=self.template_id, month=self.month)
        return [("month", same, "This month has a scorecard of this template already.")]


class Reading(Tracked):
    """What one measure of a scorecard read; a red one carries an action or an accepted reason, with
    a date.
    """

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="readings")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    yes = models.BooleanField(
        "answer",
        null=True,
        blank=True,
        choices=[(True, "yes"), (False, "no")],
    )
    value = models.DecimalField("figure", max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    action = models.CharField("what is done about it", max_length=300, blank=True)
    accepted = models.CharField("or why it is accepted", max_length=300, blank=True)
    until = models.DateField("until", null=True, blank=True)
    made = models.ForeignKey(
        "core.Action",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
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
