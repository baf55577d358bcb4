"""What the client thinks of us: surveys answered by a link without sign-in, and clients who speak for us."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accountfile.clock import house_day
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from accountfile.core.periods import add_months

LINK_LASTS = timedelta(days=30)
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
        help_text="We then see how many answered, but not who said what; they are told so before the first question.",
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
        return {self.Kind.NPS: ("not at all likely", "extremely likely")}.get(
            self.kind, ("very dissatisfied", "very satisfied")
        )

    def is_bad(self, score):
        """Say whether a score is one that somebody should call back about."""
        return score is not None and score <= UNHAPPY_UP_TO.get(self.kind, -1)


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


class InvitationQuerySet(models.QuerySet):
    """Invitations are a queue: each is claimed once, by a conditional update."""

    def open_on(self, now):
        """Return those whose link works at this moment."""
        return self.filter(state=Invitation.State.SENT, expires_at__gt=now, survey__closes_on__gte=house_day(now))

    def to_be_sent(self):
        return self.filter(state=Invitation.State.NEW)

    def unanswered(self):
        return self.filter(state=Invitation.State.SENT)


class Invitation(models.Model):
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
    expires_at = models.DateTimeField(null=True)

    account_path = "survey__account"
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "email"], name="invitation_once")]

    def __str__(self):
        return self.name


class AnswerQuerySet(OfAccountQuerySet):
    def unhappy(self):
        """Return the answers that somebody should call back about."""
        worst = {kind: Q(survey__kind=kind, score__lte=most) for kind, most in UNHAPPY_UP_TO.items()}
        return self.filter(worst[Survey.Kind.NPS] | worst[Survey.Kind.CSAT])

    def not_called_back(self):
        return self.unhappy().filter(follow_up=None)


class Answer(Tracked):
    """What somebody answered; without a name where the survey promised none."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    invitation = models.OneToOneField(
        Invitation, models.SET_NULL, null=True, blank=True, editable=False, related_name="answer"
    )
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(10)]
    )
    comment = models.TextField(blank=True, max_length=4000)
    replies = models.JSONField(default=list, blank=True)  # [[question as asked, answer]]
    given_on = models.DateField()
    follow_up = models.ForeignKey(
        "core.Action", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
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

    @property
    def is_bad(self):
        return self.survey.is_bad(self.score)


class ReferenceSite(AccountRow):
    """A client, or a part of one, that lets others come and see what we did there."""

    title = models.CharField("what can be seen there", max_length=200)
    contact = models.CharField("who receives the visitors", max_length=150, blank=True)
    consent_by = models.CharField("who at the client agreed", max_length=150, blank=True)
    consent_until = models.DateField("agreed until", null=True, blank=True)
    most_a_year = models.PositiveSmallIntegerField(
        "visits in twelve months, at most", default=4, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    remark = models.TextField("what to show and what not", blank=True)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def refusal(self, visited_on, besides=None):
        """Return why nobody may visit on this day, or nothing."""
        if self.consent_until is None or visited_on > self.consent_until:
            return "The client has not agreed to visits on that day."
        start = add_months(visited_on, -12)
        others = self.visits.exclude(pk=besides).filter(visited_on__gt=start, visited_on__lte=visited_on)
        if others.count() >= self.most_a_year:
            return f"There were {self.most_a_year} visits in twelve months already, as many as the client agreed to."
        return ""


class ReferenceVisit(Tracked):
    """One visit of somebody whom we want to convince."""

    site = models.ForeignKey(ReferenceSite, models.CASCADE, related_name="visits")
    visited_on = models.DateField()
    visitor = models.CharField("who came", max_length=200)
    purpose = models.CharField("what for", max_length=200, blank=True)
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    account_path = "site__account"
    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-pk"]

    def __str__(self):
        return f"Visit of {self.visitor}"

    def clean(self):
        if self.site_id and self.visited_on and (why := self.site.refusal(self.visited_on, self.pk)):
            raise ValidationError({"visited_on": why})
