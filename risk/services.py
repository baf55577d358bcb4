"""What happens to a risk: it is judged anew, it happens, it ends; and an assumption is settled."""

from django.db import transaction

from accountfile.base.text import cut
from accountfile.core.models import Action
from risk.models import Assessment, Assumption, Response, Risk


@transaction.atomic
def note_assessment(*, risk, by, on, remark=""):
    """Keep the risk's present score as an assessment, unless the newest one says the same; return
    it or None.
    """
    newest = risk.assessments.first()
    if newest and not remark:
        is_same = newest.likelihood == risk.likelihood and newest.impact == risk.impact
        # A form that is saved without a new score makes no entry in the list of scores.
        if is_same:
            return None
    return Assessment.objects.create(
        risk=risk,
        assessed_on=on,
        likelihood=risk.likelihood,
        impact=risk.impact,
        by=by,
        remark=remark,
    )


@transaction.atomic
def assess(*, risk, by, on, likelihood, impact, review_on, remark=""):
    """Give the risk a new score, keep it in the list of assessments, and set the next look; return
    the assessment.
    """
    risk.assess(likelihood, impact, review_on)
    risk.save()
    return Assessment.objects.create(
        risk=risk,
        assessed_on=on,
        likelihood=likelihood,
        impact=impact,
        by=by,
        remark=remark,
    )


@transaction.atomic
def it_happened(*, risk, on, ending, action, again=False):
    """Mark an open risk as happened and make the action that deals with it.

    None when it had ended already, unless somebody who knows that asks ``again``.
    """
    held = Risk.objects.locked(risk)
    if not (held.is_open or again):
        return None
    held.end(Risk.State.HAPPENED, on, ending)
    held.save()
    action.account_id = held.account_id
    action.origin = f"The risk “{held}” happened"
    action.origin_url = held.get_absolute_url()
    action.save()
    return action


@transaction.atomic
def close_risk(*, risk, on, ending, again=False):
    """Close an open risk with the reason, or one that has ended when ``again`` is asked; return
    whether it did.
    """
    held = Risk.objects.locked(risk)
    if not (held.is_open or again):
        return False
    held.end(Risk.State.CLOSED, on, ending)
    held.save()
    return True


@transaction.atomic
def finish_response(*, response, on):
    """Mark a response as done; a second time changes nothing."""
    held = Response.objects.locked(response)
    if held.finish(on):
        held.save()


@transaction.atomic
def confirm(*, assumption, on, again=False):
    """Settle an assumption as confirmed; one that is settled stays as it is, unless ``again`` is
    asked.
    """
    _settle(
        assumption,
        Assumption.State.CONFIRMED,
        on,
        again,
    )


@transaction.atomic
def proved_wrong(*, assumption, risk, by, on, again=False):
    """Settle an assumption as wrong and keep the risk it became; None when it was settled already,
    unless ``again``.
    """
    if not _settle(
        assumption,
        Assumption.State.WRONG,
        on,
        again,
    ):
        return None
    risk.save()
    note_assessment(
        risk=risk,
        by=by,
        on=on,
        remark=cut(f"Assumed: {assumption.text}", 300),
    )
    return risk


def new_action(risk, owner):
    """Return the action to fill in when this risk happens, not yet saved."""
    return Action(
        account_id=risk.account_id,
        owner=owner,
        text=cut(f"Deal with: {risk.title}", 300),
    )


def _settle(assumption, state, on, again):
    held = Assumption.objects.locked(assumption)
    if held.is_settled and not again:
        return False
    held.settle(state, on)
    held.save()
    return True
