"""The presses on one opportunity: move it, win it, lose it."""

from accountfile.pages.verbs import asks_about
from accountfile.wording import money
from opportunities import forms, services
from opportunities.models import Opportunity, StageChange, State

ROWS = Opportunity.objects.select_related("account", "owner", "product", "stage")


@asks_about(ROWS)
def move(verb):
    """Move an opportunity to another stage, or open a closed one again."""
    row = verb.row
    first = {"stage": row.stage_id, "expected_on": row.expected_on}
    verb.plain_form(forms.MoveForm, initial=first)
    return verb.answer(
        _step(verb, services.move_stage, "It is now at: {0.stage}."),
        title=f"Move: {row}" if row.state == State.OPEN else f"Open again: {row}",
        label="Move it",
        why="The stage says how likely it is and what comes next.",
    )


@asks_about(ROWS)
def win(verb):
    """Close an opportunity as won."""
    row = verb.row
    verb.plain_form(forms.WinForm, opportunity=row, today=verb.today)
    return verb.answer(
        _step(verb, services.win, "Won: {0}.", again=verb.informed),
        title=f"Won: {row}",
        label="Close it as won",
        why="Say why we won, so that others can repeat it.",
    )


@asks_about(ROWS)
def lose(verb):
    """Close an opportunity as lost, with the reason and the lesson."""
    row = verb.row
    verb.plain_form(forms.LoseForm, opportunity=row, today=verb.today)
    done = "Lost: {0}. A loss explained is half a lesson."
    return verb.answer(
        _step(verb, services.lose, done, again=verb.informed),
        title=f"Lost: {row}",
        label="Close it as lost",
        why="Large losses are discussed in the review.",
    )


def started(request, row):
    """Note the first stage of an opportunity, the first time it is saved."""
    if not row.stage_changes.exists():
        StageChange.objects.create(opportunity=row, to_stage=row.stage, by=request.user)


def beside(request, account, row):
    """Return what stands beside the facts of an opportunity: its way through the stages, its
    qualifications.
    """
    return {
        "facts": list(facts(row)),
        "today": request.user.today(),
        "slipping": row.is_slipping(request.user.today()),
        "stage_changes": row.stage_changes.select_related("from_stage", "to_stage", "by")[:20],
        "qualifications": row.qualifications.select_related("decided_by")[:5],
    }


def facts(row):
    """Yield the facts of an opportunity in the order a reader asks for them."""
    yield "Stage", f"{row.stage} ({row.get_state_display()})"
    yield "Product", row.product
    yield "Account manager", row.owner
    yield ("Won value" if row.state == State.WON else "Value"), _worth(row)
    if row.state == State.OPEN:
        yield "Chance", f"{row.chance}%"
        yield "Expected to close on", row.expected_on
        yield "Who else is in the race", row.competitor
    yield "First talked about on", row.engaged_on
    if row.state != State.OPEN:
        yield "Closed on", row.closed_on
        yield "Days from first talk to close", row.days_to_close
        yield "Why", row.reason
        yield "Who else was in the race", row.competitor
        yield "What we learn from it", row.lesson
    yield "What the client needs it for", row.client_need
    # Only whoever has come from an older system knows such a number.
    if row.external_id:
        yield "Number in the old system", row.external_id


def _worth(row):
    if row.value is None and row.expected_value is not None:
        return f"{money(row.expected_value, row.product.currency)}, the list price"
    return None if row.value is None else money(row.value, row.currency)


def _step(verb, service, done, **more):
    """Return what the verb does once its form is good: this service, with what was typed."""

    def step():
        moved = service(
            opportunity=verb.row,
            by=verb.person,
            **verb.form.cleaned_data,
            **more,
        )
        return verb.row.get_absolute_url(), done.format(moved)

    return step
