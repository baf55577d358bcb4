"""What happens to scorecards and figures: a card is prepared and filled, a table of months is taken
over.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from accountfile.core import access, notices
from accountfile.core.models import Account, Action, create_all
from accountfile.periods import add_months
from scorecard import scoring
from scorecard.models import FinancialPeriod, Reading


@transaction.atomic
def prepare(*, scorecard):
    """Give a new scorecard one empty reading for each measure of its template; one that has them
    stays as it is.
    """
    if scorecard.readings.exists():
        return
    create_all(
        Reading,
        [
            Reading(scorecard=scorecard, measure=m, target=m.target)
            for m in scorecard.template.measures.all()
        ],
    )


@transaction.atomic
def fill(*, scorecard, readings, by, on):
    """Save the changed readings, make an action of each new one about a red line, and keep the
    card's score.
    """
    for reading in readings:
        if reading.action and reading.made_id is None and scoring.state(reading) == scoring.RED:
            reading.made = _action(scorecard, reading, by)
        reading.save()
    found = scoring.score_of(scorecard.readings.select_related("measure"))
    scorecard.take_score(found, on)
    scorecard.save()


def _action(scorecard, reading, by):
    action = Action.objects.create(
        account=scorecard.account,
        text=reading.action,
        owner=access.responsible_for(scorecard.account, otherwise=by),
        due_on=reading.until,
        origin=f"{scorecard}: {reading}",
        origin_url=scorecard.get_absolute_url(),
    )
    notices.tell_stand_in(action)
    return action


@transaction.atomic
def take_months(*, account, rows, currency):
    """Store ``(first day, amounts)`` rows as months of this account; what is the same stays as it
    is.

    Returns ``{"read", "stored", "updated", "unchanged"}``; taking the same table again changes
    nothing. Raises ValidationError, and stores nothing, where a month would count twice.
    """
    # One at a time for each account, so that a table sent twice is stored once.
    Account.objects.locked(account)
    kept = {
        row.starts_on: row
        for row in FinancialPeriod.objects.filter(account=account)
        if row.ends_on == last_day(row.starts_on)
    }
    done = {
        "read": len(rows),
        "stored": 0,
        "updated": 0,
        "unchanged": 0,
    }
    for start, amounts in rows:
        done[
            _take(
                account,
                kept.get(start),
                start,
                amounts,
                currency,
            )
        ] += 1
    return done


def _take(account, row, start, amounts, currency):
    told = {"currency": currency} | amounts
    if row is None:
        row = FinancialPeriod(
            account=account,
            starts_on=start,
            ends_on=last_day(start),
            **told,
        )
        try:
            row.clean()
        except ValidationError as refusal:
            sentences = [f"{row}: {sentence}" for sentence in refusal.messages]
            raise ValidationError(sentences) from refusal
        row.save()
        return "stored"
    if all(getattr(row, name) == value for name, value in told.items()):
        return "unchanged"
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    return "updated"


def last_day(start):
    """Return the last day of the month that starts on this day."""
    return add_months(start, 1) - timedelta(days=1)
