"""What is in the room: who, the twenty items, the lines of the minutes, the old actions, options and answers."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accountfile.addresses import reverse
from accountfile.core.models import Action, OfAccountQuerySet, Tracked
from reviews.models.agenda import BankQuestion, title_of
from reviews.models.review import Review


class OfReview(models.Model):
    """Belongs to a review and through it to one file; a working row, told by what it leads to."""

    audience = "internal"
    account_path = "review__account"

    class Meta:
        abstract = True


class Participant(OfReview):
    """Somebody who is to be at the review, and whether they were."""

    class Role(models.TextChoices):
        ACCOUNT_MANAGER = "account_manager", "account manager"
        LINE_MANAGER = "line_manager", "line manager"
        OTHER = "other", "invited"

    review = models.ForeignKey(Review, models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews_attended")
    role = models.CharField(max_length=20, choices=Role, default=Role.OTHER)
    present = models.BooleanField("was there", default=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["role", "person__name"]
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="participant_once")]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    @property
    def is_obligatory(self):
        return self.role != self.Role.OTHER


class ReviewItem(OfReview):
    """One of the twenty agenda items at one review."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DISCUSSED = "discussed", "discussed"
        SKIPPED = "skipped", "left out"

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField("minutes planned", default=5)
    lead = models.CharField(max_length=20, default="account_manager")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_item_once")]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def tone(self):
        return {"discussed": "green", "skipped": "none"}.get(self.state, "plain")


def must_still_be_open(review):
    """Refuse a change to what was written into a review that is signed off."""
    if not review.is_open:
        raise ValidationError(f"This review is {review.get_state_display()}: what was written stands.")


class Minute(Tracked):
    """One line of the minutes under one agenda item: a note or a decision."""

    account_path = "review__account"

    class Kind(models.TextChoices):
        NOTE = "note", "note"
        DECISION = "decision", "decision"

    review = models.ForeignKey(Review, models.CASCADE, related_name="minutes")
    number = models.PositiveSmallIntegerField("agenda item")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField("what was said or decided", max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="minutes_written", editable=False)
    written_at = models.DateTimeField(auto_now_add=True)
    action = models.ForeignKey(Action, models.SET_NULL, null=True, blank=True, editable=False, related_name="minutes")

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "line of the minutes", "minutes"
        ordering = ["number", "pk"]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rsplit(' ', 1)[0]}…"

    def get_absolute_url(self):
        page = reverse("reviews:review", args=[self.review.account_id, self.review_id])
        return f"{page}?item={self.number}#minute-{self.pk}"

    def clean(self):
        must_still_be_open(self.review)

    @property
    def item_title(self):
        return title_of(self.number)


class Option(Tracked):
    """One of the ways open to us, with its cost and risk; one is chosen, with the reason."""

    account_path = "review__account"

    review = models.ForeignKey(Review, models.CASCADE, related_name="options")
    text = models.CharField("what we could do", max_length=300)
    cost = models.CharField("what it costs", max_length=200, blank=True)
    risk = models.CharField("what could go wrong", max_length=200, blank=True)
    reason = models.CharField("why it is chosen", max_length=300, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        page = reverse("reviews:review", args=[self.review.account_id, self.review_id])
        return f"{page}?item=19#option-{self.pk}"

    def clean(self):
        must_still_be_open(self.review)

    @property
    def is_chosen(self):
        return bool(self.reason)


class CarriedAction(OfReview):
    """An action that was open when the review began: it must be disposed of before the review can close."""

    class Disposition(models.TextChoices):
        OPEN = "", "not dealt with yet"
        DONE = "done", "done"
        STANDS = "stands", "stands as agreed"
        MOVED = "moved", "moved to another day"
        DROPPED = "dropped", "dropped"

    review = models.ForeignKey(Review, models.CASCADE, related_name="carried")
    action = models.ForeignKey(Action, models.CASCADE, related_name="carried_to")
    disposition = models.CharField(max_length=10, choices=Disposition, default=Disposition.OPEN, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    was_due_on = models.DateField()
    new_due_on = models.DateField(null=True, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["was_due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "action"], name="carried_once"),
            models.CheckConstraint(
                condition=~Q(disposition__in=["moved", "dropped"]) | ~Q(reason=""), name="carried_moved_has_a_reason"
            ),
        ]

    def __str__(self):
        return str(self.action)

    @property
    def is_settled(self):
        """Say whether nobody has to ask for it any more: disposed of here, or ended elsewhere meanwhile."""
        return bool(self.disposition) or self.action.state != Action.State.OPEN

    @property
    def how(self):
        """Return in words how it was settled."""
        if self.disposition == self.Disposition.MOVED:
            old, new = self.was_due_on, self.new_due_on
            return f"moved from {old.day} {old:%b} to {new.day} {new:%b %Y}"
        if not self.disposition and self.is_settled:
            return self.action.get_state_display()
        return self.get_disposition_display()


class Answer(OfReview):
    """A question of the bank put at one review, and what was answered."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    question = models.ForeignKey(BankQuestion, models.PROTECT, related_name="answers")
    text = models.TextField(max_length=2000, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    asked_before = models.BooleanField(default=False)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["question__number"]
        constraints = [models.UniqueConstraint(fields=["review", "question"], name="answer_once")]

    def __str__(self):
        return str(self.question)

    @property
    def is_given(self):
        return self.answered_at is not None
