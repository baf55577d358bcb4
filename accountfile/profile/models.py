"""What we know of the client itself: facts by topic, who sits where, who else sells to them, when
they buy.
"""

from django.core.exceptions import ValidationError
from django.db import models

from accountfile.core.models import AccountRow, OfAccountQuerySet


class FactQuerySet(OfAccountQuerySet):
    def unconfirmed(self):
        return self.filter(grade=Fact.Grade.ASSUMED)

    def about(self, *topics):
        return self.filter(topic__in=topics)


class Fact(AccountRow):
    """One thing we know, or assume, about the client: with its source and the day it was last
    true.
    """

    class Topic(models.TextChoices):
        OVERVIEW = "overview", "client overview"
        MARKET = "market", "market"
        BUSINESS = "business", "business"
        STRUCTURE = "structure", "structure and organisation"
        PEOPLE = "people", "people and culture"
        PROCUREMENT = "procurement", "procurement"
        SUPPLIERS = "suppliers", "suppliers"
        COMPETITION = "competition", "their own competition"

    class Grade(models.TextChoices):
        ASSUMED = "assumed", "assumed"
        CONFIRMED = "confirmed", "confirmed"

    topic = models.CharField(max_length=15, choices=Topic)
    prompt = models.CharField("answers the question", max_length=200, blank=True)
    text = models.TextField("what we know")
    source = models.CharField("who or what says so", max_length=200, blank=True)
    known_on = models.DateField("as of")
    grade = models.CharField(max_length=10, choices=Grade, default=Grade.ASSUMED)

    objects = FactQuerySet.as_manager()
    happened = {"known_on": "This day is still to come: give the day on which it was last true."}

    class Meta:
        ordering = ["topic", "-known_on", "pk"]
        indexes = [models.Index(fields=["account", "topic", "known_on"], name="fact_account_topic")]

    def __str__(self):
        if len(self.text) <= 80:
            return self.text
        return f"{self.text[:79].rsplit(' ', 1)[0]}…"

    def contradictions(self):
        is_bare = self.grade == self.Grade.CONFIRMED and not self.source
        if is_bare:
            return {"source": "Say who or what confirms it, or call it assumed."}
        return {}

    def confirm(self, on):
        """Take the fact as still true on this day, and say whether that is news."""
        if (self.known_on, self.grade) == (on, self.Grade.CONFIRMED):
            return False
        self.known_on, self.grade = on, self.Grade.CONFIRMED
        return True


class Position(AccountRow):
    """One box of one of the client's organisation charts, held by somebody, by nobody, or by we do
    not know whom.
    """

    class Chart(models.TextChoices):
        ORGANISATION = "organisation", "organisation"
        PROJECT = "project", "project"
        BUYING = "buying", "buying"

    class Held(models.TextChoices):
        KNOWN = "known", "known"
        UNKNOWN = "unknown", "not known to us"
        VACANT = "vacant", "vacant"

    chart = models.CharField(max_length=15, choices=Chart, default=Chart.ORGANISATION)
    title = models.CharField("position", max_length=120)
    unit = models.CharField("department or company", max_length=120, blank=True)
    held = models.CharField("who holds it", max_length=10, choices=Held, default=Held.KNOWN)
    person = models.CharField("name", max_length=150, blank=True)
    reports_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="juniors"
    )
    matters = models.BooleanField("matters to us", default=False)
    changed_on = models.DateField(auto_now=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["chart", "pk"]

    def __str__(self):
        return f"{self.title}: {self.holder}"

    @property
    def holder(self):
        """The name on the box, or what stands for it."""
        if self.held == self.Held.KNOWN:
            return self.person
        return self.get_held_display()

    @property
    def mark(self):
        """How the box is drawn: "gap" for a vacant or unknown one, "key" for one that matters."""
        if self.held != self.Held.KNOWN:
            return "gap"
        if self.matters:
            return "key"
        return ""

    def contradictions(self):
        is_bare = self.held == self.Held.KNOWN and not self.person
        sentence = "Give the name, or say that the position is vacant or not known to us."
        if is_bare:
            return {"person": sentence}
        return {}

    def clean(self):
        """Refuse a line that leads back to its own start, or into another chart."""
        super().clean()
        above = self.reports_to
        # A new box has no number yet, and nothing can report to it.
        seen = {self.pk} - {None}
        if above is not None and above.chart != self.chart:
            reason = f"{above} stands in the {above.get_chart_display()} chart."
            raise ValidationError({"reports_to": reason})
        while above is not None:
            if above.pk in seen:
                reason = f"{self.reports_to} already reports to this position."
                raise ValidationError({"reports_to": reason})
            seen.add(above.pk)
            above = above.reports_to


class Supplier(AccountRow):
    """Another firm that sells to the client; some of them are our rivals inside."""

    name = models.CharField(max_length=150)
    supplies = models.CharField("what they supply", max_length=200)
    rival = models.BooleanField("our rival", default=False)
    standing = models.CharField("how well they stand", max_length=200, blank=True)
    seen_on = models.DateField("last evidence of", null=True, blank=True)
    evidence = models.CharField("last evidence", max_length=300, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-rival", "name", "pk"]

    def __str__(self):
        return self.name

    @property
    def towards_us(self):
        if self.rival:
            return "our rival"
        return "beside us"


class ClientCompetitor(AccountRow):
    """A rival of the client in its own market."""

    name = models.CharField(max_length=150)
    threat = models.CharField("what they take from the client", max_length=300)
    answer = models.CharField("what the client does about it", max_length=300, blank=True)
    seen_on = models.DateField("last evidence of", null=True, blank=True)
    evidence = models.CharField("last evidence", max_length=300, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "competitor of theirs"
        verbose_name_plural = "their competitors"

    def __str__(self):
        return self.name


class BuyingDateQuerySet(OfAccountQuerySet):
    def falling(self, start, end):
        """Return the dates from one day up to and with another."""
        return self.filter(falls_on__range=(start, end))


class BuyingDate(AccountRow):
    """A day or a limit of the client's procurement: budgets, tenders, frameworks, and who signs at
    which amount.
    """

    class Kind(models.TextChoices):
        BUDGET = "budget", "budget is set"
        OPENS = "opens", "tender opens"
        CLOSES = "closes", "tender closes"
        FRAMEWORK = "framework", "framework ends"
        LIMIT = "limit", "approval limit"

    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField("what it is about", max_length=200)
    falls_on = models.DateField("on", null=True, blank=True)
    limit = models.DecimalField("up to", max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    signs = models.CharField("who signs", max_length=150, blank=True)
    changed_on = models.DateField(auto_now=True)

    objects = BuyingDateQuerySet.as_manager()

    class Meta:
        ordering = ["falls_on", "pk"]

    def __str__(self):
        return f"{self.get_kind_display().capitalize()}: {self.text}"

    def contradictions(self):
        if self.kind == self.Kind.LIMIT:
            if self.limit is None:
                return {"limit": "Up to which amount may they sign?"}
            return {}
        if not self.kind or self.falls_on:
            return {}
        return {"falls_on": "A date of the buying calendar needs its day, if only a likely one."}
