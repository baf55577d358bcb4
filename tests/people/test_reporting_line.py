"""Who stands above whom."""

import pytest
from django.core.exceptions import ValidationError

from accountfile.people import telling
from accountfile.people.models import PeopleAreKept, ReportingLine, User
from accountfile.people.services import add_person, rebuild_reporting_lines
from tests.people.world import LETTERS


def lines():
    return set(
        ReportingLine.objects.values_list("senior__username", "junior__username", "distance")
    )


def test_everyone_stands_above_themselves_and_all_below(max, dora):
    assert lines() == {
        ("dora.dean", "dora.dean", 0),
        ("lena.lane", "lena.lane", 0),
        ("max.moss", "max.moss", 0),
        ("dora.dean", "lena.lane", 1),
        ("lena.lane", "max.moss", 1),
        ("dora.dean", "max.moss", 2),
    }


def test_reports_are_everyone_below_without_oneself(max, mia, lena, dora):
    assert [list(person.reports()) for person in (dora, lena, max)] == [
        [lena, max, mia],
        [max, mia],
        [],
    ]


def test_those_above_come_nearest_first(max, lena, dora):
    assert list(User.objects.above(max)) == [lena, dora]


def test_moving_somebody_moves_everyone_below(max, lena, dora):
    lena.line_manager = None
    lena.save()
    rebuild_reporting_lines()
    assert list(dora.reports()) == []
    assert list(User.objects.above(max)) == [lena]


def test_a_circle_is_refused_in_one_sentence(max, dora):
    dora.line_manager = max
    with pytest.raises(ValidationError) as refusal:
        dora.full_clean()
    assert refusal.value.message_dict == {
        "line_manager": [
            "Max Moss already reports to Dora Dean, so Dora Dean cannot report to Max Moss."
        ]
    }


def test_nobody_is_their_own_line_manager(max):
    max.line_manager = max
    with pytest.raises(ValidationError) as refusal:
        max.full_clean()
    assert "Max Moss cannot be their own line manager." in refusal.value.messages


def test_a_circle_made_behind_our_back_is_not_written_as_lines(max, dora):
    User.objects.filter(pk=dora.pk).update(line_manager=max)
    with pytest.raises(ValidationError):
        rebuild_reporting_lines()


def test_rebuilding_writes_only_the_differences(max, mia, django_assert_num_queries):
    kept = set(ReportingLine.objects.exclude(junior=mia).values_list("pk", flat=True))
    User.objects.filter(pk=mia.pk).update(line_manager=None)
    rebuild_reporting_lines()
    assert set(ReportingLine.objects.exclude(junior=mia).values_list("pk", flat=True)) == kept
    assert lines() >= {("mia.mora", "mia.mora", 0)}


@pytest.mark.parametrize("people", [1, 3])
def test_rebuilding_asks_the_same_for_many_as_for_one(dora, people, django_assert_num_queries):
    User.objects.bulk_create(
        User(username=f"p{n}", name=f"P {n}", line_manager=dora) for n in range(people)
    )
    # Savepoint and its release, people, lines, then the insert; nothing is deleted.
    with django_assert_num_queries(5):
        rebuild_reporting_lines()
    assert dora.reports().count() == people


def test_people_are_never_deleted(max):
    with pytest.raises(PeopleAreKept):
        max.delete()
    with pytest.raises(PeopleAreKept):
        User.objects.filter(pk=max.pk).delete()
    assert User.objects.filter(pk=max.pk).exists()


def test_an_address_belongs_to_one_person_whatever_its_case(max):
    with pytest.raises(ValidationError) as refusal:
        add_person(name="Max Imposter", email="MAX@example.com")
    assert refusal.value.messages == ["Somebody else has this e-mail address."]


def test_two_people_may_have_no_address(db):
    people = [add_person(name="One", email=""), add_person(name="Two", email=None)]
    assert [person.email for person in people] == [None, None]


@pytest.mark.parametrize(
    ("changed", "written_to"),
    [
        ({}, ["old@example.com", "lena@example.com"]),
        ({"max": {"is_active": False}}, ["lena@example.com"]),
        ({"lena": {"is_active": False}}, ["old@example.com"]),
        ({"lena": {"email": None}}, ["old@example.com"]),
    ],
)
def test_a_changed_address_is_written_of_to_those_who_work_here(lena, max, changed, written_to):
    LETTERS.clear()
    for name, values in changed.items():
        User.objects.filter(pk={"max": max, "lena": lena}[name].pk).update(**values)
    max.refresh_from_db()
    telling.tell([(max, {"email": "old@example.com"})], by="Ada Admin")
    assert [letter["to_address"] for letter in LETTERS] == written_to


def test_whoever_had_no_address_gets_no_letter_about_the_first(max):
    LETTERS.clear()
    telling.tell([(max, {"email": ""})], by="Ada Admin")
    assert [letter["to_address"] for letter in LETTERS] == ["lena@example.com"]
