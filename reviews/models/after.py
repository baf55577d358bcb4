"""The work after a review: six things that are done in the days that follow, ticked one by one."""

from django.conf import settings
from django.db import models

from accountfile.base.rows import Row
from accountfile.core.models import OfAccountQuerySet
from reviews.models.review import Review

AFTERWARDS = {
    1: "The Account File says what was said",
    2: "The SWOT analysis is thought through again",
    3: "The balanced scorecard is reworked where it no longer fits",
    4: "Personal performance and objectives are settled",
    5: "Risks are assessed anew",
    6: "The account's actions are planned",
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
