"""What a person may choose for themselves, and what no password may be."""

import pytest
from django.core.exceptions import ValidationError

from accountfile.people.forms import MyDetailsForm, time_zones
from accountfile.people.models import User
from accountfile.people.passwords import OwnWordsValidator


@pytest.mark.parametrize("password", ["accountfile", "AccountFile-2026", "accountfilexyzabcd"])
def test_a_password_that_is_little_more_than_the_product_is_refused(password):
    with pytest.raises(ValidationError, match="little more than the name of the product"):
        OwnWordsValidator().validate(password)


@pytest.mark.parametrize("password", ["accountfilexyzabcde", "short"])
def test_a_password_with_eight_letters_of_its_own_or_without_our_words_is_not(password):
    assert OwnWordsValidator().validate(password) is None


def test_time_zones_are_named_after_places():
    names = [name for name, _ in time_zones()]
    assert names[0] == "UTC"
    assert {"Europe/Berlin", "America/Argentina/Salta"} <= set(names)
    assert not {"GMT", "CET", "Etc/GMT+1"} & set(names)


@pytest.mark.parametrize(("zone", "times"), [("Europe/Berlin", 1), ("CET", 1)])
def test_a_stored_time_zone_is_offered_once(zone, times):
    offered = [
        value
        for value, _ in MyDetailsForm(instance=User(time_zone=zone))["time_zone"].field.choices
    ]
    assert offered.count(zone) == times
