"""What is in the room: who, the agenda items, the lines of the minutes, and the options."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accountfile.core.models import Action
from accountfile.core.sections import Heading
from reviews.models.agenda import place_of_item, title_of
from reviews.models.of_review import PRIVATE_ITEM, OfReview, OfReviewQuerySet
from reviews.models.review import Review


class Participant(OfReview):
    """Somebody who is to be at the review, and whether they were."""

    class Role(models.TextChoices):
        ACCOUNT_MANAGER = "account_manager", "account manager"
        LINE_MANAGER = "line_manager", "line manager"
        OTHER = "other", "invited"

    place = "#people"

    review = models.ForeignKey(Review, models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reviews_attended",
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.OTHER)
    present = models.BooleanField("was there", default=True)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        ordering = ["role", "person__name"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="participant_once")
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    @property
    def is_obligatory(self):
        return self.role != self.Role.OTHER


class ReviewItem(OfReview):
    """One of the agenda items at one review."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DISCUSSED = "discussed", "discussed"
        SKIPPED = "skipped", "left out"

    tells_adding = False

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField("minutes planned", default=5)
    lead = models.CharField(max_length=20, default="account_manager")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda item"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_item_once")
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def place(self):
        return place_of_item(self.number)

    @property
    def tone(self):
        return {"discussed": "green", "skipped": "none"}.get(self.state, "plain")


class Minute(OfReview):
    """One line of the minutes under one agenda item: a note or a decision."""

    class Kind(models.TextChoices):
        NOTE = "note", "note"
        DECISION = "decision", "decision"

    PRIVATE = Q(number=PRIVATE_ITEM)

    review = models.ForeignKey(Review, models.CASCADE, related_name="minutes")
    number = models.PositiveSmallIntegerField("agenda item")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField("what was said or decided", max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="minutes_written",
        editable=False,
    )
    written_at = models.DateTimeField(auto_now_add=True)
    action = models.ForeignKey(
        Action,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="minutes",
    )

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "line of the minutes", "minutes"
        ordering = ["number", "pk"]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rsplit(' ', 1)[0]}…"

    @property
    def is_private(self):
        return self.number == PRIVATE_ITEM

    @property
    def place(self):
        return place_of_item(self.number, f"minute-{self.pk}")

    def clean(self):
        super().clean()
        stored = Minute._base_manager.filter(pk=self.pk).values_list("number", flat=True).first()
        if stored is not None and PRIVATE_ITEM in (stored, self.number) and stored != self.number:
            # What its history tells so far was written for other readers.
            raise ValidationError(
                "A line does not move into the private item or out of it: write it anew."
            )

    @property
    def item_title(self):
        return title_of(self.number)


class Option(OfReview):
    """One of the ways open to us, with its cost and risk; one is chosen, with the reason."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="options")
    text = models.CharField("what we could do", max_length=300)
    cost = models.CharField("what it costs", max_length=200, blank=True)
    risk = models.CharField("what could go wrong", max_length=200, blank=True)
    reason = models.CharField("why it is chosen", max_length=300, blank=True)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text

    @property
    def place(self):
        return place_of_item(Heading.OPTIONS_AND_ACTIONS, f"option-{self.pk}")

    @property
    def is_chosen(self):
        return bool(self.reason)
