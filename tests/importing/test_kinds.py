"""The engine knows no kind of import by its name: what it does for one, the kind declares."""

import ast
import re

import pytest
from django.conf import settings

from accountfile.core import sections
from accountfile.importing.registry import all_kinds

FOLDERS = ("accountfile/importing", "templates/importing")
OF_SECTIONS = [kind.name for section in sections.all_sections() for kind in section.kinds()]


def files(ending):
    """Return the files of importing, and the modules in which no kind is declared."""
    found = [path for each in FOLDERS for path in (settings.BASE_DIR / each).rglob(ending)]
    own = {f"{kind.__module__.rpartition('.')[2]}.py" for kind in all_kinds().values()}
    return [path for path in found if path.name not in own]


def texts(path):
    """Return every text that a module holds."""
    nodes = ast.walk(ast.parse(path.read_text()))
    return {node.value for node in nodes if isinstance(node, ast.Constant)}


def test_no_module_of_the_engine_compares_with_the_name_of_a_kind():
    modules = files("*.py")
    assert len(modules) > 20
    assert [path.name for path in modules if texts(path) & set(all_kinds())] == []


@pytest.mark.parametrize("name", OF_SECTIONS)
def test_no_file_of_importing_mentions_a_kind_of_a_section(name):
    mention = re.compile(rf"\b{name}\b", re.IGNORECASE)
    sources = [*files("*.py"), *files("*.html"), *files("*.txt")]
    assert [path.name for path in sources if mention.search(path.read_text())] == []


def test_a_page_says_which_kinds_there_are_and_which_comes_first(dora, sign_in):
    page = sign_in(dora).get("/imports/new/").content.decode()
    plurals = [kind.plural for kind in all_kinds().values()]
    assert f"Bring {plurals[0]} first, then {plurals[1]}" in page
