"""What every review is made from: the agenda in its versions, and the bank of questions."""

from django.db import models

from accountfile.base.rows import Row
from accountfile.core.sections import Heading

TITLES = {
    Heading.PREVIOUS_MINUTES: "Previous minutes",
    Heading.PREVIOUS_ACTIONS: "Previous action plan",
    Heading.MISSION_STRATEGY_GOALS: "Mission statement, strategy and goals",
    Heading.BUSINESS_PERFORMANCE: "Business performance and market position",
    Heading.ORGANISATION_CHANGES: "Organisational and people changes",
    Heading.CONTRACTS: "Contracts for work, service, people and products",
    Heading.SCORECARD: "Balanced scorecard",
    Heading.SALES: "Sales",
    Heading.COMPETITORS: "Competitors",
    Heading.SWOT: "SWOT analysis",
    Heading.RELATIONSHIPS: "Contact and relationship management",
    Heading.MISSING_INFORMATION: "Missing information",
    Heading.SURVEY: "Satisfaction survey",
    Heading.ISSUES: "Issues and complaints",
    Heading.HOSPITALITY: "Hospitality and entertainment",
    Heading.ACCOUNT_MANAGER: "Account manager: responsibilities and performance",
    Heading.SUCCESS_FACTORS: "Critical success factors",
    Heading.RISK: "Risk management",
    Heading.OPTIONS_AND_ACTIONS: "Options and forward action plan",
    Heading.CLOSE: "Close",
}


def title_of(number):
    """Return the name of a standing agenda item."""
    return TITLES.get(number, f"Item {number}")


def place_of_item(number, anchor=""):
    """Return where on its review's page an agenda item is found: the end of an address."""
    return f"?item={number}" + (f"#{anchor}" if anchor else "")


def taken_over_by(numbers, number):
    """Return the item under which what belongs to a standing one is dealt with: itself, or the one
    before it.

    An agenda need not hold all twenty items, but old actions are settled and the next date is set
    at every review.
    """
    before = [each for each in numbers if each <= number]
    return max(before, default=min(numbers, default=None))


class AgendaTemplate(Row):
    """One version of the agenda; a review keeps the version it was prepared with."""

    version = models.PositiveSmallIntegerField(unique=True)
    active = models.BooleanField(
        default=True, help_text="The newest active version is used when a review is prepared."
    )

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return f"Agenda, version {self.version}"


class TemplateItem(Row):
    """One of the twenty items in one version: how long it takes, and who leads it."""

    class Lead(models.TextChoices):
        ACCOUNT_MANAGER = "account_manager", "account manager"
        LINE_MANAGER = "line_manager", "line manager"
        BOTH = "both", "both"

    template = models.ForeignKey(AgendaTemplate, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(
        choices=[(int(heading), f"{int(heading)}") for heading in Heading]
    )
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField("minutes planned", default=5)
    lead = models.CharField("who leads", max_length=20, choices=Lead, default=Lead.ACCOUNT_MANAGER)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_item_once")
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


class BankQuestion(Row):
    """A question worth asking at a review, under one of eight headings."""

    class Kind(models.TextChoices):
        TEXT = "text", "text"
        YES_NO = "yes_no", "yes or no"
        SCALE = "scale", "1 to 5"
        NUMBER = "number", "number"

    number = models.PositiveSmallIntegerField(unique=True)
    heading = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    kind = models.CharField("answered by", max_length=10, choices=Kind, default=Kind.TEXT)
    shown = models.CharField("data to look at", max_length=150, blank=True)
    then = models.CharField("what a bad answer opens", max_length=150, blank=True)
    active = models.BooleanField(default=True)
    restricted = models.BooleanField(
        default=False,
        help_text=(
            "About the account manager: only they and the line above read the answers to come."
        ),
    )

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return self.text
