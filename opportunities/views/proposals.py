"""Accounts without an account manager, and whom the won orders propose."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accountfile.core.models import Account
from accountfile.pages.presses import once
from opportunities import services
from opportunities.figures.people import proposals
from opportunities.models import Opportunity

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def managers(request):
    """Show directors each account without a manager with the proposed one, to accept or change in
    one press.
    """
    if not request.user.sees_everything:
        raise PermissionDenied("Only directors hand out accounts: ask one of them.")
    if request.method == "POST":
        return _accept(request)
    waiting = Account.objects.without_manager().order_by(*Account._meta.ordering)
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    found = proposals(Opportunity.objects.all(), page.object_list)
    proposed = {each.account.pk: each for each in found}
    context = {
        "page": page,
        "rows": [(account, proposed.get(account.pk)) for account in page.object_list],
        "people": get_user_model().objects.active().order_by("name"),
    }
    return render(request, "opportunities/managers.html", context)


def _accept(request):
    chosen, unknown = _chosen(request.POST)

    def make():
        given = services.accept_managers(chosen=chosen, by=request.user)
        return request.get_full_path(), str(len(given))

    url, number = once(request, make)
    if unknown:
        names = ", ".join(sorted(unknown)[:5])
        messages.warning(
            request,
            f"No active person is called {names}: these stay as they were.",
        )
    if number == "0":
        messages.warning(
            request, "Nothing was assigned: tick the accounts whose manager you accept."
        )
    else:
        messages.success(request, f"{number} accounts have an account manager now.")
    return HttpResponseRedirect(url)


def _chosen(posted):
    """Return ``{account id: person}`` for the ticked accounts, and the names that not exactly one
    person has.
    """
    # A number that no row can have is passed over before the database is asked for it.
    numbers = [pk for pk in posted.getlist("accept") if pk.isdecimal() and len(pk) < 19]
    ticked = [int(pk) for pk in numbers[: 2 * PER_PAGE]]
    asked = {pk: posted.get(f"person_{pk}", "").strip().casefold() for pk in ticked}
    named = {}
    for person in get_user_model().objects.active():
        named.setdefault(person.name.casefold(), []).append(person)
    chosen, unknown = {}, set()
    for pk, name in asked.items():
        people = named.get(name, ())
        if len(people) == 1:
            chosen[pk] = people[0]
        else:
            unknown.add(name or "(nobody)")
    return chosen, unknown
