"""People come with their line managers, once each, and nobody above themselves."""

import pytest

from accountfile.people.models import ReportingLine, User

TEAM = "sales_agent,manager,regional_office\nAnna Ash,Lena,Central\nBen Birch,Carl Cedar,West\n"
EMPTY = {"read": 0, "stored": 0, "updated": 0, "unchanged": 0, "refused": 0, "problems": []}


def test_people_are_made_with_the_line_managers_whom_the_file_only_names(cast, bring):
    assert bring("people", TEAM) == EMPTY | {"read": 2, "stored": 2, "also_stored": 1}
    found = User.objects.filter(name__in=["Anna Ash", "Ben Birch", "Carl Cedar"]).order_by("name")
    assert list(found.values_list("username", "line_manager__name", "region")) == [
        ("anna.ash", "Lena", "Central"),
        ("ben.birch", "Carl Cedar", "West"),
        ("carl.cedar", None, ""),
    ]
    assert [person.has_usable_password() for person in found] == [False, False, False]


def test_the_reporting_lines_follow(cast, bring):
    bring("people", TEAM)
    above = ReportingLine.objects.filter(junior__name="Anna Ash").order_by("distance")
    assert list(above.values_list("senior__name", flat=True)) == ["Anna Ash", "Lena", "Dora"]


def test_the_same_file_again_changes_nothing(cast, bring):
    bring("people", TEAM)
    assert bring("people", TEAM) == EMPTY | {"read": 2, "unchanged": 2}


def test_a_person_moves_under_another_line_manager(cast, bring):
    bring("people", TEAM)
    moved = bring("people", TEAM.replace("Anna Ash,Lena", "Anna Ash,Olga"))
    assert moved == EMPTY | {"read": 2, "updated": 1, "unchanged": 1}
    assert User.objects.get(name="Anna Ash").line_manager.name == "Olga"


def test_a_line_manager_further_down_in_the_file_is_not_made_twice(cast, bring):
    assert bring("people", "name,manager\nAnna Ash,Carl Cedar\nCarl Cedar,Dora\n") == EMPTY | {
        "read": 2,
        "stored": 2,
    }


def test_a_circle_of_line_managers_is_refused(cast, reasons):
    found = reasons("people", "name,manager\nAnna Ash,Ben Birch\nBen Birch,Anna Ash\nMax,Lena\n")
    assert found == [
        (2, "manager", "would stand above itself by this line manager"),
        (3, "manager", "would stand above itself by this line manager"),
    ]


def test_a_circle_with_somebody_who_is_there_already_is_refused(cast, reasons):
    assert reasons("people", "name,manager\nLena,Max\n") == [
        (2, "manager", "would stand above itself by this line manager")
    ]


def test_an_address_that_somebody_else_has_is_refused(cast, reasons):
    data = (
        "name,email\nAnna Ash,max@example.com\nBen Birch,b@example.com\nCarl "
        "Cedar,B@example.com\nMax,max@example.com\n"
    )
    assert reasons("people", data) == [
        (2, "email", "somebody else has the e-mail address “max@example.com”"),
        (4, "email", "row 3 has the e-mail address “b@example.com” already"),
    ]


def test_what_is_no_address_and_no_time_zone_is_refused(cast, reasons):
    assert reasons("people", "name,email,time zone\nAnna Ash,anna,Moon/Base\n") == [
        (2, "email", "“anna” is not an e-mail address"),
        (2, "time zone", "“Moon/Base” is not a time zone such as Europe/Berlin"),
    ]


def test_two_people_of_one_name_get_two_usernames(cast, bring):
    bring("people", "id,name\n1,Anna Ash\n2,Anna Ash\n")
    assert list(
        User.objects.filter(name="Anna Ash").order_by("username").values_list("username", flat=True)
    ) == [
        "anna.ash",
        "anna.ash2",
    ]


def test_people_may_be_written_last_name_first(db, bring):
    bring("people", 'name,manager\n"Pike, Max","Stone, Lena"\n"Dale, Sam, Jr.",\n"Dale, PhD",\n')
    people = dict(User.objects.values_list("name", "line_manager__name"))
    assert people == {
        "Max Pike": "Lena Stone",
        "Lena Stone": None,
        "Dale, Sam, Jr.": None,
        "Dale, PhD": None,
    }


def test_a_line_manager_is_found_by_an_address_that_stands_further_down(db, bring):
    bring(
        "people",
        "name,email,manager\nMax,max@example.com,lena@example.com\nLena,lena@example.com,\n",
    )
    assert dict(User.objects.values_list("name", "line_manager__name")) == {
        "Max": "Lena",
        "Lena": None,
    }


@pytest.mark.parametrize("boss", ["boss@example.com", "10023", "u17"])
def test_nobody_is_made_of_an_address_or_a_number(db, reasons, boss):
    assert reasons("people", f"name,manager\nMax,{boss}\n") == [
        (2, "manager", f"unknown person “{boss}”")
    ]
