"""Whoever asks for a file, or for what others may open, gets what is theirs and no more."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accountfile.core import access
from accountfile.core.models import Action, Interaction


def test_the_files_that_are_closed_to_a_person_are_those_of_others(max, acme, bolt):
    both = [acme.pk, bolt.pk]
    assert access.closed_to(max, both) == {bolt.pk}
    assert access.closed_to(None, both) == set(both)


def test_the_private_part_of_a_file_is_refused_to_its_team(acme, max, tia):
    assert access.account_or_404(max, acme.pk, right="private") == acme
    with pytest.raises(PermissionDenied, match="restricted to the account manager"):
        access.account_or_404(tia, acme.pk, right="private")


def test_a_director_without_a_line_opens_files_and_so_does_whoever_leads_people(otto, lena, max):
    otto.sees_everything = True
    assert [access.may_open_files(each) for each in (otto, lena, max)] == [True, True, False]


def test_giving_a_closed_account_to_somebody_below_would_open_it(lena, max, mia, otto, acme, bolt):
    assert access.opened_by_moving(lena, {bolt.pk: max.pk, acme.pk: mia.pk}) == {bolt.pk}
    assert access.opened_by_moving(lena, {bolt.pk: otto.pk}) == set()


def test_rows_of_a_file_are_found_by_whoever_opens_it(acme, max, tia, otto, dora, today):
    row = Interaction.objects.create(
        account=acme, held_on=today, with_whom="Jo Hart", summary="All well", by=max
    )
    found = [list(Interaction.objects.visible_to(each)) for each in (max, tia, dora, otto)]
    assert found == [[row], [row], [row], []]


def test_a_private_action_is_owned_by_the_person_it_is_about_or_the_line_above(
    acme, max, lena, tia, today
):
    action = Action(account=acme, text="Take the course", about=max, due_on=today)
    for owner in (max, lena):
        action.owner = owner
        action.clean()
    action.owner = tia
    with pytest.raises(ValidationError, match="only Max or the line above can own it"):
        action.clean()


def test_a_group_does_not_belong_to_one_of_its_own(acme, bolt):
    bolt.parent = acme
    bolt.clean()
    acme.parent = bolt
    with pytest.raises(ValidationError, match="a group cannot contain itself"):
        acme.clean()


@pytest.mark.parametrize(
    ("name", "rights", "expected"),
    [
        ("dora", {}, True),
        ("max", {}, False),
        ("ada", {}, True),
        ("ada", {"is_staff": False}, False),
    ],
)
def test_files_are_imported_by_directors_and_by_administrators_with_the_right(
    cast, name, rights, expected
):
    person = cast[name]
    for right, value in rights.items():
        setattr(person, right, value)
    assert access.may_import(person) is expected
