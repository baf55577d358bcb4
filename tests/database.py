"""One migrated SQLite database for all test processes: made once for these migrations, copied into
memory by each.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection


def use_a_copy():
    """Let the test connection stand on a copy, in memory, of the migrated database; migrating takes
    half a minute.
    """
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    source = sqlite3.connect(migrated())
    source.backup(connection.connection)
    source.close()


def migrated():
    """Return the path of the migrated database, making it if these migrations have none yet."""
    folder = Path(settings.BASE_DIR) / "var" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{apps()}-{migrations()}.sqlite3"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _make(path, folder)
    return path


def apps():
    """Return what changes whenever an app or Django itself does; a section plugged in or left out
    is such a change.
    """
    return hashlib.sha256(repr((django.VERSION, settings.INSTALLED_APPS)).encode()).hexdigest()[:8]


def migrations():
    """Return what changes whenever a migration does, or the data it brings."""
    told = hashlib.sha256()
    for path in sorted(Path(settings.BASE_DIR).glob("[!.]*/**/migrations/*.py")):
        if "node_modules" not in path.parts:
            told.update(path.read_bytes())
    for path in sorted(Path(settings.BASE_DIR).glob("*/data/*.json")):
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def _make(path, folder):
    for old in folder.glob(f"{apps()}-*.sqlite3*"):
        old.unlink()
    part = folder / "part"
    part.unlink(missing_ok=True)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{part}"},
        check=True,
    )
    # What still stands in the write-ahead log belongs to the file before it gets its name.
    with sqlite3.connect(part) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    database.close()
    part.rename(path)
