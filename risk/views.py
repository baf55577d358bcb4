"""The verbs of risks, and the list of them across files."""

from datetime import timedelta

from django.db.models import Count
from django.views.decorators.http import require_safe

from accountfile.pages.lists import Empty, ListPage, narrowed
from accountfile.pages.record_pages import facts
from accountfile.pages.verbs import asks_about, presses_on
from risk import services
from risk.forms import AssessForm, CloseRiskForm, HappenedForm, RiskForm
from risk.heat import heat_of_many
from risk.models import Assessment, Assumption, Response, Risk
from risk.tables import RiskFilter, RisksAcrossTable

# What the figures on top of a risk say already.
ON_TOP = {"What may happen", "Look at it again on", "State", "How it ended"}
NEXT_LOOK = timedelta(days=91)
RISKS = Risk.objects.select_related("owner")
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


@asks_about(RISKS)
def assess(verb):
    """Give a risk a new score, and say what has changed."""
    risk = verb.row
    first = {
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "review_on": verb.today + NEXT_LOOK,
    }
    form = verb.row_form(AssessForm, Assessment(), initial=first)

    def keep():
        services.assess(risk=risk, by=verb.person, on=verb.today, **form.cleaned_data)
        return risk.get_absolute_url(), f"Assessed anew: {risk}."

    return verb.answer(
        keep,
        title=f"Assess anew: {risk}",
        label="Keep the new score",
        why="Score the risk as it is today, and say what has changed.",
    )


@asks_about(RISKS)
def happened(verb):
    """Mark a risk as happened and make the action that deals with it."""
    risk = verb.row
    action = services.new_action(risk, risk.owner)
    first = {"happened_on": verb.today, "due_on": verb.today + timedelta(days=7)}
    form = verb.row_form(HappenedForm, action, initial=first)

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

    return verb.answer(
        make,
        title=f"It happened: {risk}",
        label="Make the action",
        why="The risk has become an issue: say who deals with it.",
    )


@asks_about(RISKS)
def close(verb):
    """Close a risk that is none any more."""
    risk, form = verb.row, verb.plain_form(CloseRiskForm)

    def end():
        closed = services.close_risk(
            risk=risk,
            on=verb.today,
            again=verb.informed,
            **form.cleaned_data,
        )
        return risk.get_absolute_url(), f"Closed: {risk}." if closed else OVER

    return verb.answer(end, title=f"Close: {risk}", label="Close the risk")


@presses_on(Response.objects.select_related("risk"))
def response_done(verb):
    """Mark a response as done today."""
    response = verb.row

    def finish():
        services.finish_response(response=response, on=verb.today)
        return response.risk.get_absolute_url(), f"Done: {response}."

    return verb.answer(finish, title=f"Done: {response}", label="It is done")


@presses_on(Assumption.objects.all())
def confirm(verb):
    """Settle an assumption: somebody at the client has confirmed it."""
    assumption = verb.row

    def settle():
        services.confirm(assumption=assumption, on=verb.today, again=verb.informed)
        return assumption.get_absolute_url(), f"Confirmed: {assumption}."

    return verb.answer(settle, title=f"Confirmed: {assumption}", label="The client confirmed it")


@asks_about(Assumption.objects.all())
def wrong(verb):
    """Settle an assumption that proved wrong, by keeping the risk it became."""
    assumption = verb.row
    first = {
        "title": assumption.text[:200],
        "cause": f"We had assumed: {assumption.text}",
        "review_on": verb.today + NEXT_LOOK,
    }
    form = verb.row_form(RiskForm, Risk(account=verb.account), initial=first)

    def keep():
        risk = services.proved_wrong(
            assumption=assumption,
            risk=form.save(commit=False),
            by=verb.person,
            on=verb.today,
            again=verb.informed,
        )
        if risk is None:
            return assumption.get_absolute_url(), "This assumption was settled already."
        return risk.get_absolute_url(), f"Kept as a risk: {risk}."

    return verb.answer(
        keep,
        title=f"Proved wrong: {assumption}",
        label="Keep it as a risk",
        why="Whatever relies on this assumption is now at risk.",
    )
