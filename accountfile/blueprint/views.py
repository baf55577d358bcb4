"""The verbs of the blueprint: I know the objective; an objective has ended; the SWOT on one
sheet.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accountfile.blueprint import services
from accountfile.blueprint.forms import EndObjectiveForm
from accountfile.blueprint.models import Objective, SwotItem, TwelveMonthObjective
from accountfile.blueprint.swot import sheets
from accountfile.core import access
from accountfile.pages.verbs import Verb, asks, held


@require_POST
def acknowledge(request, account_id, row_id):
    """Note that whoever presses knows the 12-month objective; only the team is asked."""
    account = access.account_or_404(request.user, account_id)
    objective = access.row_or_404(TwelveMonthObjective.objects.all(), account, row_id)
    in_team = account.team.filter(person=request.user, until=None).exists()
    if not in_team and account.account_manager != request.user:
        raise PermissionDenied(
            "The objective is for the account team to know by heart; you are not on it."
        )
    services.acknowledge(
        objective=objective,
        person=request.user,
        today=request.user.today(),
    )
    messages.success(request, "Thank you: the file says that you know the 12-month objective.")
    return redirect("section", account.pk, "blueprint")


@asks
def end_objective(request, account_id, row_id):
    """Ask how an objective ended, and end it."""
    account = access.account_to_change(request.user, account_id)
    objective = held(request, Objective.objects.all(), account, row_id)
    form = EndObjectiveForm(
        request.POST or None, instance=objective, account=account, person=request.user
    )

    verb = Verb(
        request,
        account,
        objective,
        f"Close: {objective}",
        "Close the objective",
        form,
    )

    def end():
        services.end_objective(
            objective=objective,
            today=request.user.today(),
            again=verb.informed,
            **form.cleaned_data,
        )
        return objective.get_absolute_url(), f"Closed: {objective}."

    return verb.answer(end)


@require_safe
def swot(request, account_id):
    """Show both SWOTs as two by two on one printable page."""
    account = access.account_or_404(request.user, account_id)
    context = {"account": account, "sheets": sheets(SwotItem.objects.filter(account=account))}
    return render(request, "blueprint/swot.html", context)
