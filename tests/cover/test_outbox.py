"""The outbox: who reads which letter, and trying again."""

import pytest

from accountfile.mail import services as mail
from accountfile.mail.models import Letter


def test_a_letter_to_the_former_manager_is_withdrawn_when_the_account_moves(
    sign_in, lena, mia, acme, letter
):
    sign_in(lena).post(
        f"/accounts/{acme.pk}/lead/", {"account_manager": mia.pk, "kind": "key", "version": 1}
    )
    assert Letter.objects.get().state == "void"


def test_a_letter_stays_on_its_way_while_its_receiver_may_open_the_file(
    sign_in, lena, acme, letter
):
    data = {"account_manager": acme.account_manager_id, "kind": "global", "version": 1}
    sign_in(lena).post(f"/accounts/{acme.pk}/lead/", data)
    assert Letter.objects.get().state == "queued"


@pytest.fixture
def letter(acme, max):
    return mail.post(
        key="k",
        to_person=max,
        subject="Pack",
        text="Here.",
        kind="pack",
        why="w",
        account_id=acme.pk,
    )


def test_the_line_above_sees_the_letters_of_its_accounts_and_strangers_do_not(
    sign_in, lena, otto, tia, letter
):
    seen = [
        sign_in(person).get("/outbox/").content.decode().count("Pack") > 0
        for person in (lena, otto, tia)
    ]
    assert seen == [True, False, False]


def test_whoever_only_received_it_reads_it_and_is_offered_nothing(sign_in, tia, lena, acme):
    letter = mail.post(
        key="t", to_person=tia, subject="Pack", text="W", kind="pack", why="w", account_id=acme.pk
    )
    Letter.objects.update(state="dead")
    pages = [
        sign_in(person).get(f"/outbox/{letter.pk}/").content.decode() for person in (tia, lena)
    ]
    assert ["Try again" in page for page in pages] == [False, True]
    assert sign_in(tia).post(f"/outbox/{letter.pk}/again/").status_code == 404
    assert Letter.objects.get().state == "dead"


def test_a_letter_goes_with_the_account(sign_in, max, otto, acme, letter):
    assert sign_in(max).get(f"/outbox/{letter.pk}/").status_code == 200
    acme.account_manager = otto
    acme.save()
    assert sign_in(max).get(f"/outbox/{letter.pk}/").status_code == 404


def test_a_letter_that_failed_is_tried_again_by_a_press(sign_in, lena, letter):
    Letter.objects.update(state="dead")
    sign_in(lena).post(f"/outbox/{letter.pk}/again/")
    assert Letter.objects.get().state == "queued"


def test_what_lets_somebody_sign_in_is_read_by_nobody_else(sign_in, dora, max):
    letter = mail.post(
        key="a", to_person=max, subject="Reset", text="SECRET-LINK", kind="account", why="w"
    )
    told = [sign_in(person).get(f"/outbox/{letter.pk}/").content.decode() for person in (dora, max)]
    assert ["SECRET-LINK" in page for page in told] == [False, True]


def test_older_letters_are_a_press_away(sign_in, dora, max):
    for number in range(52):
        mail.post(
            key=f"k{number}",
            to_person=max,
            subject=f"Letter {number}.",
            text="Here.",
            kind="pack",
            why="w",
        )
    browser = sign_in(dora)
    first = browser.get("/outbox/")
    older = browser.get(f"/outbox/?before={first.context['older']}")
    assert [page.content.decode().count("Letter ") for page in (first, older)] == [50, 2]
    assert older.context["older"] is None
