"""Texts that are valid in a file and not everywhere they go: mended on the way in, safe on every
way out.
"""

import csv
import io

import pytest
from django.core import mail
from openpyxl import load_workbook

from accountfile.core.models import Account, Action, Batch, Change
from accountfile.cover.forms import ActionForm
from accountfile.importing.by_command import store_file
from accountfile.importing.invitations import invite_all
from accountfile.mail import delivery
from accountfile.mail.models import Fault, Letter
from accountfile.people.models import User

APOSTROPHE = (
    "Name,E-mail,Line manager\nSinead O\x92Brien,sinead@finch.example,Conrad "
    "Vale\nPaula,paula@finch.example,\n"
)
DASH = 'Account name,Sector\n"Norbury Mills \x96 Europe",Manufacturing\n'


def test_a_windows_apostrophe_in_a_name_stops_no_invitation(cast, bring):
    User.objects.all().update(email=None)
    bring("people", APOSTROPHE)
    assert User.objects.get(name__startswith="Sinead").name == "Sinead O’Brien"
    assert {person.name for person in invite_all(by="Ada")} == {"Sinead O’Brien", "Paula"}
    delivery.drain()
    assert {message.to[0].partition("<")[2] for message in mail.outbox} == {
        "sinead@finch.example>",
        "paula@finch.example>",
    }


def test_somebody_who_cannot_be_invited_stops_nobody_else(cast, monkeypatch):
    User.objects.exclude(name__in=["Max", "Mia"]).update(email=None)
    User.objects.update(password="!")
    compose = "accountfile.importing.invitations.invitation_link"

    def link(person):
        if person.name == "Max":
            raise ValueError("no link")
        return "https://example.com/"

    monkeypatch.setattr(compose, link)
    assert [person.name for person in invite_all()] == ["Mia"]
    assert [fault.job for fault in Fault.objects.all()] == ["invitations"]
    assert Letter.objects.count() == 1


def test_a_control_character_in_a_client_name_is_mended(cast, bring):
    assert bring("accounts", DASH)["stored"] == 1
    assert Account.objects.get().name == "Norbury Mills – Europe"


@pytest.mark.parametrize(
    ("kind", "name", "model", "stored"),
    [
        (
            "accounts",
            "faults/control-character-in-client-name.csv",
            Account,
            "Norbury Mills – Europe",
        ),
        ("people", "faults/people-windows-apostrophe.csv", User, "Sinead O’Brien"),
    ],
)
def test_the_files_that_broke_the_product_are_taken(cast, bring, real, kind, name, model, stored):
    User.objects.create(username="tom", name="Tom Ashdown")
    bring(kind, real(name))
    assert model.objects.filter(name=stored).exists()


def test_a_file_of_a_long_name_is_imported(cast, plan_for):
    plan, table, data = plan_for("accounts", DASH)
    store_file(plan, table, data, f"{'x' * 260}.csv", ())
    assert len(Batch.objects.get().file_name) == 200
    assert len(Change.objects.filter(model="core.account").newest_first().first().actor) == 200


def test_an_amount_that_no_database_reads_back_is_refused_with_its_row(cast, reasons):
    [(row, column, reason)] = reasons(
        "accounts", "Account name,Annual revenue\nMills,99999999999999.00\n"
    )
    assert (row, column) == (2, "Annual revenue")
    assert "9,999,999,999,999.99" in reason


@pytest.fixture
def action(acme, max, today):
    return Action.objects.create(
        account=acme, text="Agree price list\vwith purchasing", owner=max, due_on=today
    )


def test_a_vertical_tab_breaks_no_workbook(action, acme, max, sign_in):
    # Stored by an earlier version, past every rule.
    Action._base_manager.filter(pk=action.pk).update(text="Agree price list\vwith purchasing")
    client = sign_in(max)
    url = f"/accounts/{acme.pk}/actions/?export="
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{url}xlsx").streaming_content)))
    assert book.active["A2"].value == "Agree price list\nwith purchasing"
    text = b"".join(client.get(f"{url}csv").streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][0] == "Agree price list\nwith purchasing"


@pytest.mark.parametrize("mark", ["\v", "\f", "\r\n"])
def test_a_vertical_tab_in_the_text_of_an_action_is_a_line_break(mark, acme, max, today, sign_in):
    words = {
        "text": f"Agree price list{mark}with purchasing",
        "owner": max.pk,
        "due_on": today,
        "priority": 2,
    }
    sign_in(max).post(f"/accounts/{acme.pk}/actions/add/", words)
    assert Action.objects.get().text == "Agree price list\nwith purchasing"


def test_the_text_of_an_action_is_typed_into_a_box_of_several_lines(action, max):
    assert action.text == "Agree price list\nwith purchasing"
    box = ActionForm(instance=action, account=action.account, person=max)["text"].as_widget()
    assert box.startswith("<textarea") and 'maxlength="300"' in box


@pytest.mark.parametrize("mark", ["\v", "\f", "\r\n"])
def test_a_vertical_tab_becomes_a_blank_in_a_line(mark, acme):
    acme.sector = f"Paper{mark}mills"
    acme.save()
    assert acme.sector == "Paper mills"
