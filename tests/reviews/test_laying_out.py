"""What a review is laid out with: people, old actions and questions."""

import pytest

from accountfile.core.models import Action, Change
from reviews import services
from reviews.laying_out import bring_people, carry_actions, choose_questions
from reviews.models import Answer, BankQuestion, Review


def people(review):
    return dict(review.participants.values_list("person__name", "role"))


def test_manager_and_line_manager_are_expected_and_twice_is_once(prepared):
    before = Change.objects.count()
    bring_people(prepared)
    assert people(prepared) == {"Max": "account_manager", "Lena": "line_manager"}
    assert Change.objects.count() == before


def test_who_hands_the_account_over_stays_as_a_guest(prepared, acme, mia):
    acme.account_manager = mia
    acme.save()
    prepared.refresh_from_db()
    bring_people(prepared)
    assert people(prepared) == {"Max": "other", "Mia": "account_manager", "Lena": "line_manager"}


def test_a_manager_with_nobody_above_is_expected_alone(prepared, acme, max):
    max.line_manager = None
    max.save()
    prepared.refresh_from_db()
    bring_people(prepared)
    assert people(prepared) == {"Max": "account_manager", "Lena": "other"}


def test_open_actions_are_carried_once_and_private_ones_with_the_manager_they_are_about(
    prepared, promise, acme, max, mia, day
):
    promise("open"), promise("done")
    Action.objects.filter(text="done").update(state="done")
    for about in (max, mia):
        text = f"about {about}"
        Action.with_private.create(account=acme, text=text, owner=max, due_on=day, about=about)
    for _ in range(2):
        carry_actions(prepared)
    carried = prepared.carried.select_related("action")
    assert sorted(each.action.text for each in carried) == ["about Max", "open"]
    assert {each.was_due_on == each.action.due_on for each in carried} == {True}


def test_what_is_agreed_after_the_preparation_is_carried_into_the_meeting(
    prepared, promise, lena, day
):
    assert prepared.carried.count() == 0
    promise("Call the buyer")
    held = services.hold_review(review=prepared, by=lena, held_on=day)
    assert [str(each) for each in held.carried.all()] == ["Call the buyer"]


def test_a_review_has_the_agenda_items_of_the_newest_agenda(prepared):
    items = prepared.template.items.values_list("number", "title", "minutes", "lead")
    laid_out = prepared.items.values_list("number", "title", "minutes", "lead")
    assert list(laid_out) == list(items) != []


@pytest.fixture
def asked(prepared):
    """Return a function that gives the numbers of the questions asked at a review, by heading."""

    def numbers(review):
        rows = review.answers.order_by("question__number")
        found = {}
        for heading, number, before in rows.values_list(
            "question__heading", "question__number", "asked_before"
        ):
            found.setdefault(heading, []).append((number, before))
        return found

    return numbers


@pytest.fixture
def bank(agenda):
    """Seven questions under one heading, and one that is not asked any more."""
    BankQuestion.objects.all().delete()
    for number in range(1, 9):
        BankQuestion.objects.create(
            number=number,
            heading="Sales",
            text=f"{number}?",
            active=number != 8,
            restricted=number == 2,
        )


def test_five_questions_a_heading_are_asked_those_left_open_first_then_the_least_asked(
    bank, prepared, acme, max, lena, day, asked, close
):
    assert asked(prepared) == {"Sales": [(n, False) for n in range(1, 6)]}
    assert [each.question.number for each in prepared.answers.filter(restricted=True)] == [2]
    for answer in prepared.answers.exclude(question__number=4):
        answer.text = "Yes."
        answer.save()
    held = services.hold_review(review=prepared, by=lena, held_on=day)
    close(held, max)
    following = services.prepare_review(review=Review.objects.open().get(), by=max)
    before = {number: number == 4 for number in (1, 2, 4, 6, 7)}
    assert asked(following) == {"Sales": list(before.items())}


def test_what_another_account_was_asked_does_not_count(bank, prepared, bolt, otto, day, asked):
    other = services.prepare_review(
        review=Review.objects.create(account=bolt, planned_on=day), by=otto
    )
    Answer.objects.filter(review=prepared).delete()
    choose_questions(prepared, None)
    assert asked(prepared) == asked(other) == {"Sales": [(n, False) for n in range(1, 6)]}
