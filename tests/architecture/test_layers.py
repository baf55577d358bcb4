"""The linter's lists, the settings and the folders name the same packages; a planted import is
refused.
"""

import inspect
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from difflib import get_close_matches
from importlib import import_module

import pytest
from django.conf import settings

from accountfile.core import sections
from accountfile.core.answers import FILES
from accountfile.periods import twelve_months_to

from .conftest import OURS, ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
WHOLE, BOUND_FILE, INSIDE = LINTER["contracts"]


def names(layer):
    """Return the modules that a layer lists."""
    return [each.strip(" ()") for each in layer.replace(":", "|").split("|")]


def test_the_linter_knows_every_section():
    listed = next(names(layer) for layer in WHOLE["layers"] if "risk" in names(layer))
    assert sorted(listed) == sorted([*settings.SECTIONS, "accountfile.workshop"])
    assert sorted(INSIDE["containers"]) == sorted(settings.SECTIONS)


def test_the_linter_knows_every_package_at_the_top():
    found = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
    assert found == sorted(set(OURS) - {"accountfile"})
    assert sorted(LINTER["root_packages"]) == sorted(OURS)


def test_every_module_has_a_place():
    assert [BOUND_FILE["exhaustive"], INSIDE["exhaustive"]] == [True, True]


def test_every_section_is_made_of_the_files_of_the_contract():
    layers = [name for layer in INSIDE["layers"] for name in names(layer)]
    assert set(FILES) <= set(layers)


@pytest.mark.parametrize("section", [each.slug for each in sections.all_sections()])
@pytest.mark.parametrize("file", [name for name in FILES if name not in ("section", "sample")])
def test_a_file_of_the_contract_offers_nothing_that_is_never_asked(section, file):
    """A misspelt answer would never be found."""
    package = type(sections.section_named(section)).__module__.rpartition(".")[0]
    try:
        module = import_module(f"{package}.{file}")
    except ModuleNotFoundError:
        return
    asked = {question.__name__ for question in FILES[file]}
    own = {name for name, each in vars(module).items() if inspect.isfunction(each)}
    nearly = {name: get_close_matches(name, asked - own, cutoff=0.8) for name in own - asked}
    assert own & asked
    assert {name: like for name, like in nearly.items() if like} == {}


LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder):
    """Return what the linter says of a copy of our packages."""
    ran = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


def test_an_import_between_two_sections_is_refused(tmp_path):
    for name in OURS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert "0 broken" in lint(tmp_path)
    with (tmp_path / "surveys" / "services.py").open("a") as services:
        services.write("\nfrom risk.models import Risk  # planted\n")
    assert "surveys is not allowed to import risk" in lint(tmp_path)


BELOW_SECTIONS = ["base", "core", "cover", "importing", "kpi", "mail", "pages", "people"]
# The line manager's desk leads to the reviews that are due: the one page the cover cannot do
# without.
KNOWN = {"templates/cover/people.html: 'reviews'"}


def test_nothing_below_the_sections_names_one():
    slugs = [each.slug for each in sections.all_sections() if each.slug != "cover"]
    named = re.compile(rf"['\"](?:{'|'.join(slugs)})(?:['\"]|(?:_desk|_public)?[:.]\w)[^ ]?")
    found = set()
    for folder in BELOW_SECTIONS:
        sources = [*(ROOT / "accountfile" / folder).rglob("*.py")]
        sources += (ROOT / "templates" / folder).rglob("*.html")
        for path in sources:
            for name in named.findall(path.read_text()):
                found.add(f"{path.relative_to(ROOT)}: {name.strip()}")
    assert found == KNOWN


@pytest.mark.parametrize("section", sections.all_sections(), ids=lambda each: each.slug)
def test_every_figure_of_a_period_in_the_list_is_worked_out_for_other_periods(section):
    shown = [each for each in section.columns() if each.column or each.on_desk]
    listed = {each.name for each in shown if each.of_a_period}
    assert listed <= set(section.figures_within(twelve_months_to(date(2026, 11, 16))))
