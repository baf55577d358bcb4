"""Whether an opportunity is worth the effort, decided before the effort is made."""

from django.conf import settings
from django.db import models

from accountfile.base.addresses import reverse
from accountfile.core.models import OfAccountQuerySet, Tracked
from opportunities.models.opportunity import Opportunity


class HowKnown(models.IntegerChoices):
    """How well one element of a qualification stands."""

    NO = 0, "no or not known"
    PARTLY = 1, "partly"
    YES = 2, "yes, with evidence"


def element(question):
    return models.PositiveSmallIntegerField(question, choices=HowKnown, default=HowKnown.NO)


class Qualification(Tracked):
    """One dated look at an opportunity: eight questions, what rules it out, and the decision to bid
    or not.
    """

    class Decision(models.TextChoices):
        OPEN = "open", "not decided yet"
        BID = "bid", "bid"
        NO_BID = "no bid", "do not bid"

    ELEMENTS = (
        "measurable_gain",
        "budget_holder",
        "decision_criteria",
        "decision_process",
        "paper_process",
        "pain",
        "champion",
        "competition",
    )

    account_path = "opportunity__account"

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="qualifications")
    held_on = models.DateField("looked at on")
    measurable_gain = element("Can the client measure the gain?")
    budget_holder = element("Have we spoken with whoever holds the budget?")
    decision_criteria = element("Do we know by what they decide?")
    decision_process = element("Do we know how and when they decide?")
    paper_process = element("Do we know the way to a signature?")
    pain = element("Does it hurt enough for them to act?")
    champion = element("Does somebody there fight for us?")
    competition = element("Do we know who else is in the race?")
    knock_out = models.CharField("what would rule it out", max_length=300, blank=True)
    decision = models.CharField(max_length=6, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="approved by",
    )
    note = models.TextField(blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.opportunity}: {self.score} of 100"

    def contradictions(self):
        is_approved = self.decision == self.Decision.OPEN or self.decided_by_id
        return {} if is_approved else {"decided_by": "Say who approved the decision."}

    @property
    def score(self):
        """The eight answers together, from 0 to 100."""
        return round(
            100 * sum(getattr(self, name) for name in self.ELEMENTS) / (2 * len(self.ELEMENTS))
        )

    def get_absolute_url(self):
        return reverse("opportunities:qualification", args=[self.file_id, self.pk])
