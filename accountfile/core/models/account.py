"""The cover of an Account File: the account itself, and whose file a person opens."""

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Lower

from accountfile.base.addresses import reverse
from accountfile.base.rows import RowQuerySet
from accountfile.core.models.ranks import Stage, Tier
from accountfile.core.models.team import TeamMember
from accountfile.core.models.tracked import Tracked
from accountfile.people.models import ReportingLine


def reach_of(user):
    """Return whose files this person opens for being in charge, and which for being on the team:
    both as numbers.

    While a page is answered they are looked up once (the middleware gives its reader a
    ``looked_up``); for anybody else they are queries, which are always as of now.
    """
    line = ReportingLine.objects.filter(senior=user).values_list("junior", flat=True)
    teams = (
        TeamMember.objects.filter(person=user, until=None)
        .order_by()
        .values_list("account", flat=True)
    )
    known = user.looked_up
    if known is None:
        return line, teams
    if not known:
        known.update(line=sorted(line), teams=sorted(teams))
    return known["line"], known["teams"]


def among(column, few):
    """Return the condition that a column holds one of a few values, which are listed or found by a
    query.

    Beside an "or", PostgreSQL would try ``IN (SELECT …)`` on every row; an array that is made once
    it looks up in the indexes (measured on 20,000 accounts: 0.6 ms instead of 25).
    """
    if connection.vendor != "postgresql" or isinstance(few, list):
        return Q(**{f"{column}__in": few})
    array = {
        "template": "%(expressions)s)",
        "arg_joiner": " = ANY(",
        "output_field": BooleanField(),
    }
    return Q(Func(F(column), ArraySubquery(few), **array))


def sample_is_left_out():
    """Say whether the sample company stands beside a real one, whose figures it must not touch."""
    if not settings.SAMPLE_SIGN_INS.exists():
        return False
    marked = Q(external_id__startswith=settings.SAMPLE_MARK, external_id__isnull=False)
    return Account.objects.exclude(marked).exists()


class AccountQuerySet(RowQuerySet):
    """The vocabulary of access: every list of accounts starts here."""

    def visible_to(self, user):
        """Return the accounts whose file this person may open."""
        if not user.is_active:
            return self.none()
        if user.sees_everything:
            return self
        line, teams = reach_of(user)
        return self.filter(among("account_manager", line) | among("pk", teams))

    def led_by(self, user):
        """Return the accounts kept by this person or by anyone below: those whose private parts
        they may see.
        """
        if user.sees_everything:
            return self
        return self.filter(account_manager__in=reach_of(user)[0])

    def with_rights(self, user):
        """Annotate each account with what this person may do: ``is_led``, ``is_own``,
        ``is_helped``.
        """
        above = ReportingLine.objects.filter(
            senior=user, junior=OuterRef("account_manager"), distance__gt=0
        )
        helping = TeamMember.objects.filter(
            person=user, account=OuterRef("pk"), contributes=True, until=None
        )
        own = Case(
            When(account_manager=user, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        everything = Value(user.sees_everything, output_field=BooleanField())
        return self.annotate(
            is_led=everything if user.sees_everything else Exists(above),
            is_own=own,
            is_helped=Exists(helping),
        )

    def with_cover(self):
        """Fetch with each account what its heading shows."""
        return self.select_related(
            "account_manager__line_manager", "tier", "stage", "standing", "parent"
        )

    def open(self):
        return self.exclude(status=Account.Status.LOST)

    def own(self):
        """Return the company's own accounts: without the sample company's as soon as there are any
        others.
        """
        if sample_is_left_out():
            return self.exclude(external_id__startswith=settings.SAMPLE_MARK)
        return self

    def without_manager(self):
        return self.filter(account_manager=None)


class Account(Tracked):
    """One client and the firm's whole business with it: the cover of an Account File."""

    class Kind(models.TextChoices):
        KEY = "key", "key account"
        STRATEGIC = "strategic", "strategic account"
        SUCCESS = "success", "customer success account"
        PROJECT = "project", "project account"
        GLOBAL = "global", "global account"
        TRANSACTIONAL = "transactional", "transactional account"

    class Status(models.TextChoices):
        PROSPECT = "prospect", "prospect"
        ACTIVE = "active", "active"
        DORMANT = "dormant", "dormant"
        LOST = "lost", "lost"

    name = models.CharField(max_length=200)
    external_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    account_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    tier = models.ForeignKey(
        Tier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
    )
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
    )
    kind = models.CharField("type", max_length=20, choices=Kind, default=Kind.KEY)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="subsidiaries"
    )
    sector = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=100, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    annual_revenue = models.DecimalField(
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="As the client reports it, in the unit you keep.",
    )
    employees = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    mission = models.CharField("mission statement", max_length=300, blank=True)
    mission_promise = models.TextField("mission statement, second level", blank=True)
    background = models.TextField("background and history", blank=True)
    selling_point = models.CharField("why they buy from us", max_length=300, blank=True)
    client_since = models.DateField(null=True, blank=True)
    changed_on = models.DateField("cover changed on", auto_now=True)

    # Set only by somebody above the account manager.
    LEAD = frozenset({"account_manager", "tier", "stage", "kind"})

    objects = AccountQuerySet.as_manager()
    account_path = "id"
    right = "lead"
    long_ago = ("client_since",)
    bounds = {"founded": (1000, 2100)}

    class Meta:
        ordering = [Lower("name"), "pk"]
        indexes = [
            models.Index(Lower("name"), "id", name="account_lower_name"),
            models.Index(fields=["account_manager", "status"], name="account_manager_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="account_not_its_own_parent"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def file_id(self):
        return self.pk

    def get_absolute_url(self):
        return reverse("file", args=[self.pk])

    def clean(self):
        """Refuse a group that would contain itself."""
        super().clean()
        seen = {self.pk}
        above = self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": f"{above} already belongs to {self}: a group cannot contain itself."}
                )
            seen.add(above.pk)
            above = above.parent

    # What the person who fetched it may do; annotated by ``with_rights``.

    @property
    def may_lead(self):
        return self.is_led

    @property
    def may_change_cover(self):
        return self.is_led or self.is_own

    @property
    def may_change(self):
        return self.is_led or self.is_own or self.is_helped

    @property
    def may_see_private(self):
        return self.is_led or self.is_own

    def may(self, right):
        """Say whether the person who fetched it has this right: "file", "cover" or "lead"."""
        return {"file": self.may_change, "cover": self.may_change_cover, "lead": self.may_lead}[
            right
        ]

    def may_be_changed_by(self, user, account, names=()):
        """Ask for the lead where a field is touched that only the line above may set."""
        return account.may("lead" if self.LEAD & set(names) else "cover")

    def audiences(self):
        """Return the audiences whose words the person who fetched this account may read."""
        if self.may_see_private:
            return ["private", "internal", "client"]
        return ["internal", "client"]
