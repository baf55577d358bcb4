"""The reviews of the sample company: one closed with its pack, one prepared for next week, others
in every state.
"""

from datetime import UTC, datetime, time, timedelta
from operator import attrgetter

from accountfile.core.models import Action, bulk_insert
from accountfile.core.rewinding import Came, as_of
from accountfile.core.sections import Heading
from accountfile.periods import add_months
from reviews import actions, services
from reviews.cadence import best_day, propose_due
from reviews.laying_out import bring_people, lay_out_agenda
from reviews.models import (
    AfterCheck,
    AgendaTemplate,
    ManagerNote,
    Minute,
    Pack,
    Participant,
    ProgressReview,
    Review,
    ReviewItem,
    SignOff,
)
from reviews.models.after import Afterwards
from reviews.models.review import CADENCE_WITHOUT_TIER
from reviews.sample_rows import MINUTES, NOTES

BATCH = 2000
WORDS = [
    "Orders follow the plan.",
    "A second contact is needed.",
    "The offer is written before the month ends.",
]


def sample(accounts, people, today):
    """Make the reviews of these accounts; the first account, which is the fullest, has the whole
    story.
    """
    kept = [
        account
        for account in accounts
        if account.account_manager and account.account_manager.line_manager
    ]
    # The oldest first: what a review froze knows nothing of those that came after.
    for place, account in reversed(list(enumerate(kept[:4]))):
        review = last_quarter(account, today, days=82 + 5 * place)
        minute(
            review,
            MINUTES
            if place == 0
            else [(number, "note", text, None) for number, text in NOTES.items()],
        )
        sign(review)
    for account in kept[:1]:
        settle(account, today)
        tell(account, today)
        for number in (Afterwards.FILE, Afterwards.SWOT, Afterwards.RISKS):
            done = Review.objects.closed().get(account=account)
            AfterCheck.objects.create(review=done, number=number, by=account.account_manager)
        coming = Review.objects.get(account=account, state=Review.State.PROPOSED)
        coming.planned_on = best_day(today + timedelta(days=5), 4, lambda day: 0)
        coming.starts_at, coming.location = time(10), "Meeting room 2"
        coming.save()
        services.prepare_review(review=coming, by=account.account_manager)
    late(kept[4:5], today)
    propose_due(today)


def last_quarter(account, today, *, days):
    """Return a review held so many days ago, with its agenda and its people."""
    held_on = best_day(
        today - timedelta(days=days),
        3,
        lambda day: 0,
    )
    review = Review.objects.create(
        account=account,
        state=Review.State.HELD,
        planned_on=held_on,
        held_on=held_on,
        manager=account.account_manager,
        period_end=held_on + timedelta(days=1),
        template=AgendaTemplate.objects.filter(active=True).first(),
        next_on=best_day(
            today + timedelta(days=4 + days % 7),
            3,
            lambda day: 0,
        ),
    )
    lay_out_agenda(review, state=ReviewItem.State.DISCUSSED)
    bring_people(review)
    return review


def minute(review, lines):
    """Write the lines, and make the actions that they became."""
    owner = review.account.account_manager
    for number, kind, text, promised in lines:
        line = Minute.objects.create(
            review=review,
            number=number,
            kind=kind,
            text=text,
            by=owner,
        )
        if promised:
            words, days = promised
            action = Action(
                account=review.account,
                text=words,
                owner=owner,
                due_on=review.held_on + timedelta(days=days),
            )
            actions.make_action(minute=line, action=action)


