"""What is true of a row holds wherever the row comes from, here by its model and by restoring."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accountfile.blueprint import models as blueprint
from accountfile.contracts.models import Contract, Invoice, ServiceReading
from accountfile.core.models import Action, Change, Interaction, TeamMember, acting_as
from accountfile.profile import models as profile
from contacts.models import Contact, HospitalityEvent, Relationship
from opportunities.models import Opportunity, PriceAgreement, Proposition, Qualification
from reviews.models import CarriedAction, ProgressReview, Review
from risk.models import Risk
from scorecard import models as scorecard
from surveys.models import ReferenceSite
from tests.made import made, own

DAY = date(2026, 3, 2)
EARLIER = DAY - timedelta(days=1)
AHEAD = date(2199, 1, 1)
STILL_TO_COME, NOT_YET = "This day is still to come.", "That day has not come yet."

# (model, a row in order, what is changed in it, the field of the answer, the answer)
RULES = [
    (
        Action,
        {"outcome": "Done."},
        {"state": "dropped", "outcome": ""},
        "outcome",
        "Say why it is dropped: the next review will ask.",
    ),
    (
        Interaction,
        {"held_on": DAY},
        {"held_on": AHEAD},
        "held_on",
        "It has not happened yet: plan it as an action instead.",
    ),
    (blueprint.Position, {"known_on": DAY}, {"known_on": AHEAD}, "known_on", STILL_TO_COME),
    (
        blueprint.TwelveMonthObjective,
        {"agreed_on": DAY},
        {"agreed_on": AHEAD},
        "agreed_on",
        STILL_TO_COME,
    ),
    (blueprint.ClientObjective, {"known_on": DAY}, {"known_on": AHEAD}, "known_on", STILL_TO_COME),
    (
        blueprint.Objective,
        {"origin": "year"},
        {"origin": "other"},
        "origin_text",
        "Say what it grew from, or the next review will call it an orphan.",
    ),
    (blueprint.SwotItem, {"since_on": DAY}, {"since_on": AHEAD}, "since_on", STILL_TO_COME),
    (
        blueprint.SwotItem,
        {"since_on": DAY},
        {"handled": True},
        "how",
        "Say how it is used, fixed, pursued or covered.",
    ),
    (blueprint.Sighting, {"seen_on": DAY}, {"seen_on": AHEAD}, "seen_on", STILL_TO_COME),
    (
        profile.Fact,
        {"known_on": DAY, "grade": "assumed"},
        {"known_on": AHEAD},
        "known_on",
        "This day is still to come: give the day on which it was last true.",
    ),
    (
        profile.Fact,
        {"known_on": DAY, "grade": "assumed"},
        {"grade": "confirmed"},
        "source",
        "Say who or what confirms it, or call it assumed.",
    ),
    (
        profile.Position,
        {"held": "vacant"},
        {"held": "known"},
        "person",
        "Give the name, or say that the position is vacant or not known to us.",
    ),
    (
        profile.BuyingDate,
        {"kind": "limit", "limit": 5},
        {"limit": None},
        "limit",
        "Up to which amount may they sign?",
    ),
    (
        profile.BuyingDate,
        {"kind": "budget", "falls_on": DAY},
        {"falls_on": None},
        "falls_on",
        "A date of the buying calendar needs its day, if only a likely one.",
    ),
    (
        Contract,
        {"starts_on": DAY, "ends_on": DAY},
        {"ends_on": EARLIER},
        "ends_on",
        "A contract cannot end before it starts.",
    ),
    (
        Invoice,
        {"issued_on": DAY, "due_on": DAY},
        {"due_on": EARLIER},
        "due_on",
        "An invoice cannot be due before it is issued.",
    ),
    (
        HospitalityEvent,
        {"policy": "within"},
        {"policy": "approved"},
        "approved_by",
        "Who approved the exception?",
    ),
    (
        Opportunity,
        {"engaged_on": DAY, "expected_on": DAY},
        {"expected_on": EARLIER},
        "expected_on",
        "It cannot close before it was first talked about.",
    ),
    (
        Opportunity,
        {"engaged_on": DAY, "closed_on": DAY},
        {"closed_on": EARLIER},
        "closed_on",
        "It cannot close before it was first talked about.",
    ),
    (
        Opportunity,
        {"closed_on": DAY},
        {"closed_on": AHEAD},
        "closed_on",
        "This day has not come yet.",
    ),
    (
        PriceAgreement,
        {"price": 5},
        {"price": None},
        NON_FIELD_ERRORS,
        "Give a discount or a price: one of them was agreed.",
    ),
    (
        PriceAgreement,
        {"price": 5, "from_on": DAY},
        {"until_on": EARLIER},
        "until_on",
        "It cannot end before it begins.",
    ),
    (
        Proposition,
        {},
        {"state": "not taken"},
        "why_not",
        "Say why, so that nobody proposes it again by accident.",
    ),
    (Qualification, {}, {"decision": "bid"}, "decided_by", "Say who approved the decision."),
    (
        CarriedAction,
        {},
        {"disposition": "moved", "new_due_on": DAY},
        "reason",
        "Say why: the next review will ask.",
    ),
    (
        CarriedAction,
        {"reason": "Late."},
        {"disposition": "moved"},
        "new_due_on",
        "Choose a day after today.",
    ),
    (
        ProgressReview,
        {"held_on": DAY},
        {"held_on": AHEAD},
        "held_on",
        "It has not been held yet: plan it as an action instead.",
    ),
    (Review, {}, {"why": "event"}, "reason", "Say which event: whoever comes will want to know."),
    (
        Risk,
        {},
        {"residual_impact": 3},
        NON_FIELD_ERRORS,
        "Give both likelihood and impact after our response, or neither.",
    ),
    (
        scorecard.FinancialPeriod,
        {"starts_on": DAY, "ends_on": DAY},
        {"ends_on": EARLIER},
        "ends_on",
        "The last day comes before the first.",
    ),
    (scorecard.Issue, {"raised_on": DAY}, {"raised_on": AHEAD}, "raised_on", NOT_YET),
    (scorecard.Issue, {"raised_on": DAY}, {"resolved_on": AHEAD}, "resolved_on", NOT_YET),
    (
        scorecard.Issue,
        {"raised_on": DAY},
        {"resolved_on": EARLIER},
        "resolved_on",
        "An issue cannot be resolved before it was raised.",
    ),
    (scorecard.Deliverable, {}, {"delivered_on": AHEAD}, "delivered_on", NOT_YET),
    (
        scorecard.Reading,
        {},
        {"yes": False, "until": DAY},
        "action",
        "Red: say what is done about it, or why it is accepted.",
    ),
    (scorecard.Reading, {}, {"yes": False, "accepted": "Known."}, "until", "By when?"),
    (
        scorecard.ValueRecord,
        {},
        {"agreed_by": "Jo Hart"},
        "agreed_by",
        "Say both who at the client agreed and when, or neither.",
    ),
    (
        ReferenceSite,
        {},
        {"consent_by": "Jo Hart"},
        "consent_by",
        "Say both who agreed and until when, or neither.",
    ),
]
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


def twins():
    """Yield (model, the values of a row, those of one that cannot be beside it, the answer)."""
    day = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31)}
    month = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
    yield (
        scorecard.FinancialPeriod,
        day,
        month,
        ("March 2026 is in the file already and shares days with this: they would count twice."),
    )
    yield (
        scorecard.Scorecard,
        {"month": DAY},
        {"month": EARLIER.replace(month=3)},
        ("This month has a scorecard of this template already."),
    )
    number = {"number": "A1"}
    yield Invoice, number, number, "This file has an invoice of that number already."
    yield (
        blueprint.Competitor,
        {"name": "Globex"},
        {"name": "GLOBEX"},
        ("This competitor has a page in the file already."),
    )
    yield (
        Contact,
        {"name": "Jo Hart", "email": "jo@acme.example"},
        {"name": "J. Hart", "email": "Jo@acme.example"},
        ("J. Hart has this address already: keep one entry for one person."),
    )
    yield TeamMember, {}, {}, "This person is on the team already: change their entry instead."
    one_open = "This account has a review that is not closed yet: move or close that one."
    yield Review, {}, {}, one_open


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
