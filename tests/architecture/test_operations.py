"""What an administrator may set stands in the manual, and nothing else does."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Set by what starts the product, never by a person.
OURS_ALONE = {"ACCOUNTFILE_BENCH"}


def read_from_the_environment():
    settings = (ROOT / "accountfile/settings.py").read_text()
    started = "".join((ROOT / name).read_text() for name in ("Procfile", "docker-compose.yml"))
    return {
        *re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', settings),
        *re.findall(r"\$\{?([A-Z_]+)", started),
    }


def told_in_the_table():
    manual = (ROOT / "docs/operations.md").read_text()
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", manual, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"[A-Z_]+", row)]


def test_every_setting_stands_in_the_manual_once():
    assert sorted(told_in_the_table()) == sorted(read_from_the_environment() - OURS_ALONE)
