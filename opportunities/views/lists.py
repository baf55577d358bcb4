"""Opportunities across accounts, and those that wait for one."""

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accountfile.core.models import Account
from accountfile.pages.lists import Empty, ListPage, narrowed
from accountfile.wording import money, number, plural
from opportunities import services
from opportunities.figures.sums import rounded, tally
from opportunities.filters import OpportunityFilter, WaitingFilter
from opportunities.forms import AssignForm
from opportunities.models import Opportunity
from opportunities.tables import OpportunityTable, WaitingTable
from opportunities.views.verbs import facts

MOST_NAMES = 200
MOST_AT_ONCE = 500


@require_safe
def opportunities(request):
    """List the opportunities of all files the reader may open: filter, sort, totals, export of
    exactly this view.
    """
    rows = Opportunity.objects.visible_to(request.user).select_related(
        "account",
        "owner",
        "product",
        "stage",
    )
    page = ListPage(
        name="opportunities",
        title="Opportunities",
        table=OpportunityTable,
        filters=OpportunityFilter,
        totals=totals,
        kept=True,
        template="opportunities/list.html",
        empty=Empty(
            "No opportunities yet",
            (
                "Every possible sale in the files you can open is listed here. Add one in an "
                "Account File."
            ),
            reverse("accounts"),
            "Open an account",
        ),
    )
    return page.answer(
        request,
        rows.with_worth().order_by(F("closed_on").desc(nulls_first=True), "-pk"),
        waiting=Opportunity.objects.visible_to(request.user).without_account().count(),
        closed=behind_closed_files(request),
    )


def behind_closed_files(request):
    """Return how many more of the asked sales the reader's people have in files that the reader may
    not open.
    """
    if request.user.sees_everything or not {"owner", "line"} & set(request.GET):
        return 0
    theirs = Opportunity.objects.filter(
        owner__in=request.user.lines_down.values("junior"), account__isnull=False
    )
    theirs = theirs.exclude(account__in=Account.objects.visible_to(request.user))
    found = OpportunityFilter(request.GET, queryset=theirs, request=request)
    return narrowed(found).count()


def totals(rows):
    """Return what the filtered list adds up to, in the reporting currency."""
    found = tally(rows)
    yield "Won", money(found.won_value), plural(found.won_count, "order")
    yield (
        "Lost",
        number(found.lost_count),
        "opportunity" if found.lost_count == 1 else "opportunities",
    )
    opened = plural(found.open_count, "opportunity", "opportunities")
    yield (
        "Open",
        money(found.open_value),
        f"{opened}, {money(rounded(found.weighted))} by their chance",
    )
    if found.without_rate:
        yield "Left out", number(found.without_rate), "in currencies without a rate"


@require_safe
def opportunity(request, opportunity_id):
    """Show an opportunity that has no account yet, with the form that gives it one; others are
    shown in their file.
    """
    rows = Opportunity.objects.visible_to(request.user).select_related(
        "account",
        "owner",
        "product",
        "stage",
    )
    row = get_object_or_404(rows, pk=opportunity_id)
    if row.account_id:
        return redirect(row)
    context = {
        "row": row,
        "title": str(row),
        "facts": facts(row),
        "form": AssignForm(person=request.user),
    }
    return render(
        request,
        "opportunities/waiting_one.html",
        context | {"names": names_for(request.user)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def unassigned(request):
    """List the opportunities that wait for an account, and give the ticked ones theirs."""
    rows = Opportunity.objects.visible_to(request.user).without_account()
    form = AssignForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        return _assign(request, rows, form.cleaned_data["account"])
    page = ListPage(
        name="unassigned",
        title="Opportunities without an account",
        table=WaitingTable,
        filters=WaitingFilter,
        template="opportunities/unassigned.html",
        empty=Empty(
            "Every opportunity has its account",
            (
                "An import keeps opportunities without an account and lists them here, until "
                "somebody says whose they are."
            ),
            reverse("opportunities_desk:list"),
            "Show all opportunities",
        ),
    )
    found = rows.select_related("owner", "product", "stage").order_by(
        "owner__name",
        "product__name",
        "pk",
    )
    return page.answer(
        request,
        found,
        form=form,
        names=names_for(request.user),
    )


def _assign(request, rows, account):
    ids = [int(pk) for pk in request.POST.getlist("rows") if pk.isdecimal() and len(pk) < 19][
        :MOST_AT_ONCE
    ]
    number_given = services.assign(rows=rows.filter(pk__in=ids), account=account)
    if number_given:
        messages.success(request, f"{number_given} given to {account}.")
    else:
        messages.warning(
            request,
            "Nothing was assigned: tick the opportunities that belong to the account first.",
        )
    return HttpResponseRedirect(request.get_full_path())


def names_for(person):
    """Return names of accounts that the person may give an opportunity to, for the list of
    suggestions.
    """
    accounts = Account.objects.visible_to(person)
    if not person.sees_everything:
        helped = Q(team__person=person, team__contributes=True, team__until=None)
        accounts = accounts.filter(
            helped | Q(pk__in=Account.objects.led_by(person).values("pk"))
        ).distinct()
    return accounts.order_by("name").values_list("name", flat=True)[:MOST_NAMES]
