"""A backup of all that is kept, database, files and key, and the way back to where it was made."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.utils import timezone

from accountfile.core.models import Morning
from accountfile.mail import services as mail
from accountfile.mail.models import Letter
from accountfile.people.models import User

REASON = "Restored from a backup: it may have left already."
DATABASE = "database"
FILES = "files"
KEY = "secret_key"
MANIFEST = "manifest.json"


class BackupRefused(Exception):
    """The backup does not belong here, or something is here that it would overwrite; the message
    says which.
    """


def make(folder, *, with_files=True):
    """Write a backup into a new folder while the product runs; return what stands in its
    manifest.
    """
    folder.mkdir(parents=True, mode=0o700)
    dump = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}[connection.vendor]
    found = {"made_at": timezone.now().isoformat(), "database": connection.vendor}
    # The database first: a file is there before its row, so every row that is kept finds its file.
    found["rows"] = dump(folder / DATABASE)
    found["files"] = dict(_copy_out(folder / FILES)) if with_files else {}
    if (settings.VAR / KEY).exists():
        shutil.copy2(settings.VAR / KEY, folder / KEY)
    (folder / MANIFEST).write_text(json.dumps(found, indent=1))
    return found


def restore(folder, *, over=False):
    """Put a backup in place of what is here, compare it with its manifest, and hold back every
    letter in it.

    Nobody stays signed in, and the day of the restore counts as told: what the mornings wrote after
    the backup was made has been read already.
    """
    found = json.loads((folder / MANIFEST).read_text())
    _check(folder, found, over)
    load = {"sqlite": _load_sqlite, "postgresql": _load_postgresql}[connection.vendor]
    load(folder / DATABASE)
    if (rows := _count()) != found["rows"]:
        tables = [table for table in found["rows"] if rows.get(table) != found["rows"][table]]
        raise BackupRefused(f"These tables are not what they were: {', '.join(tables)}.")
    for name in found["files"]:
        _copy_in(folder / FILES / name, name)
    if (folder / KEY).exists():
        shutil.copy2(folder / KEY, settings.VAR / KEY)
    call_command("migrate", verbosity=0)
    cache.clear()
    return found | {"held": _settle()}


@transaction.atomic
def _settle():
    Session.objects.all().delete()
    people = User.objects.active()
    days = [Morning(person=person, done_on=person.today()) for person in people]
    Morning.objects.bulk_create(
        days,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=["done_on"],
    )
    return mail.hold(
        Letter.objects.all(),
        by="restore_backup",
        reason=REASON,
    )


def _check(folder, found, over):
    if found["database"] != connection.vendor:
        raise BackupRefused(
            f"The backup is of {found['database']}, and this is {connection.vendor}."
        )
    known = User._meta.db_table in connection.introspection.table_names()
    if known and User.objects.exists() and not over:
        raise BackupRefused("People are here already. Say --over to put the backup in their place.")
    for name, digest in found["files"].items():
        path = folder / FILES / name
        if not path.exists() or _digest(path) != digest:
            raise BackupRefused(f"The file {name} of the backup is missing or was changed.")


def _count():
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor, table):
    # The name is a table's own, as the database tells it.
    name = connection.ops.quote_name(table)
    cursor.execute(f"SELECT COUNT(*) FROM {name}")  # noqa: S608
    return cursor.fetchone()[0]


def _dump_sqlite(path):
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(copy)
        tables = copy.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return {table: _rows(copy.cursor(), table) for (table,) in sorted(tables.fetchall())}
    finally:
        copy.close()


def _load_sqlite(path):
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        copy.backup(connection.connection)
    finally:
        copy.close()


def _dump_postgresql(path):
    """Dump the database as it stands at one moment, and count it at that same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        rows = _count()
        _run("pg_dump", "-Fc", "--no-owner", f"--snapshot={moment}", f"--file={path}")
    return rows


def _load_postgresql(path):
    name = f"--dbname={connection.settings_dict['NAME']}"
    connection.close()
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        name,
        str(path),
    )


def _run(program, *words):
    known, secret = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    name = [] if program == "pg_restore" else known[-1:]
    command = [
        program,
        *words,
        *known[1:-1],
        *name,
    ]
    # The words of the command are our own.
    environment = os.environ | (secret or {})
    subprocess.run(command, check=True, env=environment)  # noqa: S603


def _copy_out(target):
    """Copy every file that is kept, yielding its name and its fingerprint."""
    for name in _names(""):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with default_storage.open(name) as source, (target / name).open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield name, _digest(target / name)


def _names(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever kept
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in files)
    for each in folders:
        yield from _names(f"{folder}/{each}".lstrip("/"))


def _copy_in(path, name):
    default_storage.delete(name)
    with path.open("rb") as file:
        default_storage.save(name, File(file))


def _digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
