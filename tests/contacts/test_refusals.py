"""What the register of people refuses to keep, and how it writes what it keeps."""

import pytest
from django.core.exceptions import ValidationError

from contacts.models import Contact, HospitalityEvent, Rating

TAKEN = "Kim has this address already: keep one entry for one person."


def refused(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


@pytest.fixture
def kim(acme):
    return Contact.objects.create(account=acme, name="Kim", email="kim@acme.example")


@pytest.mark.parametrize(
    ("typed", "kept"), [("030 901820", "+49 30 901820"), ("+4930901820", "+4930901820"), ("", "")]
)
def test_a_number_is_read_as_one_of_the_clients_country_unless_it_names_its_own(acme, typed, kept):
    acme.country = "Germany"
    acme.save()
    assert Contact.objects.create(account=acme, name="Kim", phone=typed).phone == kept


def test_many_rows_are_tidied_as_one_is(acme):
    acme.country = "Germany"
    acme.save()
    rows = [
        Contact(account=acme, name=" Kim ", phone="030 901820"),
        Contact(account=acme, name="Lee"),
    ]
    Contact.tidy_all(rows)
    assert [(row.name, row.phone) for row in rows] == [("Kim", "+49 30 901820"), ("Lee", "")]


def test_two_people_may_both_be_without_an_address(acme):
    Contact.objects.create(account=acme, name="Lee")
    Contact(account=acme, name="Jo").full_clean()


def test_somebody_who_left_may_have_the_address_of_somebody_who_is_there(kim, acme, today):
    Contact(account=acme, name="Kim the elder", email=kim.email, left_on=today).full_clean()


def test_nobody_takes_over_the_address_of_somebody_else_by_an_edit(kim, acme):
    lee = Contact.objects.create(account=acme, name="Lee", email="lee@acme.example")
    lee.full_clean()
    lee.email = kim.email
    assert refused(lee) == {"email": [TAKEN]}


def test_hospitality_against_the_policy_names_who_approved_it(acme, max, today):
    known = {"title": "Lunch", "purpose": "Thanks", "attendees": "Kim", "happens_on": today}
    HospitalityEvent(account=acme, **known).full_clean()
    lunch = HospitalityEvent(account=acme, policy="approved", **known)
    assert refused(lunch) == {"approved_by": ["Who approved the exception?"]}
    lunch.approved_by = max
    lunch.full_clean()


def test_a_rating_is_changed_by_whoever_gave_it(kim, acme, max, lena, today):
    rating = Rating(contact=kim, by=max, rated_on=today)
    may = [rating.may_be_changed_by(person, acme) for person in (max, lena)]
    assert may == [True, False]
