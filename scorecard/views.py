"""The verbs of delivery: filling a scorecard, pasting a table of months."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountfile.base.locks import writing
from accountfile.core import access
from accountfile.pages.boxes import entered, sentences
from accountfile.pages.verbs import verb_page
from scorecard import scoring, services
from scorecard.forms import PasteForm, reading_forms
from scorecard.models import Reading, Scorecard


def prepare_card(request, row):
    """Give a new scorecard the lines of its template."""
    services.prepare(scorecard=row)


def beside_card(request, account, row):
    """Return what a scorecard's page shows besides its own fields."""
    return {"categories": scoring.by_category(_readings(row))}


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request, account_id, row_id):
    """Fill the lines of a scorecard; whoever was slower is told, and nothing of either is lost."""
    account = access.account_to_change(request.user, account_id)
    is_post = request.method == "POST"
    with writing(request):
        cards = Scorecard.objects.select_related("account__account_manager", "template")
        if is_post:
            # Of two people who fill the same card the second waits, and sees what the first wrote.
            cards = cards.select_for_update(of=("self",))
        card = access.row_or_404(cards, account, row_id)
        lines = reading_forms(_readings(card), request.POST if is_post else None)
        faulty = [line for line in lines if line.is_bound and line.errors]
        if is_post and not faulty:
            lines, told = _keep(request, card, lines)
            if not told:
                messages.success(request, f"Filled: {card}.")
                return redirect(card)
    page = {
        "account": account,
        "row": card,
        "lines": lines,
        "faulty": faulty,
        "cancel_url": card.get_absolute_url(),
    }
    return render(
        request,
        "scorecard/fill.html",
        page,
        # Nothing is lost, but not everything was taken as it was typed.
        status=409 if is_post and not faulty else 200,
    )


def _keep(request, card, lines):
    """Store what this person changed; return the lines for the next look if somebody else changed
    the same boxes.
    """
    told = sentences(lines)
    readings = [line.instance for line in entered(lines)]
    services.fill(
        scorecard=card,
        readings=readings,
        by=request.user,
        on=request.user.today(),
    )
    for sentence in told:
        messages.warning(request, sentence)
    if told:
        lines = [line.again() for line in lines]
    return lines, told


def _readings(card):
    return Reading.objects.filter(scorecard=card).select_related("measure", "made")


def _taken(account, form):
    """Store the pasted months; return how many are new and changed, or None if they are refused."""
    rows, currency = form.cleaned_data["table"], form.cleaned_data["currency"]
    try:
        return services.take_months(account=account, rows=rows, currency=currency)
    except ValidationError as refusal:
        form.add_error("table", refusal)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request, account_id):
    """Take over a table of months, and say what it changed."""
    account = access.account_to_change(request.user, account_id)
    form = PasteForm(request.POST or None, initial={"currency": account.currency})
    if request.method == "POST" and form.is_valid() and (done := _taken(account, form)):
        messages.success(
            request,
            f"{done['read']} months read: {done['stored']} new, {done['updated']} changed, "
            f"{done['unchanged']} as they were.",
        )
        return redirect("scorecard:financialperiod_list", account.pk)
    why = "You can paste the same table again: only what differs is changed."
    return verb_page(
        request,
        account,
        form,
        "Paste a table of months",
        "Take over the months",
        account,
        why,
    )
