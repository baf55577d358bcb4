"""Work out a key figure from its inputs, or one for every row of a file."""

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accountfile.kpi import MEASURES, InputRefused, measure
from accountfile.wording import plain


class Command(BaseCommand):
    help = (
        "Print the value of one measure, or of each row of a CSV file with the columns id, kpi "
        "and inputs."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help=", ".join(MEASURES))
        parser.add_argument("inputs", nargs="?", help="the inputs as JSON")
        parser.add_argument("--file", help="a CSV file with the columns id, kpi and inputs")

    def handle(self, *, name, inputs, file, **options):
        if file:
            return self._file(file)
        if not name or inputs is None:
            raise CommandError(
                "Name a measure and its inputs, or a file with --file.", returncode=2
            )
        try:
            self.stdout.write(plain(measure(name, read_inputs(inputs))))
        except InputRefused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _file(self, path):
        """Print id,value for each row; a refused row says why, and the whole then ends with 1."""
        answers = [answer(row) for row in read_rows(path)]
        csv.writer(self.stdout, lineterminator="\n").writerows(answers)
        if any(value.startswith("refused: ") for _, value in answers):
            sys.exit(1)


def answer(row):
    """Return (id, value) of one row of the file."""
    try:
        return row["id"], plain(measure(row["kpi"], read_inputs(row["inputs"])))
    except InputRefused as refused:
        return row["id"], f"refused: {refused}"


def read_inputs(text):
    """Return the inputs written as JSON, with every number exact."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except ArithmeticError as fault:
        raise InputRefused(
            "The inputs hold a number that is beyond what can be counted here."
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise InputRefused(f"The inputs are not JSON: {fault}.") from fault


def _no_number(word):
    raise ValueError(f"{word} is not a number")


def read_rows(path):
    """Return the rows of the file with id, kpi and inputs, whatever the case of the header."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise CommandError(f"The file cannot be read: {fault.strerror}.", returncode=2) from fault
    except UnicodeDecodeError as fault:
        raise CommandError("The file is not UTF-8.", returncode=2) from fault
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = {name.strip().lower(): name for name in reader.fieldnames or [] if name}
    if absent := [name for name in ("id", "kpi", "inputs") if name not in columns]:
        raise CommandError(
            f"The file has no column {' and no column '.join(absent)}.", returncode=2
        )
    try:
        return [
            {name: (row[columns[name]] or "").strip() for name in ("id", "kpi", "inputs")}
            for row in reader
        ]
    except csv.Error as fault:
        raise CommandError(
            f"Line {reader.line_num + 1} cannot be read: {fault}.", returncode=2
        ) from fault
