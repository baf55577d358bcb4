"""Usernames made from full names."""

import pytest

from accountfile.people.services import add_person, username_for


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Mei-Mei Johns", "mei-mei.johns"),
        ("Zoë O'Brien", "zoe.obrien"),
        ("  Jürgen   Groß ", "jurgen.gross"),
        ("Anna K. Lee", "anna.k.lee"),
        ("Łukasz Ørsted", "lukasz.orsted"),
        ("李小龙", "person"),
        ("...", "person"),
    ],
)
def test_a_username_is_the_name_in_plain_letters(db, name, username):
    assert username_for(name) == username


def test_a_taken_username_is_numbered_whatever_its_case(db):
    add_person(name="Max Moss", username="Max.Moss")
    add_person(name="Max Moss")
    assert username_for("Max Moss") == "max.moss3"


def test_many_can_be_made_without_asking_each_time(django_assert_num_queries):
    assert username_for("Max Moss", taken={"max.moss", "max.moss2"}) == "max.moss3"
