"""What may go wrong with an account, how bad that would be, and what is done about it."""

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F

from accountfile import kpi
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked

LOW, MEDIUM, HIGH = "low", "medium", "high"
MEDIUM_FROM, HIGH_FROM = 6, 15
TONES = {LOW: "good", MEDIUM: "watch", HIGH: "poor"}
ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


def level_of(score):
    """Return low (1 to 5), medium (6 to 14) or high (15 to 25) for a risk score."""
    if score >= HIGH_FROM:
        return HIGH
    return MEDIUM if score >= MEDIUM_FROM else LOW


class Likelihood(models.IntegerChoices):
    RARE = 1, "1 – rare"
    UNLIKELY = 2, "2 – unlikely"
    POSSIBLE = 3, "3 – possible"
    LIKELY = 4, "4 – likely"
    EXPECTED = 5, "5 – to be expected"


class Impact(models.IntegerChoices):
    SLIGHT = 1, "1 – slight"
    MINOR = 2, "2 – minor"
    SERIOUS = 3, "3 – serious"
    SEVERE = 4, "4 – severe"
    FATAL = 5, "5 – we would lose the account"


class RiskQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(state=Risk.State.OPEN)

    def with_score(self):
        """Annotate ``points``: likelihood times impact."""
        return self.annotate(points=F("likelihood") * F("impact"))

    def gravest_first(self):
        return self.with_score().order_by("-points", "review_on", "pk")

    def at_level(self, level):
        """Return the risks that are low, medium or high."""
        span = {
            LOW: (1, MEDIUM_FROM - 1),
            MEDIUM: (MEDIUM_FROM, HIGH_FROM - 1),
            HIGH: (HIGH_FROM, 25),
        }[level]
        return self.with_score().filter(points__range=span)

    def to_review_by(self, day):
        return self.open().filter(review_on__lte=day)


class Risk(AccountRow):
    """Something that may happen to this account, its cause, its score and what we chose to do about
    it.
    """

    class Level(models.TextChoices):
        ACCOUNT = "account", "the account as a whole"
        SALES = "sales", "a contract, bid or opportunity"

    class Answer(models.TextChoices):
        AVOID = "avoid", "avoid it"
        REDUCE = "reduce", "reduce it"
        SHARE = "share", "share it"
        KEEP = "keep", "keep it"

    class State(models.TextChoices):
        OPEN = "open", "open"
        HAPPENED = "happened", "it happened"
        CLOSED = "closed", "closed"

    title = models.CharField("what may happen", max_length=200)
    cause = models.TextField("why it may happen", blank=True)
    level = models.CharField("concerns", max_length=10, choices=Level, default=Level.ACCOUNT)
    likelihood = models.PositiveSmallIntegerField(choices=Likelihood, validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(choices=Impact, validators=ONE_TO_FIVE)
    answer = models.CharField("our response", max_length=10, choices=Answer, default=Answer.REDUCE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="risks")
    review_on = models.DateField("look at it again on")
    residual_likelihood = models.PositiveSmallIntegerField(
        "likelihood after our response",
        choices=Likelihood,
        null=True,
        blank=True,
    )
    residual_impact = models.PositiveSmallIntegerField(
        "impact after our response",
        choices=Impact,
        null=True,
        blank=True,
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, editable=False)
    ended_on = models.DateField("happened or closed on", null=True, blank=True, editable=False)
    ending = models.CharField("how it ended", max_length=300, blank=True, editable=False)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "pk"]
        indexes = [models.Index(fields=["account", "state"], name="risk_of_account")]

    def __str__(self):
        return self.title

    def contradictions(self):
        if (self.residual_likelihood is None) == (self.residual_impact is None):
            return {}
        return {NON_FIELD_ERRORS: "Give both likelihood and impact after our response, or neither."}

    @property
    def score(self):
        return int(kpi.measure("risk", {"likelihood": self.likelihood, "impact": self.impact}))

    @property
    def residual_score(self):
        """Return the score that is left after our response, or None while nobody has judged it."""
        left = kpi.measure(
            "risk", {"likelihood": self.residual_likelihood, "impact": self.residual_impact}
        )
        return None if left is None else int(left)

    @property
    def grade(self):
        return level_of(self.score)

    @property
    def tone(self):
        return TONES[self.grade]

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    def assess(self, likelihood, impact, review_on):
        """Take a new score, and the day of the next look."""
        self.likelihood, self.impact, self.review_on = likelihood, impact, review_on

    def end(self, how, on, ending):
        """Let the risk have happened or be closed, and note how it ended."""
        self.state, self.ended_on, self.ending = how, on, ending


class Assessment(Tracked):
    """The score somebody gave a risk on a day; the newest one is the risk's own."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="assessments")
    assessed_on = models.DateField()
    likelihood = models.PositiveSmallIntegerField(choices=Likelihood, validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(choices=Impact, validators=ONE_TO_FIVE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    remark = models.CharField("what has changed", max_length=300, blank=True)

    account_path = "risk__account"
    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_on", "-pk"]

    def __str__(self):
        return f"{self.risk}: {self.score}"

    @property
    def score(self):
        return self.likelihood * self.impact

    @property
    def tone(self):
        return TONES[level_of(self.score)]


class ResponseQuerySet(OfAccountQuerySet):
    def under_way(self):
        return self.filter(done_on=None, risk__state=Risk.State.OPEN)

    def due_by(self, day):
        return self.under_way().filter(due_on__lte=day)


class Response(Tracked):
    """One thing somebody does about a risk by a day."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="responses")
    text = models.CharField("what is done about it", max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="risk_responses",
    )
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    account_path = "risk__account"
    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text

    def finish(self, on):
        """Take the response as done, and say whether it was still under way."""
        if self.done_on is not None:
            return False
        self.done_on = on
        return True

    def is_late(self, today):
        return self.done_on is None and self.due_on < today


class AssumptionQuerySet(OfAccountQuerySet):
    def unconfirmed(self):
        return self.filter(state=Assumption.State.ASSUMED)


class Assumption(AccountRow):
    """Something our plans rest on that nobody has confirmed; proved wrong it becomes a risk."""

    class State(models.TextChoices):
        ASSUMED = "assumed", "assumed"
        CONFIRMED = "confirmed", "confirmed"
        WRONG = "wrong", "proved wrong"

    text = models.CharField("what we assume", max_length=300)
    rests_on = models.CharField("what rests on it", max_length=300, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assumptions")
    confirm_by = models.DateField("to be confirmed by", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASSUMED, editable=False)
    settled_on = models.DateField("settled on", null=True, blank=True, editable=False)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = AssumptionQuerySet.as_manager()

    class Meta:
        ordering = ["state", "confirm_by", "pk"]

    def __str__(self):
        return self.text

    @property
    def is_settled(self):
        return self.state != self.State.ASSUMED

    def settle(self, how, on):
        """Let the assumption be confirmed or proved wrong."""
        self.state, self.settled_on = how, on
