"""Who else wants our place with the client, and when we last saw them try."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q

from accountfile.blueprint.models.days import EVIDENCE_FOR, STILL_TO_COME
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked


class CompetitorQuerySet(OfAccountQuerySet):
    def with_last_seen(self):
        """Annotate each competitor with the day of its last sighting."""
        return self.annotate(seen_on=Max("sightings__seen_on"))


class Competitor(AccountRow):
    """A firm that wants our place with this client: how strong it is, what it does, what we do."""

    name = models.CharField(max_length=150)
    strength = models.PositiveSmallIntegerField(
        "strength here",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="From 1 to 5.",
    )
    move = models.CharField("their move", max_length=300, blank=True)
    counter = models.CharField("our counter", max_length=300, blank=True)

    objects = CompetitorQuerySet.as_manager()

    class Meta:
        ordering = ["-strength", "name", "pk"]

    def __str__(self):
        return self.name

    def twins(self):
        same = Q(account=self.account_id, name__iexact=self.name)
        return [("name", same, "This competitor has a page in the file already.")]


class Sighting(Tracked):
    """What was seen of a competitor at the client, on which day."""

    account_path = "competitor__account"

    competitor = models.ForeignKey(Competitor, models.CASCADE, related_name="sightings")
    seen_on = models.DateField("seen on")
    evidence = models.CharField("what was seen", max_length=300)

    objects = OfAccountQuerySet.as_manager()
    happened = {"seen_on": STILL_TO_COME}

    class Meta:
        ordering = ["-seen_on", "-pk"]

    def __str__(self):
        return f"{self.competitor}: {self.evidence}"


def is_out_of_sight(seen_on, today):
    """Say whether the last evidence of a competitor is too old to go by."""
    return seen_on is None or today - seen_on > EVIDENCE_FOR
