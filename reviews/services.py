"""What happens to a review: prepared, held, minuted, closed; each verb in one transaction and safe
to repeat.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accountfile.celery import after_commit
from accountfile.core.models import Notice, update_all
from accountfile.mail import fences
from accountfile.mail import services as mail
from accountfile.people.models import User
from reviews import annex, tasks
from reviews.freeze import checksum, frozen
from reviews.laying_out import bring_people, carry_actions, choose_questions, lay_out_agenda
from reviews.letters import post_pack
from reviews.models import (
    AgendaTemplate,
    Distribution,
    Pack,
    Review,
    ReviewItem,
    SignOff,
    WrongStep,
)
from reviews.models.review import cadence_of
from reviews.readiness import obstacles

State = Review.State


class StillOpen(WrongStep):
    """The review cannot be closed yet; ``obstacles`` says what is left and where."""

    def __init__(self, left):
        super().__init__(" ".join(obstacle.text for obstacle in left))
        self.obstacles = left


def readers_of(account):
    """Return the active people who may open this account's file: to them, and nobody else, its pack
    may go.
    """
    readers = Q(sees_everything=True)
    readers |= Q(memberships__account=account, memberships__until=None)
    if account.account_manager_id:
        # Everybody is in their own line too, so this is also the account manager.
        readers |= Q(lines_down__junior=account.account_manager_id)
    # Who is on the team and in the line would come twice.
    return User.objects.active().filter(readers).distinct()


@transaction.atomic
def prepare_review(*, review, by):
    """Open the review with the newest agenda, its people, the old actions and the questions; twice
    is once.
    """
    review = Review.objects.locked(review)
    if review.state == State.PREPARED:
        return review
    review.step_to(State.PREPARED)
    if not review.obligatory():
        raise WrongStep("The account has no account manager, and without one there is no review.")
    review.manager = review.account.account_manager
    review.template = AgendaTemplate.objects.filter(active=True).first()
    if review.template is None:
        raise WrongStep("No agenda is active: ask an administrator to activate one.")
    if not review.template.items.exists():
        raise WrongStep(f"{review.template} has no items: ask an administrator to give it some.")
    previous = review.previous()
    review.look_back(review.planned_on)
    review.save()
    lay_out_agenda(review)
    bring_people(review)
    carry_actions(review)
    choose_questions(review, previous)
    return review


@transaction.atomic
def hold_review(*, review, by, held_on):
    """Begin the meeting: from now on minutes are taken, and the old actions come first; twice is
    once.
    """
    review = Review.objects.locked(review)
    if review.state == State.HELD:
        return review
    review.hold(held_on)
    review.save()
    bring_people(review)
    carry_actions(review)
    forget_notices(review)
    return review


@transaction.atomic
def cancel_review(*, review, by):
    """Call the review off; the cadence will propose another date in the night."""
    review = Review.objects.locked(review)
    if review.state != State.CANCELLED:
        review.step_to(State.CANCELLED)
        review.save()
        forget_notices(review)
    return review


def forget_notices(review, *, keep=None):
    """Take back what people were told of a review that is not to come any more, or not on the day
    they were told.
    """
    told = Notice.objects.unread().filter(key__startswith=f"review:{review.pk}:")
    if keep:
        told = told.exclude(key__startswith=f"review:{review.pk}:{keep}:")
    told.update(read_at=timezone.now())


@transaction.atomic
def close_review(*, review, by, next_on, recipients):
    """Close the review, freeze and queue its pack, write one letter a person, propose the next
    date; twice is once.

    Raises StillOpen with what is left, or WrongStep. Of two people at once the second gets the pack
    of the first.
    """
    review = Review.objects.locked(review)
    if review.state == State.CLOSED:
        return review.packs.get(edition=Pack.Edition.INTERNAL)
    carried = review.carried.select_related("action")
    if review.state == State.HELD:
        left = obstacles(review, by.today(), carried, next_on)
        if left:
            raise StillOpen(left)
    review.sign(by, timezone.now(), next_on)
    leave_out(review)
    review.save()
    propose_next(review)
    # Asked anew: somebody chosen on the page may have left the team meanwhile.
    chosen = readers_of(review.account).filter(pk__in=[person.pk for person in recipients])
    recipients = list(chosen.order_by("name"))
    pack = make_pack(review=review, by=by, edition=Pack.Edition.INTERNAL, recipients=recipients)
    make_pack(
        review=review,
        by=by,
        edition=Pack.Edition.PRIVATE,
        recipients=the_pair_among(recipients, review),
    )
    SignOff.objects.create(review=review, by=by, at=review.closed_at, checksum=pack.checksum)
    forget_notices(review)
    return pack


def leave_out(review):
    """Note of every item that nobody has dealt with that it was left out."""
    items = review.items.filter(state=ReviewItem.State.OPEN)
    before = {item["id"]: item for item in items.values()}
    items = list(items)
    for item in items:
        item.state = ReviewItem.State.SKIPPED
    update_all(ReviewItem, items, ["state"], before)


def the_pair_among(people, review):
    """Return those to whom the private annex goes: the account manager of the review, and the line
    above them.
    """
    if review.manager_id is None:
        return []
    return [
        person for person in people if person.lines_down.filter(junior=review.manager_id).exists()
    ]


def pack_data(*, review, edition, recipients):
    """Return what an edition of this closed review's pack says, as of this moment; None where there
    is none.
    """
    signed = {
        "by": review.closed_by,
        "at": review.closed_at,
        "next_on": review.next_on,
        "recipients": recipients,
    }
    if edition == Pack.Edition.PRIVATE:
        return annex.frozen(review, **signed)
    return frozen(review, edition=edition, **signed)


def make_pack(*, review, by, edition, recipients=(), data=None):
    """Freeze one edition of a closed review and queue its printing; the edition that is there
    already is returned.

    ``data`` is what was frozen before, where the pack is not of this moment. There is no annex, and
    None is returned, where nothing private was said.
    """
    if pack := review.packs.filter(edition=edition).first():
        return pack
    data = data or pack_data(review=review, edition=edition, recipients=recipients)
    if data is None:
        return None
    pack = Pack.objects.create(
        review=review,
        edition=edition,
        data=data,
        template_version=review.template.version,
        checksum=checksum(data),
        created_by=by,
    )
    distribute(pack=pack, people=recipients, by=by)
    # A worker that is faster than this transaction would not find the pack.
    after_commit(tasks.render_pack, pack.pk)
    return pack


def distribute(*, pack, people, by):
    """Put people on the distribution list and write their letters; whoever is on it already gets
    nothing twice.
    """

    def send_to(person):
        entry, new = Distribution.objects.get_or_create(
            pack=pack,
            person=person,
            defaults={"by": by},
        )
        if new:
            post_pack(entry)

    # One letter that cannot be written must not keep the others from theirs.
    fences.each(people, send_to, job="letters of packs")


@transaction.atomic
def send_to_more(*, pack, people, by):
    """Send a pack that is out already to further people who may open the file; return who was
    added.
    """
    pack = Pack.objects.locked(pack)
    there = set(pack.distribution.values_list("person", flat=True))
    readers = readers_of(pack.review.account).filter(pk__in=[person.pk for person in people])
    new = [person for person in readers if person.pk not in there]
    distribute(pack=pack, people=new, by=by)
    # Of a pack that is not printed yet the letters wait, and leave with the file.
    if pack.state == Pack.State.READY:
        mail.release(
            pack.waits_for,
            file_name=pack.file_name,
            storage_key=pack.storage_key,
            sha256=pack.sha256,
        )
    return new


@transaction.atomic
def print_again(*, pack, by):
    """Queue the printing of a pack that failed or whose file is gone; its failed letters wait for
    the new file.
    """
    pack = Pack.objects.locked(pack)
    if not pack.needs_printing:
        return False
    Pack.objects.filter(pk=pack.pk).update(
        state=Pack.State.QUEUED,
        attempts=0,
        next_attempt_at=timezone.now(),
        error="",
    )
    mail.wait_again(pack.waits_for, by=by)
    after_commit(tasks.render_pack, pack.pk)
    return True


def propose_next(review):
    """Propose the next review on the date that was set, unless there is one already."""
    if not Review.objects.open().filter(account=review.account_id).exists():
        Review.objects.create(account_id=review.account_id, planned_on=review.next_on)


def cadence_in_words(account):
    """Return how often the account is reviewed, as a phrase."""
    months = cadence_of(account)
    return "every month" if months == 1 else f"every {months} months"
