"""Every form whose boxes are saved many at once carries what its page showed, in one way."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import autodiscover_modules

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
    assert {"AnswerForm", "FactorForm", "ReadingForm"} <= many
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
