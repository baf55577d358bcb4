"""What a pack freezes changes under the lock of its review, and not at all once it is signed."""

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction

from accountfile.core import restoring
from accountfile.core.models import Action, Change
from reviews import actions, services
from reviews.models import (
    Answer,
    CarriedAction,
    FactorScore,
    Minute,
    Option,
    Participant,
    Review,
    ReviewItem,
    WrongStep,
)
from reviews.models.of_review import OfReview


@pytest.fixture
def rows(held, max, tia, promise):
    """One row of every kind that a pack freezes."""
    action = promise(days=9)
    return {
        Answer: held.answers.first(),
        CarriedAction: CarriedAction.objects.create(
            review=held, action=action, was_due_on=action.due_on, disposition="stands"
        ),
        FactorScore: FactorScore.objects.create(review=held, factor=1, side="manager", score=3),
        Minute: Minute.objects.create(review=held, number=8, text="They will buy.", by=max),
        Option: Option.objects.create(review=held, text="Wait"),
        Participant: Participant.objects.create(review=held, person=tia),
        ReviewItem: held.items.first(),
    }


def test_the_table_above_holds_every_kind_of_row_of_a_review(rows):
    assert set(rows) == {model for model in apps.get_models() if issubclass(model, OfReview)}


def test_nothing_in_a_signed_review_is_changed_removed_or_added(rows, held, close, max):
    close(held, max)
    for row in rows.values():
        for door in (row.save, row.delete, row.clean, row.put_back):
            with pytest.raises(WrongStep):
                type(row).objects.get(pk=row.pk)
                row.review.refresh_from_db()
                door()


def test_nothing_is_put_back_into_a_signed_review(rows, held, close, max, lena):
    gone = [rows[model] for model in (Minute, Option, Participant, FactorScore)]
    changes = []
    for row in gone:
        pk = row.pk
        row.delete()
        changes.append(Change.objects.get(model=row._meta.label_lower, row_id=pk, kind="removed"))
    close(held, max)
    for change in changes:
        with pytest.raises(restoring.CannotRestore):
            restoring.restore(change, by=lena)


def test_a_cancelled_review_takes_no_line_either(prepared, line, lena):
    services.cancel_review(review=prepared, by=lena)
    with pytest.raises(WrongStep):
        line(prepared)


POSTS = {
    "people/": {"person": "1"},
    "questions/": {},
    "items/8/": {"state": "skipped"},
    "items/8/minutes/": {"kind": "note", "text": "Too late."},
    "factors/": {"factor-1-score": "5"},
    "options/": {"text": "Too late"},
    "next/": {"next_on": "2099-01-01"},
}


@pytest.mark.parametrize("verb", POSTS)
def test_no_button_writes_into_a_signed_review(held, close, max, sign_in, verb):
    close(held, max)
    before = Change.objects.count()
    answer = sign_in(max).post(f"{held.get_absolute_url()}{verb}", POSTS[verb])
    assert (answer.status_code, Change.objects.count()) == (302, before)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway.")
def test_a_line_written_while_the_review_is_being_closed_is_in_the_pack_or_refused(
    held, close, max, line
):
    late = Minute.objects.create(review=held, number=8, text="In time.", by=max)
    refused = []

    def write():
        try:
            Minute.objects.get(pk=late.pk).delete()
        except WrongStep as why:
            refused.append(why)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    with transaction.atomic():
        Review.objects.locked(held)
        writer.start()
        pack = close(held, max)
    writer.join(20)
    assert (len(refused), [each["text"] for each in pack.data["minutes"]]) == (1, ["In time."])
    assert Minute.objects.filter(pk=late.pk).exists()


def test_an_action_made_of_a_line_waits_for_the_review_too(held, line, close, max, day):
    minute = line(held)
    close(held, max)
    with pytest.raises(WrongStep):
        actions.make_action(minute=minute, action=Action(text="Late", owner=max, due_on=day))
    assert (Action.objects.count(), Review.objects.closed().count()) == (0, 1)
