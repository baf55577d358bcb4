"""The rows inside a review and around it: what they are called and when they are settled."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accountfile.core.models import Action
from reviews.models import (
    CarriedAction,
    Minute,
    Option,
    Pack,
    Participant,
    ProgressReview,
    taken_over_by,
    title_of,
)
from reviews.models.after import afterwards
from reviews.models.factors import side_of


@pytest.mark.parametrize(
    "numbers, number, taken", [([2, 5], 5, 5), ([2, 5], 4, 2), ([2, 5], 1, 2), ([], 1, None)]
)
def test_an_item_that_is_left_out_is_dealt_with_under_the_one_before(numbers, number, taken):
    assert taken_over_by(numbers, number) == taken


def test_the_standing_items_have_names_and_any_other_its_number():
    assert [title_of(number) for number in (8, 21)] == ["Sales", "Item 21"]


def test_each_side_scores_for_itself(acme, cast):
    account = type(acme).objects.with_rights
    sides = {
        person.name: side_of(person, account(person).get(pk=acme.pk))
        for person in cast.values()
        if person.name in ("Dora", "Lena", "Max", "Tia")
    }
    assert sides == {"Dora": "line", "Lena": "line", "Max": "manager", "Tia": None}


def test_a_line_is_named_by_its_beginning():
    names = [str(Minute(text=text)) for text in ("a" * 80, "word " * 16 + "x", "b" * 81)]
    assert names == ["a" * 80, "word " * 14 + "word…", "b" * 79 + "…"]


@pytest.mark.parametrize("stored, number, moves", [(8, 16, False), (16, 8, False), (8, 9, True)])
def test_a_line_stays_on_its_side_of_the_private_item(held, line, stored, number, moves):
    minute = line(held, number=stored)
    minute.clean()
    minute.number = number
    with nullcontext() if moves else pytest.raises(ValidationError):
        minute.clean()


def test_the_rows_of_a_review_say_what_they_are():
    assert [Option(reason=reason).is_chosen for reason in ("", "Cheap")] == [False, True]
    roles = ("account_manager", "line_manager", "other")
    assert [Participant(role=role).is_obligatory for role in roles] == [True, True, False]


@pytest.mark.parametrize(
    "disposition, more, refused",
    [
        ("done", {}, set()),
        ("dropped", {}, {"reason"}),
        ("dropped", {"reason": "Why not."}, set()),
        ("moved", {}, {"reason", "new_due_on"}),
        ("moved", {"reason": "Later."}, {"new_due_on"}),
        ("moved", {"reason": "Later.", "new_due_on": date(2027, 1, 11)}, set()),
    ],
)
def test_what_is_moved_or_dropped_says_why(disposition, more, refused):
    assert set(CarriedAction(disposition=disposition, **more).contradictions()) == refused


@pytest.mark.parametrize(
    "disposition, state, is_settled, how",
    [
        ("", "open", False, "not dealt with yet"),
        ("", "done", True, "done"),
        ("", "dropped", True, "dropped"),
        ("stands", "open", True, "stands as agreed"),
        ("stands", "done", True, "stands as agreed"),
    ],
)
def test_an_old_action_is_settled_here_or_elsewhere(disposition, state, is_settled, how):
    carried = CarriedAction(action=Action(state=state), disposition=disposition)
    assert (carried.is_settled, carried.how) == (is_settled, how)


def test_an_answer_keeps_the_moment_at_which_it_was_first_given(prepared):
    answer = prepared.answers.first()
    moments = []
    for text, score in (("", None), ("", 0), ("Yes.", None), ("", None)):
        answer.text, answer.score = text, score
        answer.save()
        moments.append(answer.answered_at)
    assert (moments[0], moments[1] == moments[2] is not None, moments[3]) == (None, True, None)
    assert answer.is_given is False


@pytest.mark.parametrize(
    "client, edition, name",
    [
        ("Acme & Söhne", "internal", "review-acme---söhne-2026-11-16.pdf"),
        ("Acme", "private", "private-annex-acme-2026-11-16.pdf"),
        ("&&", "client", "review-client-2026-11-16.pdf"),
        ("a" * 70, "internal", f"review-{'a' * 60}-2026-11-16.pdf"),
    ],
)
def test_a_pack_is_filed_by_client_and_day(client, edition, name):
    pack = Pack(edition=edition, data={"client": client, "held_on": "2026-11-16"})
    assert pack.file_name == name


@pytest.mark.parametrize(
    "state, missing, has_file, wanted",
    [
        ("ready", "", True, False),
        ("ready", "x", True, True),
        ("ready", "", False, True),
        ("dead", "", False, True),
        ("queued", "", False, False),
        ("claimed", "", False, False),
    ],
)
def test_somebody_has_to_ask_for_paper_that_failed_or_is_gone(
    monkeypatch, state, missing, has_file, wanted
):
    monkeypatch.setattr(Pack, "has_file", has_file)
    assert Pack(state=state, missing_letters=missing).needs_printing == wanted


def test_the_six_things_after_a_review_are_listed_with_who_did_them(held, close, max):
    close(held, max)
    check = held.after_checks.create(number=3, by=max)
    assert [(number, done) for number, _, done in afterwards(held)] == [
        (number, check if number == 3 else None) for number in range(1, 7)
    ]


def test_a_progress_review_is_named_by_whom_and_when():
    review = ProgressReview(with_whom="Kim", held_on=date(2026, 11, 6))
    assert str(review) == "Progress review with Kim on 6 Nov 2026"
