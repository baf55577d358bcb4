"""The verbs of risks, and the list of them across files."""

from datetime import timedelta

from django.db.models import Count
from django.views.decorators.http import require_safe

from accountfile.core import access
from accountfile.pages.lists import Empty, ListPage, narrowed
from accountfile.pages.record_pages import facts
from accountfile.pages.verbs import Verb, asks, held, presses
from risk import services
from risk.forms import AssessForm, CloseRiskForm, HappenedForm, RiskForm
from risk.heat import heat_of_many
from risk.models import Assessment, Assumption, Response, Risk
from risk.tables import RiskFilter, RisksAcrossTable

# What the figures on top of a risk say already.
ON_TOP = {"What may happen", "Look at it again on", "State", "How it ended"}
NEXT_LOOK = timedelta(days=91)
OVER = "This risk has ended already; nothing was changed."


@require_safe
def risks(request):
    """List the risks of all files the reader may open, the gravest first."""
    rows = Risk.objects.visible_to(request.user).gravest_first().select_related("account", "owner")
    page = ListPage(
        name="risks",
        title="Risks",
        table=RisksAcrossTable,
        filters=RiskFilter,
        kept=True,
        template="risk/risks.html",
        empty=Empty(
            "No risks yet",
            "The risks of every file you can open are listed here. Add them in a file.",
        ),
    )
    shown = (
        narrowed(RiskFilter(request.GET, queryset=rows, request=request)) if request.GET else rows
    )
    placed = (
        shown.order_by()
        .filter(state=Risk.State.OPEN)
        .values_list("likelihood", "impact")
        .annotate(Count("pk"))
    )
    heat = heat_of_many({(likelihood, impact): number for likelihood, impact, number in placed})
    return page.answer(request, rows, heat=heat)


def beside_risk(request, account, row):
    """Return what a risk's page shows besides its own fields."""
    return {
        "facts": [fact for fact in facts(row) if fact[0] not in ON_TOP],
        "assessments": row.assessments.select_related("by")[:12],
        "responses": row.responses.select_related("owner"),
        "today": request.user.today(),
    }


def keep_score(request, row):
    """Keep the score of a risk that was added or edited among its assessments."""
    services.note_assessment(
        risk=row,
        by=request.user,
        on=request.user.today(),
    )


@asks
def assess(request, account_id, row_id):
    """Give a risk a new score, and say what has changed."""
    account, risk = _risk(request, account_id, row_id)
    today = request.user.today()
    first = {
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "review_on": today + NEXT_LOOK,
    }
    form = AssessForm(
        request.POST or None,
        instance=Assessment(),
        account=account,
        person=request.user,
        initial=first,
    )
    why = "Score the risk as it is today, and say what has changed."

    def keep():
        services.assess(
            risk=risk,
            by=request.user,
            on=today,
            **form.cleaned_data,
        )
        return risk.get_absolute_url(), f"Assessed anew: {risk}."

    return Verb(
        request,
        account,
        risk,
        f"Assess anew: {risk}",
        "Keep the new score",
        form,
        why,
    ).answer(keep)


@asks
def happened(request, account_id, row_id):
    """Mark a risk as happened and make the action that deals with it."""
    account, risk = _risk(request, account_id, row_id)
    today = request.user.today()
    action = services.new_action(risk, risk.owner)
    first = {"happened_on": today, "due_on": today + timedelta(days=7)}
    form = HappenedForm(
        request.POST or None,
        instance=action,
        account=account,
        person=request.user,
        initial=first,
    )
    why = "The risk has become an issue: say who deals with it."

    verb = Verb(request, account, risk, f"It happened: {risk}", "Make the action", form, why)

    def make():
        told, promised = form.cleaned_data, form.save(commit=False)
        made = services.it_happened(
            risk=risk,
            on=told["happened_on"],
            ending=told["ending"],
            action=promised,
            again=verb.informed,
        )
        # The action has ties to other rows only once it is stored itself.
        if made:
            form.save_m2m()
        done = f"It happened: {risk}. The action “{made}” is with {made.owner}." if made else OVER
        return risk.get_absolute_url(), done

    return verb.answer(make)


@asks
def close(request, account_id, row_id):
    """Close a risk that is none any more."""
    account, risk = _risk(request, account_id, row_id)
    form = CloseRiskForm(request.POST or None)

    verb = Verb(
        request,
        account,
        risk,
        f"Close: {risk}",
        "Close the risk",
        form,
    )

    def end():
        closed = services.close_risk(
            risk=risk,
            on=request.user.today(),
            again=verb.informed,
            **form.cleaned_data,
        )
        return risk.get_absolute_url(), f"Closed: {risk}." if closed else OVER

    return verb.answer(end)


@presses
def response_done(request, account_id, row_id):
    """Mark a response as done today."""
    account = access.account_to_change(request.user, account_id)
    response = held(
        request,
        Response.objects.select_related("risk"),
        account,
        row_id,
    )

    def finish():
        services.finish_response(response=response, on=request.user.today())
        return response.risk.get_absolute_url(), f"Done: {response}."

    return Verb(
        request,
        account,
        response,
        f"Done: {response}",
        "It is done",
    ).answer(finish)


@presses
def confirm(request, account_id, row_id):
    """Settle an assumption: somebody at the client has confirmed it."""
    account = access.account_to_change(request.user, account_id)
    assumption = held(
        request,
        Assumption.objects.all(),
        account,
        row_id,
    )

    verb = Verb(
        request,
        account,
        assumption,
        f"Confirmed: {assumption}",
        "The client confirmed it",
    )

    def settle():
        services.confirm(
            assumption=assumption,
            on=request.user.today(),
            again=verb.informed,
        )
        return assumption.get_absolute_url(), f"Confirmed: {assumption}."

    return verb.answer(settle)


@asks
def wrong(request, account_id, row_id):
    """Settle an assumption that proved wrong, by keeping the risk it became."""
    account = access.account_to_change(request.user, account_id)
    assumption = held(request, Assumption.objects.all(), account, row_id)
    today = request.user.today()
    first = {
        "title": assumption.text[:200],
        "cause": f"We had assumed: {assumption.text}",
        "review_on": today + NEXT_LOOK,
    }
    fresh = Risk(account=account)
    form = RiskForm(
        request.POST or None,
        instance=fresh,
        account=account,
        person=request.user,
        initial=first,
    )
    why = "Whatever relies on this assumption is now at risk."

    verb = Verb(
        request, account, assumption, f"Proved wrong: {assumption}", "Keep it as a risk", form, why
    )

    def keep():
        risk = services.proved_wrong(
            assumption=assumption,
            risk=form.save(commit=False),
            by=request.user,
            on=today,
            again=verb.informed,
        )
        if risk is None:
            return assumption.get_absolute_url(), "This assumption was settled already."
        return risk.get_absolute_url(), f"Kept as a risk: {risk}."

    return verb.answer(keep)


def _risk(request, account_id, row_id):
    account = access.account_to_change(request.user, account_id)
    return account, held(
        request,
        Risk.objects.select_related("owner"),
        account,
        row_id,
    )
