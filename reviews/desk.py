"""What of the reviews wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from django.db.models import F, Q

from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from reviews.cadence import propose_due, slot_of
from reviews.models import ProgressReview, Review

LEAD_TIME = timedelta(days=14)  # the earliest slot


def nightly(today):
    return {"reviews_proposed": propose_due(today)}


def due(today):
    rows = Review.objects.due_by(today + LEAD_TIME).select_related(
        "account__account_manager__line_manager"
    )
    yield Due(rows, lambda reviews: _to_hold(reviews, today))


def needs(person, today):
    mine = Q(account__account_manager=person) | Q(account__account_manager__line_manager=person)
    rows = Review.objects.open().filter(mine, planned_on__lte=today + timedelta(days=14))
    for review in rows.select_related("account__standing").order_by("planned_on")[:8]:
        text, verb = _need(review, today)
        yield Need(
            text,
            review.get_absolute_url(),
            verb,
            review.planned_on,
        )


def promises(account, day):
    for review in Review.objects.due_by(day).filter(account=account):
        yield review.planned_on, "Performance review", review.get_absolute_url()
    for progress in ProgressReview.objects.filter(
        account=account,
        next_on__lte=day,
        next_on__gt=F("held_on"),
    )[:1]:
        yield progress.next_on, "Progress review with the client", progress.get_absolute_url()


def _told(review, slot):
    on = f"{review.planned_on:%A} {review.planned_on.day} {review.planned_on:%b}"
    if slot.startswith("overdue"):
        return f"The review of {review.account} was planned for {on} and has not been held."
    state = "" if review.state == Review.State.PREPARED else " and is not prepared yet"
    return f"The review of {review.account} is on {on}{state}."


def _why(review, person):
    return (
        "You manage this account."
        if person.pk == review.account.account_manager_id
        else "You lead its account manager."
    )


def _need(review, today):
    """Return a sentence on a review within the fortnight, and the button that moves it on."""
    account, on = review.account, review.planned_on
    if review.state == Review.State.HELD:
        return f"The review of {account} was held and is not closed yet.", "Close it"
    if on < today:
        return f"The review of {account} is overdue since {on.day} {on:%b}.", "Open the review"
    missing = account.standing.missing if hasattr(account, "standing") else 0
    gaps = f"; {missing} things are missing in the file" if missing else ""
    verb = "Open the review" if review.state == Review.State.PREPARED else "Prepare it"
    return f"The review of {account} is {_when(on, today)}{gaps}.", verb


def _when(on, today):
    """Return a day to come in the shortest words that leave no doubt."""
    left = (on - today).days
    if left == 0:
        return "today"
    if left == 1:
        return "tomorrow"
    return f"on {on:%A}" if left < 7 else f"on {on.day} {on:%b}"


def _to_hold(reviews, today):
    for review in reviews:
        for person in review.obligatory():
            if person.is_active and (slot := slot_of(review.planned_on, today)):
                key = f"review:{review.pk}:{review.planned_on}:{slot}"
                url = review.get_absolute_url()
                yield Reminder(
                    key,
                    person.pk,
                    review.account_id,
                    _told(review, slot),
                    url,
                    _why(review, person),
                )
