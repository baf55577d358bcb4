"""Every batch has a fence around each item: one that fails is left out alone, and the others are
done.
"""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from accountfile.celery import app
from accountfile.core import mornings, sections
from accountfile.core.models import Action, Batch, Notice
from accountfile.importing import batches
from accountfile.mail import delivery, fences
from accountfile.mail.models import Fault, Letter
from reviews import cadence
from reviews.models import Review
from tests.architecture.due import noticed, owned

ROOT = Path(__file__).resolve().parents[2]
# Each batch by the module and the function that does it: a new one is entered here, with a fence.
FENCED = {
    ("accountfile/importing/batches.py", "sweep"),
    ("accountfile/importing/invitations.py", "invite_all"),
    ("accountfile/core/mornings.py", "_told"),
    ("accountfile/core/mornings.py", "tell"),
    ("accountfile/core/mornings.py", "write"),
    ("accountfile/core/nightly.py", "night"),
    ("accountfile/core/standing.py", "refresh"),
    ("accountfile/mail/delivery.py", "sweep"),
    ("reviews/cadence.py", "propose_due"),
    ("reviews/pack.py", "give_back_lost"),
    ("reviews/services.py", "distribute"),
    ("surveys/services.py", "send"),
}
# What each task does: batches with fences, or one thing alone.
TASKS = {
    "core.mornings": "tells and writes with fences",
    "core.nightly": "asks each section and works out each standing with fences",
    "importing.run_import": "does one import",
    "core.sweep": "works out standings with fences",
    "importing.sweep": "does imports with fences",
    "mail.drain": "settles each letter with what became of it",
    "mail.sweep": "gives letters back with a fence",
    "reviews.render_pack": "prints one pack",
    "reviews.sweep": "gives packs back with a fence, and has each printed by a task of its own",
}


def fenced(path):
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef):
            called = [
                ast.unparse(each.func) for each in ast.walk(function) if isinstance(each, ast.Call)
            ]
            if {"fences.each", "fences.batches"} & set(called):
                yield str(path.relative_to(ROOT)), function.name


def test_every_batch_with_a_fence_is_known_and_none_has_lost_it():
    folders = {name.split(".")[0] for name in sections.settings.SECTIONS} | {"accountfile"}
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert {found for path in paths for found in fenced(path)} == FENCED


def test_every_scheduled_task_is_known():
    app.loader.import_default_modules()
    assert {name for name in app.tasks if not name.startswith("celery.")} == set(TASKS)


@pytest.fixture
def two_of_each(acme, bolt, max, today):
    """Make two things of every kind that people are reminded of; returns the day."""
    for account in (acme, bolt):
        account.account_manager = max
        account.save()
        owned(account, max, today)
        noticed(account, today)
    return today + timedelta(days=1)  # an opportunity is late once its day is over


def unreadable(monkeypatch, model, number):
    """Let one row of a model be one that cannot be read, whatever is asked for beside its
    number.
    """
    usual = model.from_db

    def from_db(db, names, values):
        row = usual(db, names, values)
        if row.pk == number and len(names) > 1:
            raise ValueError
        return row

    monkeypatch.setattr(model, "from_db", from_db)


def test_one_row_that_cannot_be_read_keeps_back_no_other_reminder(two_of_each, monkeypatch):
    today, kinds = two_of_each, 0
    for section in sections.all_sections():
        for due in section.due(today):
            bad, good = due.rows.order_by("pk")[:2]
            wanted = {each.key for each in due.remind(due.rows.filter(pk=good.pk))}
            lost = {each.key for each in due.remind(due.rows.filter(pk=bad.pk))}
            with monkeypatch.context() as patch:
                unreadable(patch, due.rows.model, bad.pk)
                keys = {each.key for each in mornings.reminders_of(section, today)}
            assert (wanted - keys, lost & keys) == (set(), set())
            assert Fault.objects.filter(item=fences.name_of(bad)).count() == 1
            kinds += 1
    assert kinds == 12


def test_a_fault_goes_once_its_row_is_read_again(acme, max, today, monkeypatch):
    action = Action.objects.create(account=acme, text="Call", owner=max, due_on=today)
    with monkeypatch.context() as patch:
        unreadable(patch, Action, action.pk)
        assert mornings.tell(today, [max]) == 0
    assert Fault.objects.get().item == f"action {action.pk}"
    assert (mornings.tell(today, [max]), Fault.objects.count()) == (1, 0)


def test_one_notice_that_cannot_be_kept_stops_no_other(acme, max, today, monkeypatch):
    bad, good = (
        Action.objects.create(account=acme, text=text, owner=max, due_on=today)
        for text in ("A", "B")
    )
    keep = mornings.notices.keep

    def failing(reminders):
        keep(reminders)
        if [each for each in reminders if each.key.startswith(f"action:{bad.pk}:")]:
            raise ValueError

    monkeypatch.setattr(mornings.notices, "keep", failing)
    assert mornings.tell(today, [max]) == 1
    assert Notice.objects.get().key.startswith(f"action:{good.pk}:")
    assert Fault.objects.get().item.startswith(f"action:{bad.pk}:")


def test_one_account_whose_review_cannot_be_planned_stops_no_other(
    acme, bolt, max, today, monkeypatch
):
    bolt.account_manager = max
    bolt.save()
    planned = cadence._planned

    def failing(account, busy, day):
        return 1 / 0 if account == acme else planned(account, busy, day)

    monkeypatch.setattr(cadence, "_planned", failing)
    assert cadence.propose_due(today) == 1
    assert (Review.objects.get().account, Fault.objects.get().item) == (bolt, f"account {acme.pk}")


def test_one_letter_that_cannot_be_given_back_stops_no_other(db, monkeypatch):
    rows = [Letter(pk=number) for number in (1, 2)]
    monkeypatch.setattr(type(Letter.objects), "abandoned", lambda self: rows, raising=False)
    taken = []
    monkeypatch.setattr(
        delivery, "_take_back", lambda letter: taken.append(letter.pk) if letter.pk > 1 else 1 / 0
    )
    delivery.sweep()
    assert (taken, Fault.objects.get().item) == ([2], "letter 1")


def test_one_import_that_cannot_be_begun_stops_no_other(max, monkeypatch):
    first, second = (
        Batch.objects.create(
            kind="people", file_name="a.csv", person=max, state=Batch.State.TO_CHECK
        )
        for _ in "ab"
    )
    done = []
    monkeypatch.setattr(batches, "work", lambda pk: done.append(pk) if pk == second.pk else 1 / 0)
    batches.sweep()
    assert (done, Fault.objects.get().job) == ([second.pk], "imports")
