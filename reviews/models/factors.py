"""The eight critical success factors, scored at each review by the account manager and by the line
manager.
"""

from django.db import models
from django.db.models import Q

from accountfile.core.sections import Heading
from reviews.models.agenda import place_of_item
from reviews.models.of_review import OfReview, OfReviewQuerySet
from reviews.models.review import Review

FACTORS = {
    1: "The relationship and the client's culture come before everything else",
    2: "Teamwork, commitment and pride",
    3: "The account manager, on whom the account turns",
    4: "Our values, ethos and image",
    5: "The balanced scorecard tells where we are and what must change",
    6: "Contact management carries the relationship at every level",
    7: "Everyone who meets the client knows what is expected",
    8: "Opportunities are qualified before money is spent on them",
}


class FactorScore(OfReview):
    """What one side gave one factor at one review, from 1 (not satisfactory) to 5 (excellent)."""

    class Side(models.TextChoices):
        MANAGER = "manager", "account manager"
        LINE = "line", "line manager"

    place = place_of_item(Heading.SUCCESS_FACTORS, "factors")
    PRIVATE = Q(side="line")

    review = models.ForeignKey(Review, models.CASCADE, related_name="factor_scores")
    factor = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    score = models.PositiveSmallIntegerField(choices=[(n, str(n)) for n in range(1, 6)])

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "success factor score"
        ordering = ["factor", "side"]
        constraints = [
            models.UniqueConstraint(fields=["review", "factor", "side"], name="factor_once_a_side"),
            models.CheckConstraint(
                condition=Q(score__range=(1, 5), factor__range=(1, 8)), name="factor_from_1_to_5"
            ),
        ]

    def __str__(self):
        return f"{FACTORS[self.factor]}, by the {self.get_side_display()}"

    @property
    def is_private(self):
        return self.side == self.Side.LINE


def factor_table(review, previous, *, reads):
    """Return one line a factor: number, words, what each side gives now, and what each gave at the
    review before.

    What the line manager gives is personal: it is "restricted" at a review of which
    ``reads(review)`` is not true.
    """
    now, before = _scores(review), _scores(previous)
    reads_now = reads(review)
    # At the review before, the account may have had another manager, whose scores this reader may
    # not read.
    reads_before = previous is not None and reads(previous)
    own, line = FactorScore.Side.MANAGER, FactorScore.Side.LINE
    table = []
    for number, text in FACTORS.items():
        scores = {
            own: now.get((number, own)),
            line: now.get((number, line)) if reads_now else "restricted",
        }
        scores_before = {
            own: before.get((number, own)),
            line: before.get((number, line)) if reads_before else None,
        }
        table.append(
            {
                "number": number,
                "text": text,
                "now": scores,
                "before": scores_before,
            }
        )
    return table


def _scores(review):
    rows = review.factor_scores.values_list("factor", "side", "score") if review else ()
    return {(factor, side): score for factor, side, score in rows}


def side_of(user, account):
    """Return the side for which this person scores, or None."""
    if account.is_own:
        return FactorScore.Side.MANAGER
    return FactorScore.Side.LINE if account.may_lead else None
