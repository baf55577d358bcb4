"""The table of what stands and what does not names every id once, and only pages and tests that
there are.
"""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from django.urls import Resolver404, resolve

from accountfile.core import sections
from accountfile.kpi import MEASURES
from opportunities.views.sheets import SHEETS

ROOT = Path(__file__).resolve().parents[2]
# The ids of the specification, as compact as they can be told: prefix and numbers, or numbers with
# their letters.
IDS = """
R000-M1-6 R000-AF01-15 R000-AF05a-g R000-AF06a-c R000-AF07a-d R000-AF08a-c R000-AF09a-f
R000-CSF1-8 R000-P1-8 R000-T01-12 R001-D1-14 R001-S1a-i R001-S2a-e R001-R1-8 R001-K1-6 R001-B1-8
R001-V1-4 R002-W1-7 R002-L0-7 R002-T1-6 R002-O1-6 R002-G1-4 R002-A1-7 R002-S1-7 R002-M1-14
R003-D1-1 R003-W1-5 R003-TY1-6 R003-K1-8 R003-ST1-9 R003-KPI1-9 R003-TL1-8 R003-C1-7 R004-F1-3
R004-A01-20 R004-I01-14 R004-Q1-8 R004-X1-6 R004-P1-2 1-100
"""


def spelt_out(span):
    """Yield the ids of one span: "R000-M1-6", "R000-AF05a-g" or "1-100"."""
    prefix, first, last = re.fullmatch(r"(.*?)(\d+|[a-z])-(\d+|[a-z])", span).groups()
    if first.isalpha():
        yield from (f"{prefix}{chr(letter)}" for letter in range(ord(first), ord(last) + 1))
    else:
        yield from (
            f"{prefix}{number:0{len(first)}}" for number in range(int(first), int(last) + 1)
        )


def table():
    """Return the cells of each row: id, what, page, test, state."""
    lines = (ROOT / "docs/coverage.md").read_text().splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("| ")
    ]
    return [row for row in cells if row[0] != "id"]


def test_every_id_stands_in_the_table_once():
    expected = Counter(each for span in IDS.split() for each in spelt_out(span))
    assert (expected.total(), Counter(row[0] for row in table())) == (391, expected)


def test_every_row_says_what_page_test_and_state():
    def faulty(row):
        if len(row) != 5 or not row[1]:
            return True
        named = [bool(re.fullmatch(r"`[^`]+`", cell)) for cell in row[2:4]]
        if row[4] == "open":
            return row[2:4] != ["–", "–"]
        return not all(named) or not re.fullmatch(r"shown|partly: .+", row[4])

    assert [row for row in table() if faulty(row)] == []


@cache
def known_tests(path):
    """Return the names of the tests in a file; none without such a file."""
    tree = ast.parse((ROOT / path).read_text() if (ROOT / path).is_file() else "")
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def is_known(test):
    path, _, name = test.partition("::")
    return name in known_tests(path) if name else bool(known_tests(path))


def test_every_test_that_is_named_exists():
    assert (
        sorted({row[3] for row in table() if row[3] != "–" and not is_known(row[3].strip("`"))})
        == []
    )


# Patterns that take any word; only these words have a page.
WORDS = {"section": sections.section_named, "opportunities_desk:sheet": SHEETS.get}
WORDS["opportunities_desk:measure"] = MEASURES.get


def is_there(page):
    try:
        found = resolve(re.sub(r"\bN\b", "1", page))
    except Resolver404:
        return False
    # What ends every list of the administration takes all that is left, and has no name.
    word = next(iter(found.kwargs[name] for name in ("slug", "name") if name in found.kwargs), "")
    return bool(found.url_name) and (
        found.view_name not in WORDS or WORDS[found.view_name](word) is not None
    )


def test_every_page_that_is_named_exists():
    assert (
        sorted({row[2] for row in table() if row[2] != "–" and not is_there(row[2].strip("`"))})
        == []
    )
