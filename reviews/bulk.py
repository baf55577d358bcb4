"""The reviews of the measuring population: one closed and one coming for each account, written set-wise."""

from datetime import UTC, datetime, time, timedelta

from accountfile.core.periods import add_months
from reviews.models import AgendaTemplate, Minute, Review
from reviews.models.review import CADENCE_WITHOUT_TIER

BATCH = 2000
WORDS = ["Orders follow the plan.", "A second contact is needed.", "The offer is written before the month ends."]


def make(accounts, people, today, random):
    """Write the reviews and their minutes, so many accounts at a time and without history."""
    template = AgendaTemplate.objects.filter(active=True).first()
    kept = [account for account in accounts if account.account_manager_id]
    bosses = {person.pk: person.line_manager_id or person.pk for person in people.values()}
    for start in range(0, len(kept), BATCH):
        closed, coming = [], []
        for account in kept[start : start + BATCH]:
            held_on = today - timedelta(days=random.randint(10, 80))
            by = bosses.get(account.account_manager_id, account.account_manager_id)
            closed.append(_closed(account, held_on, template, by))
            months = account.tier.review_every_months if account.tier_id else CADENCE_WITHOUT_TIER
            planned_on = add_months(held_on, months) - timedelta(days=random.randint(0, 9))
            coming.append(Review(account=account, planned_on=planned_on))
        made = write(Review, closed)
        write(Review, coming)
        write(Minute, [_line(review, random) for review in made for _ in range(2)])


def write(model, rows):
    """Write rows of the measuring population, which has no history: nobody will ask who changed what in it."""
    return model._base_manager.bulk_create(rows, batch_size=BATCH)


def _closed(account, held_on, template, by):
    return Review(
        account=account,
        state=Review.State.CLOSED,
        planned_on=held_on,
        held_on=held_on,
        period_end=held_on + timedelta(days=1),
        closed_at=datetime.combine(held_on, time(16), tzinfo=UTC),
        closed_by_id=by,
        next_on=add_months(held_on, 3),
        template=template,
    )


def _line(review, random):
    text = random.choice(WORDS)
    return Minute(review=review, number=random.randint(1, 20), text=text, by_id=review.closed_by_id)
