"""The private annex of a pack: what was said of the account manager's own work, for them and the
line above.
"""

from accountfile.core.models import Action
from accountfile.core.sections import PRIVATE
from accountfile.wording import day
from reviews import freeze
from reviews.models import ReviewItem, title_of
from reviews.models.factors import factor_table
from reviews.models.of_review import PRIVATE_ITEM
from reviews.readiness import by_heading, gathered


def frozen(review, *, by, at, next_on, recipients):
    """Return the data of the annex, in the same form as the other editions; None where nothing
    private was said.
    """
    previous = review.previous()
    minutes = review.minutes.private().select_related("by", "action__owner")
    carried = review.carried.private().select_related("action__owner")
    said = {
        "minutes": [freeze.minute_line(each) for each in minutes],
        "carried": [freeze.carried_line(each) for each in carried],
        "factors": _factors(review, previous),
        "answers": freeze.answers_given(review.answers.private()),
        "plan": _plan(review),
    }
    evidence = _evidence(review)
    if not any(said.values()) and not evidence:
        return None
    cover = freeze.cover(
        review,
        edition=PRIVATE,
        by=by,
        at=at,
        next_on=next_on,
        recipients=recipients,
    )
    title = review.items.filter(number=PRIVATE_ITEM).values_list(
        "title", flat=True
    ).first() or title_of(PRIVATE_ITEM)
    item = ReviewItem(
        review=review,
        number=PRIVATE_ITEM,
        title=title,
        state=ReviewItem.State.DISCUSSED,
    )
    agenda = [freeze.heading_line(item, {PRIVATE_ITEM: evidence}, {})]
    return freeze.plain(cover | said | {"agenda": agenda, "parts": {}})


def _factors(review, previous):
    """Return both sides' scores; what the line gave another account manager before stays with that
    one.
    """
    if not review.factor_scores.private().exists():
        return []
    return factor_table(
        review,
        previous,
        reads=lambda each: each.manager_id == review.manager_id,
    )


def _evidence(review):
    """Return what the file keeps in private about the account manager, while that is still the one
    of the review.
    """
    if review.manager_id != review.account.account_manager_id:
        return []
    said = gathered(review.account, review.looks_back_to, review.held_on)
    private = [(slug, item) for slug, item in said if item.audience == PRIVATE]
    return by_heading(private, (PRIVATE,))[PRIVATE_ITEM]


def _plan(review):
    """Return the private actions that are open after the review, soonest first."""
    rows = Action.with_private.open().filter(
        account=review.account_id,
        about=review.manager_id,
        about__isnull=False,
    )
    return [
        {
            "text": a.text,
            "owner": a.owner.name,
            "due": day(a.due_on),
        }
        for a in rows.select_related("owner")
    ]
