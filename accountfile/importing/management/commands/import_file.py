"""``manage.py import_file KIND FILE``: an import from the command line, by the same code as in the
browser.
"""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accountfile.base.clock import house_day
from accountfile.core import standing
from accountfile.core.models import plain
from accountfile.importing import batches, memory
from accountfile.importing.by_command import store_file
from accountfile.importing.engine import listed, make_plan, understood
from accountfile.importing.kinds import Refused
from accountfile.importing.plan import refused_whole
from accountfile.importing.reading import MOST_BYTES
from accountfile.importing.registry import all_kinds


class Command(BaseCommand):
    help = (
        "Import a CSV or XLSX file and print what became of each row; without --commit nothing "
        "is stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", help=f"one of: {', '.join(all_kinds())}")
        parser.add_argument("file")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="which column means a field",
        )
        parser.add_argument(
            "--alias",
            action="append",
            default=[],
            metavar="FIELD:FROM=TO",
            help="what a spelling stands for",
        )
        parser.add_argument(
            "--sheet", default="", help="the sheet of a workbook; else the first one that fits"
        )
        parser.add_argument(
            "--dates", default="", choices=["", "dmy", "mdy"], help="what comes first in 03/04/2024"
        )
        parser.add_argument(
            "--commit", action="store_true", help="store it; else only say what would be stored"
        )

    def handle(self, *, kind, file, commit, sheet, dates, **options):
        kinds = all_kinds()
        if kind not in kinds:
            raise CommandError(
                f"“{kind}” cannot be imported; what can: {', '.join(kinds)}.", returncode=2
            )
        given = pairs(options["map"], "--map FIELD=COLUMN")
        aliases = corrections(options["alias"])
        try:
            data = contents(file)
            kind = kinds[kind]()
            refuse_unknown(kind, aliases)
            table, wishes = understood(
                kind,
                data,
                sheet=sheet,
                given=given,
                aliases=meanings(aliases),
                dates=dates,
                memory=memory,
            )
            plan = make_plan(kind, table, wishes)
            if commit:
                plan = store_file(
                    plan,
                    table,
                    data,
                    Path(file).name,
                    aliases,
                )
                standing.refresh_stale(house_day())
        except (Refused, DatabaseError) as refusal:
            self.refuse(refusal)
        self.print(plan.result())
        for sentence in besides(plan, table):
            self.stderr.write(sentence)

    def print(self, result):
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))

    def refuse(self, refusal):
        """Print an empty result and the reason, and end with 1."""
        reason = str(refusal) if isinstance(refusal, Refused) else batches.STORED_BY_OTHERS
        self.print(refused_whole(reason))
        self.stderr.write(reason)
        sys.exit(1)


def besides(plan, table):
    """Yield what the numbers do not say: what was not read, what is new, how to say which date is
    meant.
    """
    if len(table.sheets) > 1:
        yield f"Read from the sheet “{table.sheet}” of {', '.join(table.sheets)}."
    if plan.unread:
        yield f"Not read: {listed(plan.unread)}; --map FIELD=COLUMN reads one."
    for doubt in plan.doubts:
        if doubt.becomes:
            yield (
                f"New: {doubt.field} “{doubt.text}” counts as {doubt.becomes}; --alias "
                "FIELD:FROM=TO changes that."
            )
    if plan.unsure_dates:
        yield f"Day or month first? Say it with --dates: {listed(plan.unsure_dates)}."


def contents(path):
    """Return the bytes of a file, refusing one that cannot be read or is too large."""
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise Refused(f"The file {path} cannot be read: {fault.strerror}.") from fault


def pairs(words, usage):
    """Return what stands before and after the first "=" of each word."""
    if wrong := [
        word for word in words if not word.partition("=")[1] or not word.partition("=")[0]
    ]:
        raise CommandError(f"“{wrong[0]}” is not understood: write {usage}.", returncode=2)
    return {
        before.strip(): after.strip()
        for before, _, after in (word.partition("=") for word in words)
    }


def corrections(words):
    """Return ``[(field, from, to)]``."""
    found = []
    for before, after in pairs(words, "--alias FIELD:FROM=TO").items():
        field, colon, text = before.partition(":")
        if not (field and colon and text and after):
            raise CommandError(
                f"“{before}={after}” is not understood: write --alias FIELD:FROM=TO.", returncode=2
            )
        found.append((field, text, after))
    return found


def refuse_unknown(kind, aliases):
    """Refuse a spelling of a field that the kind does not have."""
    for field, _, _ in aliases:
        if kind.field(field) is None:
            raise Refused(
                f"“{field}” is no field of {kind.plural}, so it has no spellings to correct."
            )


def meanings(aliases):
    """Return ``{(field, plain text): text}``."""
    return {(field, plain(text)): stands_for for field, text, stands_for in aliases}
