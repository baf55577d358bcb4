"""The Account File page and its doors."""

import re

import pytest

from accountfile.core.models import Account
from accountfile.cover import questions
from contacts.models import Contact


def test_the_account_manager_opens_the_file(sign_in, max, acme):
    assert sign_in(max).get(f"/accounts/{acme.pk}/").status_code == 200


def test_a_stranger_gets_the_same_answer_as_for_an_account_that_never_was(sign_in, otto, acme):
    browser = sign_in(otto)
    foreign, unknown = browser.get(f"/accounts/{acme.pk}/"), browser.get("/accounts/999999/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert told(foreign, f"/accounts/{acme.pk}/") == told(unknown, "/accounts/999999/")


def told(answer, address):
    """Return what a page says, without its own address and the token of the request."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode().replace(address, ""))


def test_a_reading_member_may_not_change_the_cover(sign_in, rob, acme):
    answer = sign_in(rob).post(
        f"/accounts/{acme.pk}/cover/", {"name": "Mine", "version": acme.version}
    )
    assert answer.status_code == 403
    assert Account.objects.get(pk=acme.pk).name == "Acme"


def test_every_list_of_accounts_starts_from_what_the_reader_may_open(cast, acme, bolt):
    seen = {
        name: sorted(a.name for a in Account.objects.visible_to(user))
        for name, user in cast.items()
    }
    assert seen == {
        "dora": ["Acme", "Bolt"],
        "lena": ["Acme"],
        "olga": ["Bolt"],
        "max": ["Acme"],
        "mia": [],
        "tia": ["Acme"],
        "rob": ["Acme"],
        "otto": ["Bolt"],
        "ada": [],
    }


@pytest.mark.parametrize(
    "asked", ["sort=name", "sort=-name", "page=2", "per_page=1", "sort=nonsense"]
)
def test_the_first_rows_of_a_section_stay_in_their_order_whatever_is_asked(
    sign_in, max, acme, asked
):
    Contact.objects.create(account=acme, name="Jo")
    page = sign_in(max).get(f"/accounts/{acme.pk}/contacts/?{asked}")
    assert page.status_code == 200
    assert (">Jo<" in page.content.decode(), "sort=" in page.content.decode()) == (True, False)


@pytest.mark.parametrize(
    ("mission", "background", "state"),
    [
        ("", "", "missing"),
        ("Serve", "", "missing"),
        ("", "Old", "missing"),
        ("Serve", "Old", "ready"),
    ],
)
def test_the_snapshot_is_ready_with_mission_and_background(acme, today, mission, background, state):
    acme.mission, acme.background = mission, background
    snapshot = next(iter(questions.inputs(acme, today)))
    is_written = snapshot.text == "Mission statement and background are written."
    assert (snapshot.state, is_written) == (state, state == "ready")
