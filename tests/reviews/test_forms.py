"""What may be typed about a review, and the sentence with which the rest comes back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accountfile.core.models import Action
from reviews.filters import ReviewFilter
from reviews.forms import (
    CloseForm,
    DisposeForm,
    HoldForm,
    MinuteActionForm,
    MinuteForm,
    NextForm,
    PeopleField,
    ReviewAnswerForm,
    ReviewForm,
    checked_next,
)
from reviews.models import CarriedAction, Minute, Review

PASSED = ["This day has passed already."]
WITHIN = ["Choose a day within two years."]
NOT_HELD = ["Choose today or a day of the last three months."]


@pytest.mark.parametrize("days, errors", [(-1, PASSED), (0, []), (750, []), (751, WITHIN)])
def test_a_review_is_planned_from_today_within_two_years(acme, max, day, days, errors):
    typed = {"planned_on": day + timedelta(days=days), "why": "cadence"}
    form = ReviewForm(typed, account=acme, person=max, instance=Review(account=acme))
    assert form.errors.get("planned_on", []) == errors


@pytest.mark.parametrize("days, errors", [(-3, []), (-2, PASSED)])
def test_a_day_that_has_passed_may_stay_as_it_is(acme, max, day, days, errors):
    review = Review.objects.create(account=acme, planned_on=day - timedelta(days=3))
    typed = {"planned_on": day + timedelta(days=days), "why": "cadence", "location": "Room 2"}
    form = ReviewForm(typed | {"version": 1}, account=acme, person=max, instance=review)
    assert form.errors.get("planned_on", []) == errors


@pytest.mark.parametrize("days, errors", [(-93, NOT_HELD), (-92, []), (0, []), (1, NOT_HELD)])
def test_a_review_was_held_today_or_in_the_last_three_months(today, days, errors):
    form = HoldForm({"held_on": today + timedelta(days=days)}, today=today)
    assert form.errors.get("held_on", []) == errors


def test_the_day_of_the_meeting_is_today_unless_another_is_typed(today):
    assert HoldForm(today=today)["held_on"].value() == today


@pytest.mark.parametrize("days, number", [(-1, 1), (0, 0), (1, 0)])
def test_a_new_action_is_due_from_today(acme, max, day, days, number):
    typed = {"due_on": day + timedelta(days=days), "text": "Call", "owner": max.pk, "priority": 2}
    form = MinuteActionForm(typed, account=acme, person=max, instance=Action(account=acme))
    assert len(form.errors.get("due_on", [])) == number


@pytest.mark.parametrize("about, names", [(False, {"Lena", "Max", "Tia"}), (True, {"Lena", "Max"})])
def test_a_private_action_is_owned_by_the_pair(acme, max, lena, tia, about, names):
    action = Action(account=acme, about=max if about else None)
    form = MinuteActionForm(account=acme, person=lena, instance=action)
    owners = {person.name for person in form.fields["owner"].queryset}
    assert owners & {"Lena", "Max", "Tia", "Mia"} == names


AHEAD = {"new_due_on": ["Choose a day after today."]}
LATE = {"disposition": ["Its day has passed: it is done, moved or dropped."]}


@pytest.mark.parametrize(
    "disposition, due, new, errors",
    [
        ("moved", -3, 0, AHEAD),
        ("moved", -3, 1, {}),
        ("moved", -3, None, AHEAD),
        ("done", -3, 0, {}),
        ("stands", -1, None, LATE),
        ("stands", 0, None, {}),
        ("dropped", -1, None, {}),
    ],
)
def test_an_old_action_moves_ahead_and_stands_until_its_day(
    held, promise, max, day, disposition, due, new, errors
):
    action = promise(days=due)
    row = CarriedAction.objects.create(review=held, action=action, was_due_on=action.due_on)
    typed = {"disposition": disposition, "reason": "Later.", "version": row.version}
    if new is not None:
        typed["new_due_on"] = day + timedelta(days=new)
    form = DisposeForm(typed, account=held.account, person=max, instance=row)
    assert form.errors == errors


@pytest.mark.parametrize("days, errors", [(0, 1), (1, 0)])
def test_the_next_review_is_after_today(today, days, errors):
    form = NextForm({"next_on": today + timedelta(days=days)}, today=today)
    assert len(form.errors.get("next_on", [])) == errors


def test_a_next_date_that_can_be_one_is_returned(today):
    following = today + timedelta(days=1)
    assert checked_next(following, today) == following


@pytest.mark.parametrize(
    "next_on, warning",
    [
        (date(2027, 1, 7), "That day is in the close of a quarter."),
        (date(2027, 1, 8), ""),
        (None, ""),
    ],
)
def test_a_day_in_the_close_of_a_quarter_is_warned_of(today, next_on, warning):
    form = NextForm({"next_on": next_on} if next_on else None, today=today)
    form.is_valid()
    assert form.warning == warning


def test_boxes_that_a_template_lays_out_by_hand_look_like_the_others(prepared, promise, max, day):
    own = {"account": prepared.account, "person": max}
    row = CarriedAction(review=prepared, action=promise(), was_due_on=day)
    people = CloseForm(today=day, people=type(max).objects.all())
    forms = {
        MinuteForm(instance=Minute(review=prepared), **own): ["form-check-input", "form-control"],
        DisposeForm(instance=row, **own): ["form-select", "form-control", "form-control"],
        people: ["form-control", "form-check-input"],
        ReviewAnswerForm(instance=prepared.answers.first()): ["form-control"],
    }
    for form, looks in forms.items():
        assert [field.widget.attrs.get("class") for field in form.fields.values()] == looks


def test_what_becomes_of_an_old_action_has_to_be_chosen(prepared, promise, max, day):
    row = CarriedAction(review=prepared, action=promise(), was_due_on=day)
    field = DisposeForm(instance=row, account=prepared.account, person=max).fields["disposition"]
    assert [value for value, _ in field.choices] == ["", "done", "stands", "moved", "dropped"]
    assert field.required


@pytest.mark.parametrize("kind, fields", [("scale", ["text", "score"]), ("text", ["text"])])
def test_only_a_question_for_a_figure_has_a_box_for_it(prepared, kind, fields):
    answer = prepared.answers.filter(question__kind=kind).first()
    form = ReviewAnswerForm(instance=answer)
    assert list(form.fields) == fields
    assert "maxlength" not in form.fields["text"].widget.attrs


@pytest.mark.parametrize("stored, typed, errors", [(0, 2000, 0), (0, 2001, 1), (2500, 2500, 0)])
def test_an_answer_may_be_as_long_as_what_is_stored(prepared, stored, typed, errors):
    answer = prepared.answers.first()
    answer.text = "a" * stored
    answer.save()
    name = f"answer-{answer.pk}"
    data = {f"{name}-text": "b" * typed, f"initial-{name}-text": "a" * stored}
    form = ReviewAnswerForm(data, instance=answer, prefix=name)
    assert len(form.errors.get("text", [])) == errors


def test_people_are_ticked_by_name_and_address(acme, max, lena, today):
    max.email = ""
    people = CloseForm(today=today, people=acme.__class__.objects.none()).fields["recipients"]
    labels = [people.label_from_instance(person) for person in (lena, max)]
    assert labels == ["Lena (lena@example.com)", "Max, who has no address"]


@pytest.mark.parametrize("digits, is_looked_up", [(18, True), (19, False)])
def test_a_number_too_long_for_any_person_is_not_looked_up(
    max, django_assert_num_queries, digits, is_looked_up
):
    field = PeopleField(type(max).objects.all())
    with django_assert_num_queries(is_looked_up), pytest.raises(ValidationError):
        field.clean(["9" * digits])


def names(asked, rows, person, rf):
    request = rf.get("/reviews/", asked)
    request.user = person
    return [row.planned_on for row in ReviewFilter(request.GET, queryset=rows, request=request).qs]


@pytest.mark.parametrize(
    "state, days",
    [
        ("all", [-1, 0, 30, 31, -2, -3]),
        ("ahead", [-1, 0, 30, 31]),
        ("overdue", [-1]),
        ("month", [0, 30]),
        ("prepared", [0]),
        ("cancelled", [-3]),
    ],
)
def test_the_list_is_narrowed_to_what_a_person_calls_a_state(
    db, max, dora, bolt, acme, day, rf, state, days
):
    states = {-1: "proposed", 0: "prepared", 30: "proposed", 31: "proposed", -2: "held"}
    for number, each in (states | {-3: "cancelled"}).items():
        planned_on = day + timedelta(days=number)
        account = acme.__class__.objects.create(name=str(number))
        held_on = planned_on if each == "held" else None
        Review.objects.create(account=account, planned_on=planned_on, state=each, held_on=held_on)
    rows = Review.objects.order_by("pk")
    found = names({"state": state}, rows, max, rf)
    assert found == [day + timedelta(days=number) for number in days]
