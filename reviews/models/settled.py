"""What a review settles: the old actions, and the questions of the bank."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accountfile.core.models import Action
from accountfile.core.sections import Heading
from reviews.models.agenda import BankQuestion, place_of_item
from reviews.models.of_review import OfReview, OfReviewQuerySet
from reviews.models.review import Review

DAY_AHEAD = "Choose a day after today."


class CarriedAction(OfReview):
    """An action that was open when the review began: it must be disposed of before the review can
    close.
    """

    class Disposition(models.TextChoices):
        OPEN = "", "not dealt with yet"
        DONE = "done", "done"
        STANDS = "stands", "stands as agreed"
        MOVED = "moved", "moved to another day"
        DROPPED = "dropped", "dropped"

    tells_adding = False
    PRIVATE = Q(action__about__isnull=False)

    review = models.ForeignKey(Review, models.CASCADE, related_name="carried")
    action = models.ForeignKey(Action, models.CASCADE, related_name="carried_to")
    disposition = models.CharField(
        "what becomes of it",
        max_length=10,
        choices=Disposition,
        default=Disposition.OPEN,
        blank=True,
    )
    reason = models.CharField(max_length=300, blank=True)
    was_due_on = models.DateField()
    new_due_on = models.DateField("new day", null=True, blank=True)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "old action", "old actions"
        ordering = ["was_due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "action"], name="carried_once"),
            models.CheckConstraint(
                condition=~Q(disposition__in=["moved", "dropped"]) | ~Q(reason=""),
                name="carried_moved_has_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.action)

    def contradictions(self):
        kinds, found = self.Disposition, {}
        if self.disposition in (kinds.MOVED, kinds.DROPPED) and not self.reason:
            found["reason"] = "Say why: the next review will ask."
        if self.disposition == kinds.MOVED and not self.new_due_on:
            found["new_due_on"] = DAY_AHEAD
        return found

    @property
    def is_private(self):
        return self.action.about_id is not None

    @property
    def place(self):
        return place_of_item(Heading.PREVIOUS_ACTIONS, f"carried-{self.pk}")

    @property
    def is_settled(self):
        """Say whether nobody has to ask for it any more: disposed of here, or ended elsewhere
        meanwhile.
        """
        return bool(self.disposition) or not self.action.is_open

    @property
    def end(self):
        """Return what became of it: here, or where it was ended meanwhile."""
        if not self.disposition and self.is_settled:
            return self.Disposition(self.action.state)
        return self.Disposition(self.disposition)

    @property
    def how(self):
        """Return in words how it was settled."""
        if self.disposition == self.Disposition.MOVED:
            old, new = self.was_due_on, self.new_due_on
            return f"moved from {old.day} {old:%b} to {new.day} {new:%b %Y}"
        return self.end.label


class Answer(OfReview):
    """A question of the bank put at one review, and what was answered."""

    # Two people who answer at once keep both texts in one box, so there is room for more than one
    # types.
    LONGEST_TYPED = 2000

    tells_adding = False
    untold = frozenset({"by_id", "answered_at"})
    PRIVATE = Q(restricted=True)

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    question = models.ForeignKey(BankQuestion, models.PROTECT, related_name="answers")
    text = models.TextField("answer", max_length=4 * LONGEST_TYPED, blank=True)
    score = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        choices=[(n, str(n)) for n in range(1, 6)],
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    asked_before = models.BooleanField(default=False)
    # As the bank said when it was asked: an answer does not change its readers afterwards.
    restricted = models.BooleanField(default=False, editable=False)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        ordering = ["question__number"]
        constraints = [models.UniqueConstraint(fields=["review", "question"], name="answer_once")]

    def __str__(self):
        return str(self.question)

    def save(self, *args, **kwargs):
        """Keep with what was answered since when it is; what is emptied counts as not answered."""
        given = bool(self.text) or self.score is not None
        self.answered_at = (self.answered_at or timezone.now()) if given else None
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"{self.review.get_absolute_url()}questions/#answer-{self.pk}"

    @property
    def is_private(self):
        return self.restricted

    @property
    def is_given(self):
        return self.answered_at is not None
