"""What the client is asked: surveys answered by a link without sign-in, and who is invited to
them.
"""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone

from accountfile.base.clock import house_zone
from accountfile.base.rows import Row, RowQuerySet
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked

SCALES = {"nps": (0, 10), "csat": (1, 5)}
UNHAPPY_UP_TO = {"nps": 6, "csat": 2}


class SurveyQuerySet(OfAccountQuerySet):
    def sent(self):
        return self.exclude(sent_on=None)


class Survey(AccountRow):
    """One round of questions to people at the client."""

    class Kind(models.TextChoices):
        NPS = "nps", "net promoter score (0 to 10)"
        CSAT = "csat", "satisfaction (1 to 5)"
        CUSTOM = "custom", "questions of our own only"

    title = models.CharField(max_length=150, help_text="The people asked read it too.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NPS)
    intro = models.TextField("what we tell them", blank=True, max_length=2000)
    anonymous = models.BooleanField(
        default=False,
        help_text="We then see neither who answered nor who said what, and nothing unless five "
        "or more answer. They are told so before the first question.",
    )
    closes_on = models.DateField("last day to answer")
    sent_on = models.DateField("first sent on", null=True, blank=True, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = [F("sent_on").desc(nulls_first=True), "-pk"]

    def __str__(self):
        return self.title

    @property
    def scale(self):
        """Return every score that may be given, or an empty range where none is asked for."""
        lowest, highest = SCALES.get(self.kind, (0, -1))
        return range(lowest, highest + 1)

    @property
    def main_question(self):
        return {
            self.Kind.NPS: "How likely is it that you would recommend us to a colleague?",
            self.Kind.CSAT: "How satisfied are you with what we do for you?",
        }.get(self.kind, "")

    @property
    def ends(self):
        """Return what the lowest and the highest score mean."""
        if self.kind == self.Kind.NPS:
            return "not at all likely", "extremely likely"
        return "very dissatisfied", "very satisfied"

    @property
    def zone(self):
        """Return the time zone in which the last day ends: the account manager's."""
        manager = self.account.account_manager
        return manager.zone if manager else house_zone()

    @property
    def ends_at(self):
        """Return the moment at which the last day is over."""
        day_after = self.closes_on + timedelta(days=1)
        return datetime.combine(day_after, time.min, self.zone)

    @property
    def has_ended(self):
        return self.ends_at <= timezone.now()

    def is_over(self, today):
        """Say whether the last day is over both for a reader whose date is ``today`` and for the
        sender.
        """
        return self.closes_on < today and self.has_ended

    def is_bad(self, score):
        """Say whether a score is one that somebody should call back about."""
        # Of questions of our own nobody knows which answer is a bad one.
        return score is not None and score <= UNHAPPY_UP_TO.get(self.kind, -1)

    def clean(self):
        """Refuse to change what people were promised when the survey was sent."""
        super().clean()
        stored = Survey.objects.sent().filter(pk=self.pk).first()
        if stored is None:
            return
        if (self.kind, self.anonymous) != (stored.kind, stored.anonymous):
            raise ValidationError("This survey has been sent: its kind and its promise stay.")
        if stored.anonymous and stored.has_ended and self.closes_on != stored.closes_on:
            # A second result beside the first one would give away what the answers in between said.
            raise ValidationError({"closes_on": "An anonymous survey that is over stays closed."})

    @property
    def can_be_removed(self):
        return self.sent_on is None

    def delete(self, *args, **kwargs):
        """Refuse to take away what the client has answered: answers without a name have no history
        to restore from.
        """
        if Survey.objects.sent().filter(pk=self.pk).exists():
            raise ValidationError(
                "This survey has been sent and stays in the file: let it end instead."
            )
        return super().delete(*args, **kwargs)


class SurveyQuestion(Tracked):
    """One question beside the main one."""

    class Kind(models.TextChoices):
        RATING = "rating", "a rating from 1 to 5"
        YES = "yes", "yes or no"
        TEXT = "text", "words"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    text = models.CharField("question", max_length=250)
    kind = models.CharField("answered with", max_length=10, choices=Kind, default=Kind.RATING)
    place = models.PositiveSmallIntegerField(default=1)

    account_path = "survey__account"
    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.survey_id and self.survey.sent_on:
            raise ValidationError(
                {"survey": "This survey has been sent: its questions stay as they were asked."}
            )


class InvitationQuerySet(RowQuerySet):
    """Invitations are a queue: each is claimed once, by a conditional update."""

    def asked(self):
        """Return those that were sent and not taken back, answered or not."""
        return self.filter(state__in=ASKED)

    def to_be_sent(self):
        return self.filter(state=Invitation.State.NEW)

    def unanswered(self):
        return self.filter(state=Invitation.State.SENT)


class Invitation(Row):
    """One person asked, and how far it is; of the link only a fingerprint is kept."""

    class State(models.TextChoices):
        NEW = "new", "not sent yet"
        SENT = "sent", "sent"
        ANSWERED = "answered", "answered"
        REVOKED = "revoked", "taken back"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=150)
    email = models.EmailField()
    department = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    token_sha256 = models.CharField(max_length=64, unique=True, null=True)
    wave = models.PositiveSmallIntegerField(default=0)

    account_path = "survey__account"
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "email"], name="invitation_once")]

    def __str__(self):
        return self.name

    @property
    def shown_state(self):
        """Return how far it is, in the words of State; of an anonymous survey not whether it is
        answered.
        """
        state = self.State(self.state)
        if self.survey.anonymous and state == self.State.ANSWERED:
            state = self.State.SENT
        return state.label

    @property
    def can_be_revoked(self):
        """Say whether it may be taken back; once an anonymous one is sent, that would tell who has
        answered.
        """
        open_for_all = self.state == self.State.NEW
        return open_for_all or (self.state == self.State.SENT and not self.survey.anonymous)


ASKED = (Invitation.State.SENT, Invitation.State.ANSWERED)
