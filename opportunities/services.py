"""What happens to opportunities: they move, are won or lost, find their account; and accounts find
their manager.
"""

from django.db import transaction

from accountfile.core.models import Account, acting_as, update_all
from opportunities.models import Opportunity, PipelineStage, StageChange, State

PROPOSED = "proposal from won orders"


@transaction.atomic
def move_stage(*, opportunity, stage, by, reason="", expected_on=None):
    """Move an opportunity to another stage or day; a closed one is open again.

    The same again does nothing.
    """
    row = _locked(opportunity)
    moves_day = expected_on is not None and expected_on != row.expected_on
    row.expected_on = expected_on or row.expected_on
    if row.stage_id == stage.pk:
        # A day that moves is a step too, if somebody has said why it moves.
        if moves_day and reason:
            StageChange.objects.create(
                opportunity=row,
                from_stage=stage,
                to_stage=stage,
                by=by,
                reason=reason,
            )
        if moves_day:
            row.save()
        return row
    if stage.kind == State.OPEN and row.state != State.OPEN:
        row.reopen()
    return _step(row, stage, by, reason)


@transaction.atomic
def win(*, opportunity, by, value, closed_on, reason, again=False):
    """Close an opportunity as won at this value; one that is won already stays as it is, unless
    ``again`` is asked.
    """
    row = _locked(opportunity)
    if row.state == State.WON and not again:
        return row
    row.win(value, closed_on, reason)
    return _step(
        row,
        _closing_stage(State.WON),
        by,
        reason,
    )


@transaction.atomic
def lose(*, opportunity, by, closed_on, reason, competitor="", lesson="", again=False):
    """Close an opportunity as lost; its value stays what was hoped for.

    One that is lost already stays as it is, unless ``again`` is asked.
    """
    row = _locked(opportunity)
    if row.state == State.LOST and not again:
        return row
    row.lose(closed_on, reason, competitor, lesson)
    return _step(
        row,
        _closing_stage(State.LOST),
        by,
        reason,
    )


@transaction.atomic
def assign(*, rows, account):
    """Give those of these opportunities that have no account this one; return how many had none."""
    locked = rows.without_account().select_for_update(of=("self",))
    waiting = list(locked.select_related("product", "stage"))
    before = {row.pk: {"account_id": None, "name": row.name} for row in waiting}
    for row in waiting:
        row.account = account
        row.settle()
    if waiting:
        stored = {row.pk: _values(row) | before[row.pk] for row in waiting}
        update_all(
            Opportunity,
            waiting,
            ["account", "name"],
            stored,
        )
    return len(waiting)


@transaction.atomic
def accept_managers(*, chosen, by):
    """Give each account without a manager the person chosen (``{account id: person}``); return
    these accounts.
    """
    # Whoever has got a manager since the page was drawn is left as they are.
    waiting = Account.objects.without_manager().filter(pk__in=chosen)
    accounts = list(waiting.select_for_update(of=("self",)))
    stored = {account.pk: _values(account) for account in accounts}
    for account in accounts:
        account.account_manager = chosen[account.pk]
    if accounts:
        with acting_as("" if by else PROPOSED, person=by, reason=PROPOSED):
            update_all(Account, accounts, ["account_manager"], stored)
    return accounts


def _values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _locked(opportunity):
    return Opportunity.objects.select_related("product", "stage").locked(opportunity)


def _closing_stage(kind):
    """Return the usual stage in which a sale ends this way, making it when the list has none."""
    name = {State.WON: "Won", State.LOST: "Lost"}[kind]
    found = PipelineStage.objects.closing(kind).first()
    return found or PipelineStage.objects.create(
        name=name,
        kind=kind,
        place=100,
        probability=100 if kind == State.WON else 0,
    )


def _step(row, stage, by, reason):
    if row.stage != stage:
        StageChange.objects.create(
            opportunity=row,
            from_stage=row.stage,
            to_stage=stage,
            by=by,
            reason=reason,
        )
    row.stage = stage
    row.save()
    return row
