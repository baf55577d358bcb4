"""A backup is restored and compared, row by row and file by file; its letters wait for a person."""

import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

from accountfile.workshop import backups
from tests.database import migrated

ROOT = Path(__file__).resolve().parents[2]
FILL = """
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone
from accountfile.core.models import Account, Document, acting_as
from accountfile.mail import services as mail
from accountfile.mail.models import Letter, LetterState
from accountfile.people.models import User
max = User.objects.create(username="max", name="Max", email="max@example.com")
with acting_as("a test"):
    acme = Account.objects.create(name="Acmé 中文 \\N{SNOWMAN}", account_manager=max)
    plan = Document(account=acme, title="Plan", file_name="plan.txt", by=max)
    plan.file.save("plan.txt", ContentFile(b"Our plan."))
for key in ("waits", "left"):
    mail.post(
        key=key,
        to_person=max,
        subject="Hello",
        text="Hello",
        kind="reminder",
        why="Because.",
    )
Letter.objects.filter(key="left").update(state=LetterState.SENT, sent_at=timezone.now())
Session.objects.create(session_key="s", session_data="d", expire_date=timezone.now())
"""
LOOK = """
import hashlib, json
from django.core.files.storage import default_storage
from django.db import connection
from accountfile.core.models import Document, Morning
from accountfile.mail.models import Letter
def fingerprint(content):
    return hashlib.sha256(content).hexdigest()
found = {"tables": {}, "mornings": Morning.objects.count()}
found["letters"] = dict(Letter.objects.values_list("key", "state"))
found["files"] = [fingerprint(each.file.open("rb").read()) for each in Document.objects.all()]
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(map(repr, cursor.fetchall()))
        found["tables"][table] = fingerprint(repr(rows).encode())
print(json.dumps(found))
"""
# What a restore changes on purpose: who is signed in, whose morning is done, what became of the
# letters.
CHANGED = {"django_session", "core_morning", "mail_letter", "mail_letterevent"}


class House:
    """One installation: a folder of its own, and a database."""

    def __init__(self, folder, database):
        self.folder = folder
        folder.mkdir()
        self.surroundings = os.environ | {
            "ACCOUNTFILE_VAR": str(folder),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "accountfile.settings",
            "SECRET_KEY": "",
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
        }

    def run(self, *words, ok=True):
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode == 0) is ok, ran.stderr
        return ran.stdout if ok else ran.stderr

    def manage(self, *words, **more):
        return self.run("manage.py", *words, **more)

    def python(self, code):
        return self.run("-c", f"import django; django.setup()\n{code}")


@pytest.fixture
def houses(tmp_path):
    """Two installations on the database that the tests run on: one migrated, one without a single
    table.
    """
    names = [f"backup_{os.getpid()}_{name}" for name in ("one", "other")]
    if connection.vendor == "sqlite":
        one, other = (
            House(tmp_path / n, f"sqlite:///{tmp_path}/{n}/accountfile.sqlite3") for n in names
        )
        shutil.copy(migrated(), one.folder / "accountfile.sqlite3")
        yield one, other
        return
    known = connection.settings_dict
    server = (
        f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT'] or 5432}"
    )
    for name in names:
        on_the_server(f"CREATE DATABASE {name}")
    one, other = (House(tmp_path / name, f"{server}/{name}") for name in names)
    one.manage("migrate", "-v0")
    yield one, other
    for name in names:
        on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_the_server(statement):
    """Do what PostgreSQL does in no transaction, beside the tests' own database."""
    known = connection.settings_dict
    words = {
        "user": known["USER"],
        "password": known["PASSWORD"],
        "host": known["HOST"],
        "port": known["PORT"] or 5432,
    }
    admin = import_module("psycopg2").connect(dbname="postgres", **words)
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(statement)
    admin.close()


@pytest.mark.processes
def test_what_is_restored_is_what_was_backed_up_and_its_letters_are_held(houses, tmp_path):
    one, other = houses
    one.python(FILL)
    before, backup = json.loads(one.python(LOOK)), tmp_path / "backup"
    said = one.manage("backup", str(backup))
    assert "1 files lie in" in said and "The key too." in said
    assert backup.stat().st_mode & 0o077 == 0
    assert "1 letters are held back" in other.manage("restore_backup", str(backup))
    after = json.loads(other.python(LOOK))
    differing = {
        name for name, digest in before["tables"].items() if after["tables"].get(name) != digest
    }
    assert (after["files"], differing) == (before["files"], CHANGED)
    assert (after["letters"], after["mornings"]) == ({"waits": "hold", "left": "sent"}, 1)
    assert (other.folder / "secret_key").read_text() == (one.folder / "secret_key").read_text()
    assert "Say --over" in other.manage("restore_backup", str(backup), ok=False)
    assert "held back" in other.manage("restore_backup", str(backup), "--over")


@pytest.fixture
def backup(tmp_path):
    """The folder of a backup that holds one file and nothing else."""
    files = tmp_path / backups.FILES
    files.mkdir()
    (files / "plan").write_bytes(b"Our plan.")
    found = {
        "database": connection.vendor,
        "rows": {},
        "files": {"plan": backups._digest(files / "plan")},
    }
    (tmp_path / backups.MANIFEST).write_text(json.dumps(found))
    return tmp_path


def test_a_backup_of_another_kind_of_database_is_refused(backup, db):
    manifest = backup / backups.MANIFEST
    manifest.write_text(manifest.read_text().replace(connection.vendor, "oracle"))
    with pytest.raises(backups.BackupRefused, match="is of oracle"):
        backups.restore(backup)


def test_a_backup_is_not_put_over_people_unasked(backup, max):
    with pytest.raises(backups.BackupRefused, match="People are here already"):
        backups.restore(backup)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"Their plan.")])
def test_a_backup_with_a_file_that_is_gone_or_was_changed_is_refused(backup, db, damage):
    damage(backup / backups.FILES / "plan")
    with pytest.raises(backups.BackupRefused, match="The file plan"):
        backups.restore(backup)


def test_an_earlier_backup_is_never_written_over(backup, db):
    with pytest.raises(FileExistsError):
        backups.make(backup)
