"""The verbs of the blueprint: I know the objective; an objective has ended; the SWOT on one
sheet.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accountfile.base.addresses import reverse
from accountfile.blueprint import services
from accountfile.blueprint.forms import EndObjectiveForm
from accountfile.blueprint.models import Objective, SwotItem, TwelveMonthObjective
from accountfile.blueprint.swot import sheets
from accountfile.core import access
from accountfile.pages.verbs import Verb, asks_about, presses


@presses
def acknowledge(request, account_id, row_id):
    """Note that whoever presses knows the 12-month objective; only the team is asked."""
    account = access.account_or_404(request.user, account_id)
    objective = access.row_or_404(TwelveMonthObjective.objects.all(), account, row_id)
    in_team = account.team.filter(person=request.user, until=None).exists()
    if not in_team and account.account_manager != request.user:
        raise PermissionDenied(
            "The objective is for the account team to know by heart; you are not on it."
        )
    verb = Verb(request, account, objective, watched=())

    def note():
        services.acknowledge(objective=objective, person=verb.person, today=verb.today)
        told = "Thank you: the file says that you know the 12-month objective."
        return reverse("section", args=[account.pk, "blueprint"]), told

    return verb.answer(note, title="I know the objective", label="I know it")


@asks_about(Objective.objects.all())
def end_objective(verb):
    """Ask how an objective ended, and end it."""
    objective, form = verb.row, verb.row_form(EndObjectiveForm)

    def end():
        services.end_objective(
            objective=objective,
            today=verb.today,
            again=verb.informed,
            **form.cleaned_data,
        )
        return objective.get_absolute_url(), f"Closed: {objective}."

    return verb.answer(end, title=f"Close: {objective}", label="Close the objective")


@require_safe
def swot(request, account_id):
    """Show both SWOTs as two by two on one printable page."""
    account = access.account_or_404(request.user, account_id)
    context = {"account": account, "sheets": sheets(SwotItem.objects.filter(account=account))}
    return render(request, "blueprint/swot.html", context)
