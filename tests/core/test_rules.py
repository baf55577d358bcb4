"""What is true of a row holds wherever the row comes from, here by its model and by restoring."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError

from accountfile.blueprint import models as blueprint
from accountfile.contracts.models import ServiceReading
from accountfile.core.models import Change, Interaction, acting_as
from contacts.models import Contact, Relationship
from opportunities.models import Opportunity, Qualification
from reviews.models import Review
from scorecard import models as scorecard
from tests.core.rules import DAY, RULES, twins
from tests.made import made, own

EACH = [pytest.param(*rule, id=f"{rule[0]._meta.label}.{rule[3]}") for rule in RULES]


def a_row(model, values, acme, max):
    """Return a stored row of Acme's file."""
    known = {"core.account": acme, "people.user": max}
    if model is Qualification:
        known["opportunities.opportunity"] = made(Opportunity, account=acme)
    if model is scorecard.Reading:
        known["scorecard.measure"] = scorecard.Measure.objects.filter(better="yes").first()
    return made(model, **known | own(model, acme) | values)


@pytest.mark.parametrize(("model", "values", "changed", "name", "sentence"), EACH)
def test_the_model_refuses_it_with_a_sentence(model, values, changed, name, sentence, acme, max):
    row = a_row(model, values, acme, max)
    row.clean()
    for field, value in changed.items():
        setattr(row, field, value)
    with pytest.raises(ValidationError) as refusal:
        row.clean()
    assert refusal.value.message_dict == {name: [sentence]}


def put_back(model, row_id, account, client):
    """Press the button of a row's removal; return what it answers."""
    change = Change.objects.get(model=model._meta.label_lower, row_id=row_id, kind=Change.REMOVED)
    response = client.post(f"/accounts/{account.pk}/history/{change.pk}/put-back/")
    return [str(message) for message in get_messages(response.wsgi_request)]


HELD_BY_THE_DATABASE = ("contracts.contract", "scorecard.financialperiod", "reviews.carriedaction")


FREE = [each for each in EACH if each.values[0]._meta.label_lower not in HELD_BY_THE_DATABASE]


@pytest.mark.parametrize(("model", "values", "changed", "name", "sentence"), FREE)
def test_restoring_refuses_it_too(model, values, changed, name, sentence, acme, max, dora, sign_in):
    row = a_row(model, values, acme, max)
    # As it could be stored before there was the rule.
    model._base_manager.filter(pk=row.pk).update(**changed)
    with acting_as(person=dora):
        model._base_manager.get(pk=row.pk).delete()
    assert put_back(model, row.pk, acme, sign_in(dora)) == [sentence]
    assert not model._base_manager.filter(pk=row.pk).exists()


TWINS = [pytest.param(*each, id=each[0].__name__) for each in twins()]


@pytest.mark.parametrize(("model", "values", "again", "sentence"), TWINS)
def test_of_two_that_cannot_be_beside_each_other_the_second_is_refused(
    model, values, again, sentence, acme, max, dora, sign_in
):
    with acting_as(person=dora):
        row = a_row(model, values, acme, max)
        row.delete()
    client = sign_in(dora)
    offer = f"/accounts/{acme.pk}/history/{row_change(model).pk}/put-back/"
    assert offer in client.get(f"/accounts/{acme.pk}/history/").content.decode()
    known = {"template": row.template} if model is scorecard.Scorecard else {}
    a_row(model, again | known, acme, max)
    assert offer not in client.get(f"/accounts/{acme.pk}/history/").content.decode()
    assert put_back(model, row_change(model).row_id, acme, client) == [sentence]
    assert model._base_manager.filter(account=acme, pk=row_change(model).row_id).count() == 0


def row_change(model):
    return Change.objects.filter(model=model._meta.label_lower, kind=Change.REMOVED).latest("pk")


def test_the_same_again_in_another_file_is_no_twin(acme, bolt):
    blueprint.Competitor.objects.create(account=acme, name="Globex")
    blueprint.Competitor(account=bolt, name="Globex").full_clean()


def test_a_day_that_has_begun_somewhere_has_come(acme, max, today):
    row = Interaction(account=acme, held_on=today, with_whom="Jo Hart", summary="Prices.", by=max)
    row.as_of = today
    assert row.judge() == {}
    row.as_of = today - timedelta(days=1)
    assert row.judge() == {"held_on": "It has not happened yet: plan it as an action instead."}


def test_an_objective_with_a_swot_item_grew_from_the_swot(acme, max, today):
    item = made(blueprint.SwotItem, account=acme, since_on=DAY)
    row = a_row(blueprint.Objective, {"origin": "year", "swot_item": item}, acme, max)
    assert row.origin == "swot"


@pytest.mark.parametrize("model", [scorecard.Scorecard, ServiceReading])
def test_a_month_is_stored_by_its_first_day(model, acme, max):
    assert a_row(model, {"month": date(2026, 3, 17)}, acme, max).month == date(2026, 3, 1)


def test_nobody_stands_in_a_relationship_with_themselves(acme):
    jo = Contact.objects.create(account=acme, name="Jo Hart")
    found = Relationship(contact=jo, towards=jo, kind="ally").judge()
    sentence = "Choose somebody else: nobody stands in a relationship with themselves."
    assert found == {"towards": sentence}


@pytest.mark.parametrize("name", Review.PLAN)
def test_the_plan_of_a_review_that_was_held_does_not_change(name, acme, today):
    held = {"held_on": today, "state": Review.State.HELD}
    review = Review.objects.create(account=acme, planned_on=today, **held)
    review.clean()
    values = {"planned_on": DAY, "starts_at": "09:00", "why": "event"}
    setattr(review, name, values.get(name, "elsewhere"))
    review.reason = review.reason or ("a merger" if name == "why" else "")
    with pytest.raises(ValidationError, match="its plan does not change any more"):
        review.clean()
