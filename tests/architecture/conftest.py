"""What the rules of the house read: every source of ours, parsed once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ["accountfile", "scorecard", "opportunities", "contacts", "reviews", "surveys", "risk"]


def parsed(folder):
    """Yield each module below the folder as (path from the root, text, syntax tree)."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        text = path.read_text()
        yield path.relative_to(ROOT).as_posix(), text, ast.parse(text)


@pytest.fixture(scope="session")
def modules():
    """Our modules without their migrations."""
    return [found for folder in OURS for found in parsed(folder) if "/migrations/" not in found[0]]


@pytest.fixture(scope="session")
def suites():
    """The modules of the tests."""
    return list(parsed("tests"))


@pytest.fixture(scope="session")
def templates():
    """Our templates as (path from the root, text)."""
    files = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
    return [(path.relative_to(ROOT).as_posix(), path.read_text()) for path in files]
