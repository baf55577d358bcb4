"""What is installed is used, and what is used is asked for by name."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
OURS = {"accountfile", *(label for label in settings.SECTIONS if "." not in label)}
STARTERS = ("Procfile", "Dockerfile", "dev")
# What no line of ours imports, and what does instead.
USED_BY = {
    "argon2-cffi": "Django's Argon2PasswordHasher",
    "defusedxml": "openpyxl, which reads workbooks with it as soon as it is installed",
    "psycopg2-binary": "Django's backend for PostgreSQL",
}


def plainly(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for():
    lines = (ROOT / "requirements.in").read_text().splitlines()
    return {plainly(re.split(r"[\[=~<>]", line)[0]) for line in lines}


def runtime_files():
    folders = (ROOT / folder for folder in sorted(OURS))
    return [ROOT / "manage.py", *(path for folder in folders for path in folder.rglob("*.py"))]


def imported_modules():
    """Return the first names of every import of the product, and of every module that the settings
    name.
    """
    modules = set()
    for path in runtime_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    named = [*settings.INSTALLED_APPS, *settings.MIDDLEWARE]
    return modules | {name.split(".")[0] for name in named}


def distributions(modules):
    known = packages_distributions()
    return {plainly(name) for module in modules for name in known.get(module, [module])}


def test_every_package_that_is_installed_is_used():
    started = "".join((ROOT / name).read_text() for name in STARTERS)
    programs = {name for name in asked_for() if re.search(rf"\b{name}\b", started)}
    used = distributions(imported_modules()) | programs | set(USED_BY)
    assert asked_for() - used == set()


def test_every_package_that_is_imported_is_asked_for():
    modules = imported_modules() - OURS - set(sys.stdlib_module_names)
    assert distributions(modules) - asked_for() == set()


def test_no_reason_outlives_its_package():
    assert set(USED_BY) - asked_for() == set()
