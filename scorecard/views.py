"""The verbs of delivery: filling a scorecard, pasting a table of months."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountfile.base.addresses import reverse
from accountfile.base.locks import writing
from accountfile.core import access
from accountfile.pages.boxes import entered, sentences
from accountfile.pages.verbs import Verb, asks, held
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
        # Of two people who fill the same card the second waits, and sees what the first wrote.
        card = held(request, cards, account, row_id)
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


@asks
def paste(request, account_id):
    """Take over a table of months, and say what it changed."""
    account = access.account_to_change(request.user, account_id)
    verb = Verb(request, account, account, watched=())
    form = verb.plain_form(PasteForm, initial={"currency": account.currency})

    def take():
        typed = form.cleaned_data
        try:
            done = services.take_months(
                account=account, rows=typed["table"], currency=typed["currency"]
            )
        except ValidationError as refusal:
            raise ValidationError({"table": refusal.messages}) from refusal
        told = (
            f"{done['read']} months read: {done['stored']} new, {done['updated']} changed, "
            f"{done['unchanged']} as they were."
        )
        return reverse("scorecard:financialperiod_list", args=[account.pk]), told

    why = "You can paste the same table again: only what differs is changed."
    return verb.answer(take, title="Paste a table of months", label="Take over the months", why=why)
