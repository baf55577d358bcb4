"""One bad item of a batch is left out and written down; the others are done."""

import pytest
from django.db import IntegrityError, connection

from accountfile.mail import fences
from accountfile.mail.models import Fault, Heartbeat


def halve(number):
    return 12 // number


def test_one_bad_item_does_not_stop_the_others(db):
    assert fences.each([1, 0, 3], halve, job="the night") == [12, 4]
    assert list(Fault.objects.values_list("job", "item", "error", "times")) == [
        ("the night", "0", "ZeroDivisionError", 1)
    ]


def test_a_fault_is_counted_until_the_item_works_again(db):
    for _ in range(2):
        fences.each([0], halve, job="the night")
    assert Fault.objects.get().times == 2
    fences.each([0], lambda number: number, job="the night")
    assert Fault.objects.count() == 0


def test_a_fault_of_another_job_stays(db):
    fences.each([0], halve, job="the night")
    fences.each([0], lambda number: number, job="the sweep")
    assert Fault.objects.get().job == "the night"


def test_what_the_database_refuses_ends_nobody_elses_transaction(db):
    Heartbeat.objects.create(name="twice")

    def add(name):
        return Heartbeat.objects.create(name=name)

    assert [beat.name for beat in fences.each(["a", "twice", "b"], add, job="j")] == ["a", "b"]
    assert Fault.objects.get().error == IntegrityError.__name__


def test_half_of_what_a_bad_item_wrote_is_taken_back(db):
    def add_and_fail(name):
        Heartbeat.objects.create(name=name)
        raise KeyError(name)

    assert fences.each(["a"], add_and_fail, job="j") == []
    assert Heartbeat.objects.count() == 0


@pytest.mark.parametrize("bad", [0, 4, 9])
def test_a_batch_is_halved_until_the_bad_item_alone_is_left_out(db, bad):
    def take(numbers):
        if bad in numbers:
            raise ValueError
        return numbers

    taken = fences.batches(range(10), 4, take, job="j")
    assert [number for part in taken for number in part] == [n for n in range(10) if n != bad]
    assert list(Fault.objects.values_list("item", flat=True)) == [str(bad)]


def test_batches_that_work_ask_no_more_than_they_are(db, django_assert_num_queries):
    per_batch = 2 if connection.in_atomic_block else 0
    with django_assert_num_queries(1 + 2 * per_batch):
        fences.batches(range(8), 4, len, job="j")


def test_a_row_is_named_by_its_number_alone(db):
    beat = Heartbeat.objects.create(name="secret")
    assert fences.name_of(beat) == f"heartbeat {beat.pk}"
