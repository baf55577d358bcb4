"""A review walked through in the browser, from the proposed date to the closed page."""

from datetime import timedelta

import pytest

from accountfile.core.models import Action
from accountfile.mail.models import Letter
from reviews import pack as printing
from reviews.models import Answer, FactorScore, ManagerNote, Minute, Review


@pytest.fixture
def page(acme, sign_in):
    """Return a function that opens or posts to a page of a review."""

    def asked(person, review, verb="", data=None):
        url = f"/accounts/{acme.pk}/reviews/{review.pk}/{verb}"
        browser = sign_in(person)
        return browser.get(url) if data is None else browser.post(url, data)

    return asked


def test_a_review_goes_from_its_date_to_the_pack(page, proposed, promise, max, lena, day):
    promise("Call the buyer")
    page(max, proposed, "prepare/", {})
    page(lena, proposed, "hold/", {"held_on": day})
    carried = proposed.carried.get()
    page(max, proposed, f"carried/{carried.pk}/", {"disposition": "done", "reason": "Called."})
    page(max, proposed, "items/8/minutes/", {"kind": "decision", "text": "We offer both depots."})
    minute = Minute.objects.get()
    due = day + timedelta(days=14)
    page(
        max,
        proposed,
        f"minutes/{minute.pk}/action/",
        {"text": "Write it", "owner": max.pk, "due_on": due, "priority": 2},
    )
    answer = page(
        lena,
        proposed,
        "close/",
        {"next_on": day + timedelta(days=91), "recipients": [max.pk, lena.pk]},
    )
    assert answer.status_code == 302
    assert printing.sweep() == 1
    assert sorted(Action.objects.values_list("text", "state")) == [
        ("Call the buyer", "done"),
        ("Write it", "open"),
    ]
    assert (Review.objects.closed().count(), Letter.objects.filter(state="queued").count()) == (
        1,
        2,
    )
    assert "Download the pack" in page(max, proposed).content.decode()


def test_the_close_page_says_what_is_left_with_a_link_to_each(
    page, proposed, promise, max, lena, day
):
    promise("Call the buyer")
    page(max, proposed, "prepare/", {})
    page(lena, proposed, "hold/", {"held_on": day})
    answer = page(
        lena, proposed, "close/", {"next_on": day + timedelta(days=91), "recipients": [max.pk]}
    )
    told = answer.content.decode()
    assert (answer.status_code, Review.objects.closed().count()) == (200, 0)
    assert f"?item=2#carried-{proposed.carried.get().pk}" in told


@pytest.mark.parametrize(
    "wrong",
    [
        {"disposition": "moved", "reason": "Later."},
        {"disposition": "dropped"},
        {"disposition": "stands"},
        {"disposition": "x"},
        {},
    ],
)
def test_a_disposition_without_what_it_needs_is_not_kept(page, proposed, promise, max, wrong):
    promise(days=-3)
    page(max, proposed, "prepare/", {})
    answer = page(max, proposed, f"carried/{proposed.carried.get().pk}/", wrong)
    assert (answer.status_code, proposed.carried.get().disposition, Action.objects.get().state) == (
        200,
        "",
        "open",
    )


def test_two_writers_of_one_line_both_keep_their_words(page, held, line, max, tia):
    minute = line(held, "As it was")
    page(
        tia,
        held,
        f"minutes/{minute.pk}/edit/",
        {"kind": "note", "text": "Tia was quicker", "version": 1},
    )
    answer = page(
        max,
        held,
        f"minutes/{minute.pk}/edit/",
        {"kind": "note", "text": "Max was slower", "version": 1},
    )
    told = answer.content.decode()
    assert (answer.status_code, Minute.objects.get().text) == (409, "Tia was quicker")
    assert "Max was slower" in told and "Tia was quicker" in told


def test_two_people_who_answer_one_question_both_keep_their_words(page, prepared, max, tia):
    answer = Answer.objects.filter(review=prepared).first()
    for person, text in ((max, "Three."), (tia, "Four.")):
        page(
            person,
            prepared,
            "questions/",
            {f"answer-{answer.pk}-text": text, f"initial-answer-{answer.pk}-text": ""},
        )
    answer.refresh_from_db()
    assert (answer.text, answer.by) == ("Three.\nFour.", tia)


def test_a_line_pressed_twice_is_written_once(page, held, max):
    press = {"kind": "note", "text": "Once", "press": "9a3c61f7-6a3d-4b57-8c43-0d9a4f5c1a11"}
    for _ in range(2):
        page(max, held, "items/8/minutes/", press)
    assert Minute.objects.count() == 1


def test_account_manager_and_line_manager_cannot_be_taken_off_the_list(page, prepared, max):
    for each in prepared.participants.all():
        page(max, prepared, f"people/{each.pk}/", {"verb": "remove"})
    assert sorted(p.person.name for p in prepared.participants.all()) == ["Lena", "Max"]


def test_nobody_is_invited_who_may_not_open_the_file(page, prepared, max, otto, tia):
    for person in (otto, tia):
        page(max, prepared, "people/", {"person": person.pk})
    assert sorted(p.person.name for p in prepared.participants.all()) == ["Lena", "Max", "Tia"]


def test_each_side_scores_the_success_factors_for_itself(page, held, max, lena):
    page(max, held, "factors/", {"factor-1-score": "4"})
    page(lena, held, "factors/", {"factor-1-score": "2"})
    assert sorted(FactorScore.objects.values_list("side", "score")) == [("line", 2), ("manager", 4)]


def test_private_notes_are_shown_to_the_pair_and_restricted_to_the_team(page, held, max, tia):
    ManagerNote.objects.create(account=held.account, text="canary", by=max)
    shown = {
        person.name: "canary" in page(person, held, "?item=16").content.decode()
        for person in (max, tia)
    }
    assert shown == {"Max": True, "Tia": False}


def test_a_review_page_stays_cheap(sign_in, held, line, max, django_assert_max_num_queries):
    for number in range(3):
        line(held, f"Line {number}")
    browser = sign_in(max)
    browser.get(
        held.get_absolute_url()
    )  # the first look after a change works the stored figures out
    with django_assert_max_num_queries(60):
        browser.get(f"{held.get_absolute_url()}?item=8")


def test_nonsense_in_an_address_is_answered_like_no_address(page, held, max):
    answers = [
        page(max, held, f"?item={bad}").status_code for bad in ("0", "21", "x", "9" * 40, "-1")
    ]
    assert answers == [200] * 5
    assert page(max, held, "items/99/", {"state": "discussed"}).status_code == 404


def test_a_cancelled_review_is_not_held_and_another_is_proposed(page, proposed, lena, day):
    page(lena, proposed, "cancel/", {})
    page(lena, proposed, "hold/", {"held_on": day})
    proposed.refresh_from_db()
    assert proposed.state == "cancelled"
