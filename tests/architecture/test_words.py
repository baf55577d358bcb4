"""Words that do not occur in this house, and the few places where they may."""

import ast
import re
from collections import defaultdict

import pytest

from .conftest import OURS, ROOT

NEVER_MODULES = {"utils", "helpers", "managers", "signals", "selectors"}
# Heavy to import, needed by few requests: the web workers start without them.
HEAVY = {"matplotlib", "weasyprint", "numpy", "graphviz", "icalendar", "openpyxl"}
# One way out for mail, one reviewed place for prepared HTML.
MAY = {
    (
        r"\bsend_mail\b|\bsend_mass_mail\b|\bEmailMessage\b|\bEmailMultiAlternatives\b"
        r"|\bget_connection\("
    ): {
        "accountfile/mail/delivery.py",
        "accountfile/mail/line.py",
        "accountfile/people/adapter.py",  # the name of allauth's hook; it hands over to the outbox
    },
    # Nobody: HTML is made by format_html alone, and every form, a client's survey too, carries its
    # token.
    r"\bmark_safe\b|\bcsrf_exempt\b": set(),
    r"^from __future__": set(),
    # Documents and packs may lie in a bucket, where a file has no path.
    r"storage\.path\(|\bfile\.path\b|\bMEDIA_ROOT\b": {"accountfile/settings.py"},
    r"__all__\"$|fields = \"__all__\"|fields = '__all__'": set(),
    r"\b(?:post_save|pre_save|post_delete|pre_delete|m2m_changed)\b": {
        # A field's own method of that name, not the signal.
        "accountfile/contracts/models/contract.py",
    },
    # A press is taken by a verb or an edit; these two are about no row of a file.
    r"from accountfile\.pages\.presses import": {
        "accountfile/pages/edits.py",
        "accountfile/pages/verbs.py",
        "accountfile/importing/views.py",
        "opportunities/views/proposals.py",
    },
    r"\bTODO\b|\bFIXME\b|\bXXX\b": set(),
    r"^\s*print\(": set(),
    r"\bos\.environ\b": {
        "accountfile/celery.py",
        "accountfile/wsgi.py",
        "accountfile/workshop/management/commands/bench.py",  # hands it on to what it starts
        "accountfile/workshop/backups.py",  # the same
    },
}
# Inside a person's HTML, a script or a style of its own would need a hole in the content security
# policy.
NEVER_IN_TEMPLATES = [
    r"\|\s*safe\b",
    r"\{%\s*autoescape off",
    r"<script(?![^>]*\bsrc=)",
    r"<style\b",
    r"\sstyle\s*=",
    r"\son[a-z]+\s*=\s*[\"']",
    r"javascript:",
    r">\s*Submit\s*<",
    r"[Ll]orem ipsum",
]


def places(pattern, sources):
    """Return each "path: line" where the pattern occurs."""
    found = re.compile(pattern)
    return {
        (path, line.strip())
        for path, text, *_ in sources
        for line in text.splitlines()
        if found.search(line)
    }


def test_no_module_is_a_drawer_for_everything(modules):
    assert [
        path
        for path, _, _ in modules
        if path.rsplit("/", 1)[-1].removesuffix(".py") in NEVER_MODULES
    ] == []


@pytest.mark.parametrize("pattern", MAY)
def test_a_word_stands_only_where_it_may(pattern, modules):
    assert sorted(place for place in places(pattern, modules) if place[0] not in MAY[pattern]) == []


@pytest.mark.parametrize("pattern", NEVER_IN_TEMPLATES)
def test_a_page_needs_no_hole_in_the_content_security_policy(pattern, templates):
    pages = [
        (path, text) for path, text in templates if path.endswith(".html") and "/mail/" not in path
    ]
    assert sorted(places(pattern, pages)) == []


def late_imports(path, tree):
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = (
                    [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else [a.name for a in node.names]
                )
                if not {name.split(".")[0] for name in names} <= HEAVY:
                    yield f"{path} {function.name}: {', '.join(names)}"


def test_imports_stand_at_the_top(modules):
    assert [found for path, _, tree in modules for found in late_imports(path, tree)] == []


def is_model_form(node):
    return any("ModelForm" in ast.unparse(base) for base in node.bases)


def test_every_form_of_a_row_names_its_fields(modules):
    """A field that somebody adds to a row must not become editable by itself."""
    excluding = [
        f"{path} {node.name}"
        for path, _, tree in modules
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and is_model_form(node)
        if re.search(r"^\s+exclude\s*=|^\s+fields = '__all__'", ast.unparse(node), re.MULTILINE)
    ]
    assert excluding == []


def test_every_public_name_of_a_service_says_what_it_promises(modules):
    silent = [
        f"{path} {node.name}"
        for path, _, tree in modules
        if path.endswith(("/services.py", "/access.py", "/sections.py", "/section.py"))
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert silent == []


ASKS_THE_CLOCK = (
    r"\blocaldate\b|\btoday\(\)|\bnow\([^)]*\)\.(?:date\b|astimezone)|\bdatetime\.now\b|\butcnow\b"
)
# A person's day is asked for where a request comes in, and where only the person is known.
ASKS_A_PERSON = re.compile(r"\b(?:user|person|by|self)\.today\(\)|def today\(")


def test_one_module_says_which_day_it_is(modules):
    asking = places(
        ASKS_THE_CLOCK, [each for each in modules if each[0] != "accountfile/base/clock.py"]
    )
    assert sorted(place for place in asking if not ASKS_A_PERSON.search(place[1])) == []


# Both are tables: what the field calls so at the client and with us, in a review and in a survey.
SHARED = {"Answer", "Position"}


def test_a_public_class_has_its_name_alone():
    places = defaultdict(list)
    for top in OURS:
        for path in (ROOT / top).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].append(str(path.relative_to(ROOT)))
    # Django finds a command by its module, and every one of its classes is called Command.
    del places["Command"]
    assert {name for name, found in places.items() if len(found) > 1} == SHARED
