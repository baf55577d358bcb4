"""An import is done once, by one worker, wholly or not at all, and can be taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accountfile.core.models import Account, Batch, Notice
from accountfile.importing import batches, tasks
from accountfile.importing.registry import all_kinds
from accountfile.people.models import ReportingLine, User

State = Batch.State


@pytest.fixture
def received(cast):
    """Return a function that uploads a text in Dora's name."""

    def receive(text, kind="accounts"):
        kind = all_kinds()[kind]()
        return batches.receive(
            kind=kind, data=text.encode(), file_name="clients.csv", person=cast["dora"]
        )

    return receive


def stored(batch):
    """Read, confirm and store a batch."""
    for state in (State.TO_CHECK, State.QUEUED):
        Batch.objects.filter(pk=batch.pk).update(state=state)
        batches.work(batch.pk)
    batch.refresh_from_db()
    return batch


def undone(batch, keep=False):
    Batch.objects.filter(pk=batch.pk).update(state=State.TO_UNDO, keep_changed=keep)
    batches.work(batch.pk)
    batch.refresh_from_db()
    return batch


def test_a_batch_is_stored_and_its_person_told(received, dora):
    batch = stored(received("name\nAcme\n"))
    assert (batch.state, batch.counts["stored"]) == (State.DONE, 1)
    told = Notice.objects.get(person=dora).text
    assert told == "“clients.csv” is imported: 1 stored, 0 updated, 0 unchanged, 0 refused."


def test_a_second_worker_finds_nothing_to_do(received):
    batch = stored(received("name\nAcme\n"))
    assert batches.work(batch.pk) is False
    assert Account.objects.count() == 1


def test_the_task_and_the_sweep_do_what_is_waiting(received):
    first = received("name\nAcme\n")
    received("name\nBolt\n")
    Batch.objects.update(state=State.QUEUED)
    tasks.run_import(first.pk)
    batches.sweep()
    assert set(Batch.objects.values_list("state", flat=True)) == {State.DONE}
    assert sorted(Account.objects.values_list("name", flat=True)) == ["Acme", "Bolt"]


def test_what_a_lost_worker_has_left_is_done_after_its_lease(received):
    batch = received("name\nAcme\n")
    mine = Batch.objects.filter(pk=batch.pk)
    mine.update(state=State.RUNNING, claimed_at=timezone.now() - timedelta(minutes=5))
    batches.sweep()
    assert Account.objects.count() == 0
    mine.update(claimed_at=timezone.now() - timedelta(minutes=12))
    batches.sweep()
    assert Account.objects.count() == 1


def test_a_worker_that_was_overtaken_stores_nothing(received):
    batch = received("name\nAcme\n")
    Batch.objects.filter(pk=batch.pk).update(state=State.QUEUED)
    slow = batches.claim(batch.pk)
    batches.work(batch.pk, again=True)
    with pytest.raises(batches.TakenOver):
        batches.run(slow)
    assert Account.objects.count() == 1


def test_a_file_that_cannot_be_stored_says_why(received):
    batch = received("name\nAcme\n")
    Batch.objects.filter(pk=batch.pk).update(columns={"sector": "name"})
    failed = stored(batch)
    assert (failed.state, Account.objects.count()) == (State.FAILED, 0)
    words = (
        "The file has no column for the name of the account. Its columns are name; say which one "
        "it is."
    )
    assert failed.reason == words


def test_undoing_removes_what_was_created_and_puts_back_what_was_changed(received, acme):
    batch = stored(received("name,sector,parent\nAcme,retail,\nBolt,medical,Acme\nCold,,Bolt\n"))
    assert batch.counts | {"problems": 0} == batch.counts
    assert undone(batch).state == State.UNDONE
    assert list(Account.objects.values_list("name", "sector")) == [("Acme", "")]


def test_undoing_twice_is_undoing_once(received):
    batch = undone(stored(received("name\nAcme\n")))
    assert batches.ask_for(batch, State.TO_UNDO, (State.DONE,)) is False


def test_undoing_is_refused_where_somebody_has_gone_on(received):
    batch = stored(received("name\nAcme\nBolt\n"))
    acme = Account.objects.get(name="Acme")
    acme.mission = "Serve them well."
    acme.save()
    batch = undone(batch)
    assert (batch.state, batch.obstacles) == (
        State.DONE,
        [{"title": "Acme", "why": "was changed since"}],
    )
    assert Account.objects.count() == 2


def test_the_rest_is_undone_when_the_person_says_so(received):
    batch = stored(received("name\nAcme\nBolt\n"))
    Account.objects.create(name="Cold", parent=Account.objects.get(name="Bolt"))
    batch = undone(batch, keep=True)
    assert (batch.state, batch.obstacles) == (
        State.UNDONE,
        [{"title": "Bolt", "why": "is used since: account"}],
    )
    assert list(Account.objects.values_list("name", flat=True)) == ["Bolt", "Cold"]


def test_imported_people_whom_nobody_names_are_taken_back(received, cast):
    lines = ReportingLine.objects.count()
    batch = stored(received("name,manager\nAnna Ash,Ben Birch\nMax,Lena\n", kind="people"))
    assert User.objects.filter(name__in=["Anna Ash", "Ben Birch"]).count() == 2
    assert undone(batch).state == State.UNDONE
    assert User.objects.filter(name__in=["Anna Ash", "Ben Birch"]).count() == 0
    assert ReportingLine.objects.count() == lines


def test_imported_people_who_keep_an_account_stay(received, cast):
    batch = stored(received("name\nAnna Ash\n", kind="people"))
    Account.objects.create(name="Acme", account_manager=User.objects.get(name="Anna Ash"))
    batch = undone(batch)
    assert batch.obstacles == [{"title": "Anna Ash", "why": "is used since: account"}]
    assert User.objects.filter(name="Anna Ash").exists()


def test_the_same_file_stored_by_two_workers_at_once_makes_each_row_once(received, monkeypatch):
    first, second = received("name\nAcme\n"), received("name\nAcme\n")
    plan_of = batches.plan_of

    def planned_while_another_stores(batch):
        planned = plan_of(batch)
        if batch.pk == first.pk and batch.state == State.RUNNING:
            stored(second)
        return planned

    monkeypatch.setattr(batches, "plan_of", planned_while_another_stores)
    assert stored(first).counts["unchanged"] == 1
    assert Account.objects.count() == 1
