"""The people at the client: who they are, which part they play, how they stand with each other."""

from django.db import models
from django.db.models import BooleanField, Case, F, Q, Value, When, prefetch_related_objects

from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from contacts.phones import tidy_phone

ALLEGIANCES = [
    (-2, "opponent"),
    (-1, "against us"),
    (0, "neutral"),
    (1, "with us"),
    (2, "ally"),
]
INFLUENCES = [
    (5, "5, decides"),
    (4, "4, strong"),
    (3, "3, some"),
    (2, "2, little"),
    (1, "1, none"),
]
COVERAGES = [
    (0, "0, never met"),
    (1, "1, briefly"),
    (2, "2, regularly"),
    (3, "3, several of us"),
    (4, "4, in depth"),
]
LEFT, MOVED = "left", "moved"  # what may happen to a person of the client
ROLES = {
    "is_sponsor": "sponsor",
    "is_decision_maker": "decision maker",
    "is_champion": "champion",
    "is_user": "user",
    "is_buyer": "buyer",
    "is_blocker": "blocker",
}


# What follows from the ratings: written by services.rate alone, told by nothing.
CONSENSUS = (
    "raters",
    "allegiance",
    "influence",
    "coverage",
    "known_to",
    "disputed",
    "rated_on",
)
FROM_THE_RATINGS = CONSENSUS[1:]  # what nobody sees of a person whom they have yet to rate


class ContactQuerySet(OfAccountQuerySet):
    def current(self):
        return self.filter(left_on=None)

    def as_read_by(self, user):
        """Annotate what this person may know of the ratings (``shown_…``), and whether they may
        (``is_open``).

        Whoever works for the account rates first and sees what the others think afterwards; the
        line above examines the ratings, and whoever only reads the file gives none.
        """
        manages = Q(account__account_manager=user)
        helps = Q(
            account__in=user.memberships.filter(contributes=True, until=None).values("account")
        )
        above = user.lines_down.filter(distance__gt=0).values("junior")
        has_rated = Q(pk__in=user.ratings.order_by().values("contact"))
        is_open = has_rated | ~(manages | helps) | Q(account__account_manager__in=above)
        if user.sees_everything:
            is_open = Q(pk__isnull=False)
        shown = {f"shown_{name}": Case(When(is_open, then=F(name))) for name in FROM_THE_RATINGS}
        is_open = Case(
            When(is_open, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        return self.annotate(is_open=is_open, **shown)

    def influential(self):
        return self.filter(influence__gte=4)

    def by_influence(self, column="influence"):
        """Sort the most influential first, the unknown last."""
        return self.order_by(F(column).desc(nulls_last=True), "name", "pk")


class Contact(AccountRow):
    """One person at the client; allegiance, influence and coverage are the consensus of our
    ratings.
    """

    class Level(models.TextChoices):
        BOARD = "board", "board"
        DIRECTOR = "director", "director"
        MANAGER = "manager", "manager"
        STAFF = "staff", "specialist"

    class Decides(models.TextChoices):
        FINANCIAL = "financial", "figures"
        TECHNICAL = "technical", "technical merit"
        RELATIONSHIP = "relationship", "relationships"
        BUSINESS = "business", "business benefit"

    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    is_sponsor = models.BooleanField("sponsor: speaks for us and has weight", default=False)
    is_decision_maker = models.BooleanField("decision maker: says yes or no", default=False)
    is_champion = models.BooleanField("champion: sells us inside", default=False)
    is_user = models.BooleanField("user: works with what we deliver", default=False)
    is_buyer = models.BooleanField("buyer: negotiates and orders", default=False)
    is_blocker = models.BooleanField("blocker: can stop us", default=False)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    decides_by = models.CharField("decides by", max_length=12, choices=Decides, blank=True)
    notes = models.TextField("what to know before a meeting", blank=True)
    left_on = models.DateField(null=True, blank=True, editable=False)
    left_for = models.CharField("where to", max_length=150, blank=True, editable=False)
    # The consensus, for those who have rated and those who give no ratings; the ratings behind it
    # are private.
    raters = models.PositiveSmallIntegerField("number of ratings", default=0, editable=False)
    allegiance = models.SmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        choices=ALLEGIANCES,
    )
    influence = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        choices=INFLUENCES,
    )
    coverage = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        choices=COVERAGES,
    )
    known_to = models.PositiveSmallIntegerField(
        "number of us who know them well",
        null=True,
        blank=True,
        editable=False,
    )
    disputed = models.BooleanField("dispute over them", default=False, editable=False)
    rated_on = models.DateField(null=True, blank=True, editable=False)
    changed_on = models.DateField(auto_now=True)

    objects = ContactQuerySet.as_manager()
    untold = frozenset(CONSENSUS)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="contact_name"),
            models.Index(fields=["account", "left_on"], name="contact_account_current"),
        ]

    def __str__(self):
        return f"{self.name}, {self.job_title}" if self.job_title else self.name

    def tidy(self):
        super().tidy()
        phone = self.__dict__.get("phone")
        if phone and not phone.startswith("+"):
            country = self.account.country if self.account_id else ""
            self.phone = tidy_phone(phone, country)

    @classmethod
    def tidy_all(cls, rows, names=None):
        # With their accounts, whose country says how their numbers are read: one statement for all.
        prefetch_related_objects([row for row in rows if row.phone], "account")
        super().tidy_all(rows, names)

    def twins(self):
        """Keep one entry for one person: nobody else at the client has the address, unless they had
        it before.
        """
        if not self.email or self.left_on is not None:
            return []
        stored = type(self)._base_manager.filter(pk=self.pk, email=self.email)
        if not self._state.adding and stored.exists():
            return []
        same = Q(account=self.account_id, left_on=None, email__iexact=self.email)
        return [("email", same, "{twin} has this address already: keep one entry for one person.")]

    def as_shown(self):
        """Return this contact, fetched ``as_read_by`` somebody, with what they may know; never to
        be saved.
        """
        for name in FROM_THE_RATINGS:
            setattr(self, name, getattr(self, f"shown_{name}"))
        return self

    def leave(self, on, where):
        """Note when this person left, and where to."""
        self.left_on, self.left_for = on, where

    def change_role(self, job_title):
        """Take over another job, in which nothing is known yet of the part they play."""
        self.job_title = job_title
        for field in ROLES:
            setattr(self, field, False)

    @property
    def roles(self):
        return [word for field, word in ROLES.items() if getattr(self, field)]

    @property
    def part(self):
        """The roles as words, or an empty text."""
        return ", ".join(self.roles)


class Relationship(Tracked):
    """How one person at the client stands with another: influence, alliance or conflict off the
    chart.
    """

    account_path = "contact__account"

    class Kind(models.TextChoices):
        INFLUENCES = "influences", "has the ear of"
        ALLY = "ally", "is an ally of"
        MENTOR = "mentor", "brought up"
        RIVAL = "rival", "competes with"
        CONFLICT = "conflict", "is in conflict with"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="relationships")
    kind = models.CharField("how", max_length=12, choices=Kind)
    towards = models.ForeignKey(Contact, models.CASCADE, related_name="relationships_towards")
    since_on = models.DateField("since", null=True, blank=True)
    note = models.CharField("how we know", max_length=250, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["contact__name", "pk"]
        verbose_name = "relationship"
        verbose_name_plural = "relationships"

    def __str__(self):
        return f"{self.contact.name} {self.get_kind_display()} {self.towards.name}"

    def contradictions(self):
        if not self.contact_id or self.contact_id != self.towards_id:
            return {}
        return {"towards": "Choose somebody else: nobody stands in a relationship with themselves."}
