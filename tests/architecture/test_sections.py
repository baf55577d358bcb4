"""A tenth section is one line of settings; any of the nine can be taken out."""

import ast
import os
import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings

NAMES = list(settings.SECTIONS)


def in_a_process(code, sections):
    """Run code in a fresh Django with these sections, and return what it printed."""
    start = (
        "import django; from django.conf import settings; import tests.settings as given;"
        f"sections = {sections!r};"
        "given.INSTALLED_APPS = [a for a in given.INSTALLED_APPS if a not in given.SECTIONS] + "
        "sections;"
        "given.SECTIONS = sections; django.setup();"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-W", "ignore", "-c", start + code],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout.split()


SLUGS = "from accountfile.core import sections; print(*[s.slug for s in sections.all_sections()])"
CHECK = (
    "from django.core.management import call_command; call_command('check'); from django.urls "
    "import get_resolver; "
)
CHECK += "get_resolver().url_patterns; print('whole')"


def test_the_nine_sections_stand_in_file_order():
    slugs = ["cover", *(name.rsplit(".", 1)[-1] for name in NAMES)]
    assert in_a_process(SLUGS, NAMES) == slugs


def test_a_tenth_section_is_plugged_in_by_one_line():
    told = in_a_process(SLUGS, [*NAMES, "tests.architecture.plugged.weather"])
    assert told[-1] == "weather"


def test_the_tenth_section_is_part_of_the_file():
    ran = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/architecture/plugged/walk.py",
            "-q",
            "-p",
            "no:xdist",
        ],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"PLUG_IN": "tests.architecture.plugged.weather", "TEST_DB_SUFFIX": "_plugged"},
        check=False,
    )
    assert "2 passed" in ran.stdout, ran.stdout[-3000:]


@pytest.mark.parametrize("name", NAMES)
def test_the_house_stands_without_any_one_section(name):
    left = [each for each in NAMES if each != name]
    assert in_a_process(CHECK, left)[-1] == "whole"


FOLDERS = {
    "profile": "client_profile"
}  # where the name of the section is one of the standard library's


def leans_on(tree, slug):
    """Say whether a module imports this section or names one of its addresses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [getattr(node, "module", None) or "", *(each.name for each in node.names)]
            if any(re.match(rf"(accountfile\.)?{slug}(\.|$)", name) for name in named):
                return True
        if isinstance(node, ast.Constant) and re.search(
            rf"(^|/){slug}(_desk|_public)?[:/]", str(node.value)
        ):
            return True
    return False


@pytest.mark.parametrize("slug", [name.rsplit(".", 1)[-1] for name in NAMES])
def test_no_sections_tests_lean_on_another_section(slug, suites):
    """With WITHOUT_SECTION set to a section's dotted name, the tests of the others are run without
    it.
    """
    others = [each for each in (name.rsplit(".", 1)[-1] for name in NAMES) if each != slug]
    own = [
        (path, tree)
        for path, _, tree in suites
        if path.startswith(f"tests/{FOLDERS.get(slug, slug)}/")
    ]
    assert len(own) > 1
    assert [(path, other) for path, tree in own for other in others if leans_on(tree, other)] == []


def test_the_rule_sees_a_test_that_leans():
    leaning = [
        "from risk.models import Risk",
        "import accountfile.profile.models",
        "reverse('risk:risk')",
        "'/risk/'",
    ]
    slugs = ["risk", "profile", "risk", "risk"]
    assert [leans_on(ast.parse(code), slug) for code, slug in zip(leaning, slugs, strict=True)] == [
        True
    ] * 4


def test_every_pointer_between_sections_stands_in_the_list():
    labels = {name.rsplit(".", 1)[-1] for name in NAMES}
    found = sorted(
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in labels and "Historical" not in model.__name__
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if field.related_model._meta.app_label in labels - {model._meta.app_label}
    )
    listed = (settings.BASE_DIR / "tests/architecture/pointers.txt").read_text().split("\n")
    assert found == sorted(line for line in listed if line)
