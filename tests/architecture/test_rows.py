"""Every value of every row keeps the same rules, whichever door it comes in by."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from accountfile.base.bounds import earliest, number_bounds
from accountfile.base.rows import Row, RowQuerySet
from accountfile.core.models import Action, Milestone, create_all, update_all

OURS = [
    model
    for model in apps.get_models()
    if not model.__name__.startswith("Historical")
    and not model.__module__.startswith(("django", "allauth"))
]
COLUMNS = [
    (model, field)
    for model in OURS
    for field in model._meta.concrete_fields
    if not field.is_relation
]


def named(columns):
    return [
        pytest.param(model, field, id=f"{model.__name__}.{field.name}") for model, field in columns
    ]


def of_kind(*kinds):
    return named([(model, field) for model, field in COLUMNS if isinstance(field, kinds)])


def bounded():
    return named(
        [
            (model, field)
            for model, field in COLUMNS
            if number_bounds(model, field) and not field.primary_key
        ]
    )


def fault(model, field, value):
    return model.faults_in({field.name: value})


def test_every_model_of_ours_keeps_the_rules_of_a_row():
    assert [model.__name__ for model in OURS if not issubclass(model, Row)] == []
    sets = [type(model._default_manager.all()) for model in OURS]
    assert [each.__name__ for each in sets if not issubclass(each, RowQuerySet)] == []
    assert len(OURS) > 50


@pytest.mark.parametrize(("model", "field"), of_kind(models.DateField))
def test_a_date_lies_where_a_person_may_have_meant_it(model, field):
    first = earliest(model, field)
    assert fault(model, field, first) == fault(model, field, date(2199, 12, 31)) == {}
    assert set(fault(model, field, date(26, 5, 1))) == {field.name}
    assert set(fault(model, field, date(2200, 1, 1))) == {field.name}
    assert "2026" in fault(model, field, date(26, 5, 1))[field.name]


@pytest.mark.parametrize(("model", "field"), bounded())
def test_a_number_lies_within_what_every_database_gives_back(model, field):
    least, most = number_bounds(model, field)
    step = Decimal(1)
    assert fault(model, field, least) == fault(model, field, most) == {}
    assert set(fault(model, field, most + step)) == {field.name}
    assert set(fault(model, field, least - step)) == {field.name}
    if isinstance(field, models.DecimalField):
        assert Decimal(str(float(most))) == most


@pytest.mark.parametrize(("model", "field"), of_kind(models.CharField))
def test_a_text_longer_than_its_column_is_refused_or_cut(model, field):
    if field.choices:
        return
    row = model(**{field.name: "x" * (field.max_length + 1)})
    row.tidy()
    is_refused = bool(row.faults())
    assert is_refused != (field.name in model.derived)
    assert is_refused or len(getattr(row, field.name)) == field.max_length


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(number):
    field = apps.get_model("core", "account")._meta.get_field("annual_revenue")
    assert fault(field.model, field, Decimal(number)) == {"annual_revenue": "Give a number."}


def test_saving_keeps_the_rules(acme, max, today):
    text, source = "Agree price list\vwith purchasing", "Review of 5 May\vitem 3"
    action = Action(account=acme, text=text, origin=source, owner=max, due_on=today)
    action.save()
    stored = Action.objects.get()
    assert (stored.text, stored.origin) == (
        "Agree price list\nwith purchasing",
        "Review of 5 May item 3",
    )
    action.due_on = date(26, 5, 1)
    with pytest.raises(ValidationError):
        action.save()


def test_what_is_stored_already_is_not_judged_again(acme, max, today):
    action = Action.objects.create(account=acme, text="Call", owner=max, due_on=today)
    Action._base_manager.filter(pk=action.pk).update(due_on=date(26, 5, 1))
    action = Action.objects.get()
    action.text = "Call again"
    action.save()
    assert Action.objects.get().text == "Call again"


def test_bulk_writers_keep_the_rules(acme):
    [line] = create_all(
        Milestone, [Milestone(account=acme, happened_on=date(2020, 1, 1), text="Mills \x96 Europe")]
    )
    assert Milestone.objects.get().text == "Mills – Europe"
    before = {
        line.pk: {
            field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields
        }
    }
    line.text = "Zoe\u0308"
    update_all(Milestone, [line], ["text"], before)
    assert Milestone.objects.get().text == "Zoë"
    with pytest.raises(ValidationError):
        create_all(Milestone, [Milestone(account=acme, happened_on=date(26, 1, 1), text="x")])


def test_a_client_of_long_ago_has_a_history(acme):
    assert Milestone.objects.create(account=acme, happened_on=date(1743, 9, 1), text="founded").pk


def test_a_currency_is_three_letters_however_it_was_typed(acme):
    acme.currency = "eur"
    acme.save()
    assert acme.currency == "EUR"
    acme.currency = "€"
    with pytest.raises(ValidationError):
        acme.save()


def test_a_person_has_no_control_characters_either(max):
    max.name = "Sinead O\x92Brien"
    max.save()
    assert max.name == "Sinead O’Brien"
