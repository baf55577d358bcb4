"""What becomes of actions in a review: the old ones are settled, lines of the minutes become new
ones.
"""

from django.db import transaction

from accountfile.core.models import Action
from reviews.models import CarriedAction, Minute, Review, WrongStep
from reviews.models.of_review import must_still_be_open

ENDS = {
    CarriedAction.Disposition.DONE: Action.State.DONE,
    CarriedAction.Disposition.DROPPED: Action.State.DROPPED,
}


@transaction.atomic
def dispose(*, carried, by, disposition, reason="", new_due_on=None):
    """Settle what becomes of an old action, and let the action follow at once."""
    review = Review.objects.locked(carried.review_id)
    if review.state not in (Review.State.HELD, Review.State.PREPARED):
        raise WrongStep("Actions are settled while the review is prepared or held.")
    action = Action.with_private.locked(carried.action_id)
    carried.disposition = disposition
    carried.reason = reason
    carried.new_due_on = None
    # Open first: whoever corrects what was settled before begins from the action as it was.
    action.reopen()
    if disposition in ENDS:
        action.end(ENDS[disposition], by.today(), reason)
    elif disposition == CarriedAction.Disposition.MOVED:
        carried.new_due_on = new_due_on
        action.due_on = new_due_on
    action.save()
    carried.save()
    return carried


@transaction.atomic
def make_action(*, minute, action, again=False):
    """Make an action of a line of the minutes; a line has one, unless somebody who sees that asks
    for one ``again``.
    """
    must_still_be_open(Review.objects.locked(minute.review_id))
    minute = Minute.objects.locked(minute)
    if minute.action_id and not again:
        return minute.action
    action.account_id = minute.review.account_id
    action.about_id = minute.about_id
    action.origin = f"{minute.review}, {minute.item_title}"[:200]
    action.origin_url = minute.get_absolute_url()[:200]
    action.save()
    minute.action = action
    minute.save()
    return action
