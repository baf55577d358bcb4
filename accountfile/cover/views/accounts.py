"""All accounts the reader may open, as one list."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.views.decorators.http import require_safe

from accountfile.base.addresses import reverse
from accountfile.core import access
from accountfile.core.models import Account, Stage, Tier, among, plain
from accountfile.cover.forms import NewAccountForm
from accountfile.cover.tables import SHOWN, account_table, with_figures
from accountfile.cover.views.desk import READY, team_of
from accountfile.pages.lists import Empty, ListPage
from accountfile.pages.verbs import Verb, asks
from accountfile.periods import choices, read_period

HEALTH = [
    ("good", "good"),
    ("watch", "watch"),
    ("poor", "poor"),
    ("unknown", "not known yet"),
]
REVIEW = [
    ("overdue", "overdue"),
    ("month", "within 30 days"),
    ("ready", "within 30 days, prepared"),
    ("none", "no date set"),
]


class AccountFilter(django_filters.FilterSet):
    """Who, which tier, how it stands."""

    q = django_filters.CharFilter(
        method="named", label="Name", widget=forms.TextInput(attrs={"type": "search"})
    )
    manager = django_filters.ModelChoiceFilter(
        field_name="account_manager",
        queryset=lambda request: people_with_files(request),
        label="Account manager",
    )
    tier = django_filters.ModelChoiceFilter(queryset=Tier.objects.all(), label="Tier")
    stage = django_filters.ModelChoiceFilter(queryset=Stage.objects.all(), label="Stage")
    status = django_filters.ChoiceFilter(choices=Account.Status.choices, label="Status")
    health = django_filters.ChoiceFilter(choices=HEALTH, method="healthy", label="Health")
    review = django_filters.ChoiceFilter(choices=REVIEW, method="reviewed", label="Next review")
    line = django_filters.BooleanFilter(
        method="below", label="My people’s", widget=forms.CheckboxInput
    )
    gaps = django_filters.BooleanFilter(
        method="gappy", label="With gaps", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(
        method="behind", label="With overdue actions", widget=forms.CheckboxInput
    )
    unassigned = django_filters.BooleanFilter(
        method="ownerless", label="Without manager", widget=forms.CheckboxInput
    )

    class Meta:
        model = Account
        fields = []

    def named(self, rows, name, value):
        return rows.filter(Q(name__icontains=value) | Q(name__icontains=plain(value)))

    def healthy(self, rows, name, value):
        bounds = {
            "good": Q(standing__health__gte=70),
            "poor": Q(standing__health__lt=40),
            "unknown": Q(standing__health=None),
        }
        return rows.filter(bounds.get(value, Q(standing__health__range=(40, 69))))

    def reviewed(self, rows, name, value):
        today = self.request.user.today()
        if value == "none":
            return rows.filter(standing__next_review_on=None)
        if value == "overdue":
            return rows.filter(standing__next_review_on__lt=today)
        rows = rows.filter(
            standing__next_review_on__range=(today, today.fromordinal(today.toordinal() + 30))
        )
        if value == "ready":
            return rows.filter(standing__review_ready__gte=READY)
        return rows

    def below(self, rows, name, value):
        if value:
            return rows.filter(account_manager__in=team_of(self.request.user).values("pk"))
        return rows

    def gappy(self, rows, name, value):
        if value:
            return rows.filter(standing__missing__gt=0)
        return rows

    def behind(self, rows, name, value):
        if value:
            return rows.filter(standing__overdue_actions__gt=0)
        return rows

    def ownerless(self, rows, name, value):
        if value:
            return rows.without_manager()
        return rows


def people_with_files(request):
    """Return the account managers whose files the reader may open."""
    people = get_user_model().objects.only("username", "name")
    if request.user.sees_everything:
        return people.filter(
            pk__in=Account.objects.exclude(account_manager=None).values("account_manager")
        )
    return people.filter(
        among(
            "pk",
            Account.objects.visible_to(request.user).values("account_manager").distinct(),
        )
    )


@require_safe
def accounts(request):
    """List the accounts the reader may open: filter, sort, page, choose columns, export exactly
    this view.
    """
    rows = Account.objects.visible_to(request.user).select_related(
        "account_manager", "tier", "stage", "standing"
    )
    period = read_period(request.GET.get("period"), request.user.today())
    rows = with_figures(rows.only(*SHOWN), period).order_by(*Account._meta.ordering)
    page = ListPage(
        name="accounts",
        title="Accounts",
        table=account_table(),
        filters=AccountFilter,
        indexed=True,
        kept=True,
        template="cover/accounts.html",
        empty=Empty(
            "No accounts yet",
            (
                "Every Account File you can open is listed here. Import your company’s list, or "
                "ask to be added to an account team."
            ),
            reverse("imports") if access.may_import(request.user) else "",
            "Import accounts",
        ),
    )
    return page.answer(
        request,
        rows,
        period=period,
        periods=choices(request.user.today()),
        may_begin=access.may_open_files(request.user),
    )


@asks
def add(request):
    """Begin a new Account File: for directors, and for line managers within their line."""
    if not access.may_open_files(request.user):
        raise PermissionDenied("New files are begun by line managers and directors: ask yours.")
    verb = Verb(request, None, Account(), watched=())
    form = verb.row_form(NewAccountForm)

    def begin():
        account = form.save()
        told = f"The file of {account.name} is open. Its first page lists what is missing."
        return account.get_absolute_url(), told

    return verb.answer(
        begin,
        title="Begin an Account File",
        label="Begin the file",
        why="With a file, colleagues can see what you know about the client.",
        cancel_url=reverse("accounts"),
    )
