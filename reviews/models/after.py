"""The work after a review: six things that are done in the days that follow, ticked one by one."""

from enum import IntEnum

from django.conf import settings
from django.db import models

from accountfile.base.rows import Row
from accountfile.core.models import OfAccountQuerySet
from reviews.models.review import Review


class Afterwards(IntEnum):
    """The six things that follow a review, by their numbers."""

    FILE = 1
    SWOT = 2
    SCORECARD = 3
    PERFORMANCE = 4
    RISKS = 5
    ACTIONS = 6


AFTERWARDS = {
    Afterwards.FILE: "The Account File says what was said",
    Afterwards.SWOT: "The SWOT analysis is thought through again",
    Afterwards.SCORECARD: "The balanced scorecard is reworked where it no longer fits",
    Afterwards.PERFORMANCE: "Personal performance and objectives are settled",
    Afterwards.RISKS: "Risks are assessed anew",
    Afterwards.ACTIONS: "The account's actions are planned",
}


class AfterCheck(Row):
    """One of the six, done by somebody after one review; no pack freezes it."""

    audience = "internal"
    account_path = "review__account"

    review = models.ForeignKey(Review, models.CASCADE, related_name="after_checks")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="after_check_once")
        ]

    def __str__(self):
        return AFTERWARDS[self.number]


def afterwards(review):
    """Return ``(number, words, the check or None)`` for each of the six."""
    done = {check.number: check for check in review.after_checks.select_related("by")}
    return [(number, words, done.get(number)) for number, words in AFTERWARDS.items()]
