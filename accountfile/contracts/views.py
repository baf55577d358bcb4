"""The verbs of contracts, and the list of them across files."""

from django.views.decorators.http import require_safe

from accountfile.contracts import services
from accountfile.contracts.forms import DecideForm
from accountfile.contracts.models import Contract, Obligation
from accountfile.contracts.tables import ContractFilter, ContractsAcrossTable
from accountfile.core import access
from accountfile.pages.lists import Empty, ListPage
from accountfile.pages.record_pages import facts
from accountfile.pages.verbs import Verb, asks, held, presses

# What the figures on top of a contract say already.
ON_TOP = {
    "Title",
    "Value a year",
    "Currency",
    "Ends on",
    "Notice by",
    "Decision",
    "Reason of the decision",
}


@require_safe
def contracts(request):
    """List the contracts of all files the reader may open, the next notice date first."""
    rows = (
        Contract.objects.visible_to(request.user)
        .next_notice_first()
        .select_related("account__account_manager")
    )
    page = ListPage(
        name="contracts",
        title="Contracts",
        table=ContractsAcrossTable,
        filters=ContractFilter,
        kept=True,
        empty=Empty(
            "No contracts yet",
            "The contracts of every file you can open are listed here. Add them in a file.",
        ),
    )
    return page.answer(request, rows)


def beside_contract(request, account, row):
    """Return what a contract's page shows besides its own fields."""
    today = request.user.today()
    return {
        "facts": [fact for fact in facts(row) if fact[0] not in ON_TOP],
        "obligations": row.obligations.select_related("owner"),
        "levels": row.service_levels.prefetch_related("readings"),
        "today": today,
        "tone": row.tone(today),
    }


@asks
def decide(request, account_id, row_id):
    """Record what becomes of a contract."""
    account = access.account_to_change(request.user, account_id)
    contract = held(request, Contract.objects.all(), account, row_id)
    form = DecideForm(
        request.POST or None,
        instance=contract,
        account=account,
        person=request.user,
    )
    why = "Decide before the notice date. After it, the contract goes on or ends by its own terms."
    verb = Verb(
        request,
        account,
        contract,
        f"Decide: {contract}",
        "Record the decision",
        form,
        why,
    )

    def record():
        decided = services.decide(
            contract=contract,
            on=request.user.today(),
            **form.cleaned_data,
        )
        return (
            decided.get_absolute_url(),
            f"Decided for {decided}: {decided.get_decision_display()}.",
        )

    return verb.answer(record)


@presses
def met(request, account_id, row_id):
    """Mark an obligation as met today."""
    account = access.account_to_change(request.user, account_id)
    obligation = held(
        request,
        Obligation.objects.select_related("contract"),
        account,
        row_id,
    )

    def meet():
        services.meet_obligation(obligation=obligation, on=request.user.today())
        return obligation.contract.get_absolute_url(), f"Met: {obligation}."

    return Verb(request, account, obligation, f"Met: {obligation}", "It is met").answer(meet)
