"""The verbs of contracts, and the list of them across files."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accountfile.contracts import services
from accountfile.contracts.forms import DecideForm
from accountfile.contracts.models import Contract, Obligation
from accountfile.contracts.tables import ContractFilter, ContractsAcrossTable
from accountfile.core import access
from accountfile.core.views.conflicts import both_texts
from accountfile.core.views.lists import Empty, ListPage
from accountfile.core.views.records import facts
from accountfile.core.views.verbs import verb_page
from accountfile.locks import atomic_post

# What the figures on top of a contract say already.
ON_TOP = {"Title", "Value a year", "Currency", "Ends on", "Notice by", "Decision", "Reason of the decision"}


@require_safe
def contracts(request):
    """List the contracts of all files the reader may open, the next notice date first."""
    rows = Contract.objects.visible_to(request.user).next_notice_first().select_related("account__account_manager")
    page = ListPage(
        name="contracts",
        title="Contracts",
        table=ContractsAcrossTable,
        filters=ContractFilter,
        kept=True,
        empty=Empty("No contracts yet", "Here stand the contracts of every file you may open. Add them inside a file."),
    )
    return page.answer(request, rows)


def beside_contract(request, account, row):
    """Return what a contract's page shows besides its own fields."""
    return {
        "facts": [fact for fact in facts(row) if fact[0] not in ON_TOP],
        "obligations": row.obligations.select_related("owner"),
        "levels": row.service_levels.prefetch_related("readings"),
        "today": request.user.today(),
        "tone": row.tone(request.user.today()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@atomic_post
def decide(request, account_id, row_id):
    """Record what becomes of a contract, unless somebody was quicker."""
    account = access.account_to_change(request.user, account_id)
    rows = Contract.objects.select_for_update(of=("self",)) if request.method == "POST" else Contract.objects.all()
    contract = access.row_or_404(rows, account, row_id)
    form = DecideForm(request.POST or None, instance=contract, account=account, person=request.user)
    # The same decision pressed twice is no race.
    if request.method == "POST" and request.POST.get("version") != str(contract.version) and form.has_changed():
        stored = DecideForm(instance=contract, account=account, person=request.user)
        return both_texts(request, account=account, row=contract, mine=form, stored=stored)
    if request.method == "POST" and form.is_valid():
        held = services.decide(contract=contract, on=request.user.today(), **form.cleaned_data)
        messages.success(request, f"Decided for {held}: {held.get_decision_display()}.")
        return redirect(held)
    title, why = f"Decide: {contract}", "After the notice date the contract decides for you."
    return verb_page(request, account, form, title, "Record the decision", contract, why)


@require_POST
def met(request, account_id, row_id):
    """Mark an obligation as met today."""
    account = access.account_to_change(request.user, account_id)
    obligation = access.row_or_404(Obligation.objects.select_related("contract"), account, row_id)
    services.meet_obligation(obligation=obligation, on=request.user.today())
    messages.success(request, f"Met: {obligation}.")
    return redirect(obligation.contract)