def sign(review):
    """Close the review as its line manager did, and make its pack."""
    boss = review.account.account_manager.line_manager
    signed_at = datetime.combine(review.held_on, time(16, 40), tzinfo=UTC)
    review.sign(boss, signed_at, review.next_on)
    review.save()
    services.propose_next(review)
    there = review.participants.values("person")
    recipients = list(services.readers_of(review.account).filter(pk__in=there).order_by("name"))
    given = {
        Pack.Edition.INTERNAL: recipients,
        Pack.Edition.PRIVATE: services.the_pair_among(recipients, review),
    }
    with as_of(review.held_on):
        then = Review.objects.get(pk=review.pk)
        said = {
            edition: services.pack_data(review=then, edition=edition, recipients=people)
            for edition, people in given.items()
        }
    packs = [
        services.make_pack(
            review=review,
            by=boss,
            edition=edition,
            recipients=given[edition],
            data=data,
        )
        for edition, data in said.items()
        if data
    ]
    SignOff.objects.create(
        review=review,
        by=boss,
        at=review.closed_at,
        checksum=packs[0].checksum,
    )


def settle(account, today):
    """Do in time what was promised for before today."""
    for action in Action.objects.filter(account=account, minutes__isnull=False, due_on__lt=today):
        action.end(Action.State.DONE, action.due_on - timedelta(days=1), "Done as agreed.")
        action.save()


def came():
    """Yield when the reviews of the sample company, and what was written in them, came."""
    yield Came(Review.objects.all, attrgetter("held_on"))
    yield Came(Participant.objects.all, invited_on)
    yield Came(Minute.objects.all, attrgetter("review.held_on"))
    yield Came(
        Action.objects.filter(minutes__isnull=False).all,
        lambda row: row.minutes.first().review.held_on,
    )
    yield Came(ProgressReview.objects.all, attrgetter("held_on"))
    yield Came(ManagerNote.objects.all, attrgetter("written_on"))


def invited_on(participant):
    """Return the day of the meeting, or of one to come a week before it."""
    review = participant.review
    return review.held_on or review.planned_on - timedelta(weeks=1)


def tell(account, today):
    """Keep a progress review with the client and a private note."""
    manager = account.account_manager
    ProgressReview.objects.create(
        account=account,
        held_on=today - timedelta(days=34),
        with_whom="the buying director and two depot managers",
        mood=ProgressReview.Mood.MIXED,
        minutes=(
            "Content with the engineers, less so with how long an offer takes. They asked for "
            "one monthly figure."
        ),
        agreed="We send one page a month; they name one person who decides on small extensions.",
        next_on=today + timedelta(days=58),
        by=manager,
    )
    ManagerNote.objects.create(
        account=account,
        kind=ManagerNote.Kind.OBJECTIVE,
        text=(
            "Hand the daily calls to the service desk by spring, and spend the time on the "
            "buying side."
        ),
        by=manager.line_manager,
    )


def late(accounts, today):
    """Leave one review overdue."""
    for account in accounts:
        review = Review.objects.create(account=account, planned_on=today - timedelta(days=9))
        services.prepare_review(review=review, by=account.account_manager)


def population(accounts, people, today, random):
    """Write the reviews and their minutes, so many accounts at a time and without history."""
    template = AgendaTemplate.objects.filter(active=True).first()
    kept = [account for account in accounts if account.account_manager_id]
    bosses = {person.pk: person.line_manager_id or person.pk for person in people.values()}
    for start in range(0, len(kept), BATCH):
        closed, coming = [], []
        for account in kept[start : start + BATCH]:
            manager = account.account_manager_id
            held_on = today - timedelta(days=random.randint(10, 80))
            by = bosses.get(manager, manager)
            closed.append(_closed(account, held_on, template, by))
            coming.append(_coming(account, held_on, random))
        bulk_insert(closed)
        bulk_insert(coming)
        # The lines come after their reviews, whose numbers they bear.
        bulk_insert(_line(review, random) for review in closed for _ in range(2))


def _coming(account, held_on, random):
    months = CADENCE_WITHOUT_TIER
    if account.tier_id:
        months = account.tier.review_every_months
    earlier = timedelta(days=random.randint(0, 9))
    return Review(account=account, planned_on=add_months(held_on, months) - earlier)


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
    return Minute(
        review=review,
        number=random.choice(list(Heading)),
        text=text,
        by_id=review.closed_by_id,
    )
