"""What the client answered, with a name or without one."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accountfile.base.rows import Row
from accountfile.core.models import OfAccountQuerySet, Tracked
from surveys.models.survey import UNHAPPY_UP_TO, Invitation, Survey


class GivenAnswer(Row):
    """What somebody answered."""

    score = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
    )
    comment = models.TextField(blank=True, max_length=4000)
    replies = models.JSONField(default=list, blank=True)  # [[question as asked, answer]]

    class Meta:
        abstract = True

    @property
    def is_bad(self):
        return self.survey.is_bad(self.score)


class AnonymousAnswer(GivenAnswer):
    """An answer that nothing connects with whoever gave it: no name, no date, no history, and a
    random place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="anonymous_answers")

    account_path = "survey__account"
    objects = OfAccountQuerySet.as_manager()
    audience = "internal"
    who = "somebody"

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.who}, {self.survey}"


class AnswerQuerySet(OfAccountQuerySet):
    def unhappy(self):
        """Return the answers that somebody should call back about."""
        worst = {
            kind: Q(survey__kind=kind, score__lte=most) for kind, most in UNHAPPY_UP_TO.items()
        }
        return self.filter(worst[Survey.Kind.NPS] | worst[Survey.Kind.CSAT])

    def not_called_back(self):
        return self.unhappy().filter(follow_up=None)


class Answer(GivenAnswer, Tracked):
    """An answer that carries a name."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    invitation = models.OneToOneField(
        Invitation,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="answer",
    )
    given_on = models.DateField()
    follow_up = models.ForeignKey(
        "core.Action",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    account_path = "survey__account"
    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]

    def __str__(self):
        return f"{self.who}, {self.survey}"

    def get_absolute_url(self):
        return self.survey.get_absolute_url()

    @property
    def who(self):
        return self.invitation.name if self.invitation_id else "somebody"
