"""Every form whose boxes are saved many at once carries what its page showed, in one way."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from accountfile.core.models import Interaction
from accountfile.pages.boxes import BoxForm, alike

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    Path(config.path) for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT)
]


def forms_made_in_a_row(tree):
    """Yield the name of each form class that is made with a prefix: one of many on its page."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            prefixed = any(word.arg == "prefix" for word in node.keywords)
            if name[:1].isupper() and name.endswith("Form") and prefixed:
                yield name


@pytest.fixture(autouse=True)
def every_form_is_known():
    autodiscover_modules("forms")


def many_boxes():
    """Return the names of the forms of which a page has many."""
    paths = [path for app in APPS for path in app.rglob("*.py") if ".venv" not in path.parts]
    return {name for path in paths for name in forms_made_in_a_row(ast.parse(path.read_text()))}


def descendants(base):
    return {
        each.__name__
        for child in base.__subclasses__()
        for each in (child, *child.__subclasses__())
    }


def test_every_form_of_which_a_page_has_many_compares_with_what_its_page_showed():
    many = many_boxes()
    assert {"ReviewAnswerForm", "FactorForm", "ReadingForm"} <= many
    assert many - descendants(BoxForm) == set()


def test_every_such_form_carries_what_was_shown(acme, max):
    reading = apps.get_model("scorecard.Reading")
    measure = apps.get_model("scorecard.Measure").objects.filter(better="yes").first()
    card = apps.get_model("scorecard.Scorecard")(account=acme, template=measure.template)
    form = next(form for form in BoxForm.__subclasses__() if form.__name__ == "ReadingForm")
    drawn = form(instance=reading(scorecard=card, measure=measure, action="Call"), prefix="line-1")
    assert 'name="initial-line-1-action" value="Call"' in str(drawn["action"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a\r\nb", "a\nb ", True),
        ("", None, True),
        (0, None, False),
        (False, None, False),
        ("a", "b", False),
    ],
)
def test_what_counts_as_the_same(one, other, same):
    assert alike(one, other) == same


class TalkForm(BoxForm):
    class Meta:
        model = Interaction
        fields = ("with_whom", "summary")


@pytest.fixture
def talk(acme, max, today):
    return Interaction(
        account=acme, with_whom="Jo Hart", summary="They grow.", held_on=today, by=max
    )


def sent(talk, shown, mine):
    """Return the form as it arrives: what the page showed and what the person entered."""
    data = {f"initial-{name}": value for name, value in shown.items()}
    form = TalkForm(data | shown | mine, instance=talk)
    form.is_valid()
    return form


SHOWN = {"with_whom": "Jo Hart", "summary": "They grow."}


def test_a_box_that_was_left_alone_has_what_is_stored_by_now(talk):
    talk.with_whom = "Kim Lee"
    form = sent(talk, SHOWN, {"summary": "They shrink."})
    assert form.cleaned_data == {"with_whom": "Kim Lee", "summary": "They shrink."}
    assert (form.clashes, form.comes_back) == ({}, False)
    assert form.again().data["with_whom"] == "Kim Lee"


def test_two_who_enter_the_same_do_not_disturb_each_other(talk):
    talk.with_whom = "Kim Lee"
    form = sent(talk, SHOWN, {"with_whom": "Kim Lee"})
    assert (form.cleaned_data["with_whom"], form.clashes) == ("Kim Lee", {})


def test_long_texts_of_two_are_put_together(talk):
    talk.summary = "They shrink."
    form = sent(talk, SHOWN, {"summary": "They move."})
    assert form.cleaned_data["summary"] == "They shrink.\nThey move."
    assert (form.clashes["summary"].joined, form.comes_back) == (True, False)


@pytest.mark.parametrize(
    ("stored", "mine", "both"),
    [
        ("They grow fast.", "grow fast.", "They grow fast."),
        ("They move.", "They move. Soon.", "They move. Soon."),
    ],
)
def test_a_text_that_holds_the_other_is_both(talk, stored, mine, both):
    talk.summary = stored
    assert sent(talk, SHOWN, {"summary": mine}).cleaned_data["summary"] == both


def test_of_two_short_values_the_first_stays_and_the_second_comes_back(talk):
    talk.with_whom = "Kim Lee"
    form = sent(talk, SHOWN, {"with_whom": "Ann Ray"})
    assert (form.cleaned_data["with_whom"], form.comes_back) == ("Kim Lee", True)
    again = form.again().data
    assert (again["with_whom"], again["initial-with_whom"]) == ("Ann Ray", "Kim Lee")
