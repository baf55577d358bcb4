"""The verbs of contracts, and the list of them across files."""

from django.views.decorators.http import require_safe

from accountfile.contracts import services
from accountfile.contracts.forms import DecideForm
from accountfile.contracts.models import Contract, Obligation
from accountfile.contracts.tables import ContractFilter, ContractsAcrossTable
from accountfile.pages.lists import Empty, ListPage
from accountfile.pages.record_pages import facts
from accountfile.pages.verbs import asks_about, presses_on

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


@asks_about(Contract.objects.all())
def decide(verb):
    """Record what becomes of a contract."""
    contract, form = verb.row, verb.row_form(DecideForm)

    def record():
        decided = services.decide(contract=contract, on=verb.today, **form.cleaned_data)
        told = f"Decided for {decided}: {decided.get_decision_display()}."
        return decided.get_absolute_url(), told

    why = "Decide before the notice date. After it, the contract goes on or ends by its own terms."
    return verb.answer(record, title=f"Decide: {contract}", label="Record the decision", why=why)


@presses_on(Obligation.objects.select_related("contract"))
def met(verb):
    """Mark an obligation as met today."""
    obligation = verb.row

    def meet():
        services.meet_obligation(obligation=obligation, on=verb.today)
        return obligation.contract.get_absolute_url(), f"Met: {obligation}."

    return verb.answer(meet, title=f"Met: {obligation}", label="It is met")
