"""A way to import a text or a file, as the command and the worker do."""

import io
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import Workbook

from accountfile.core.models import Batch, plain
from accountfile.importing import memory
from accountfile.importing.by_command import store_file
from accountfile.importing.engine import make_plan, understood
from accountfile.importing.registry import all_kinds

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


@pytest.fixture
def plan_for(db):
    """Return a function that gives the plan of a text or of bytes, and the table."""

    def planned(kind, data, aliases=(), **options):
        kind = all_kinds()[kind]()
        data = data.encode() if isinstance(data, str) else data
        corrections = {(field, plain(text)): meant for field, text, meant in aliases}
        table, wishes = understood(kind, data, aliases=corrections, memory=memory, **options)
        return make_plan(kind, table, wishes), table, data

    return planned


@pytest.fixture
def bring(plan_for):
    """Return a function that imports a text or bytes for good, and gives what the command would
    print.
    """

    def brought(kind, data, aliases=(), **options):
        plan, table, data = plan_for(kind, data, aliases, **options)
        store_file(plan, table, data, f"{uuid.uuid4().hex}.csv", aliases)
        return plan.result()

    return brought


@pytest.fixture
def reasons(plan_for):
    """Return a function that gives the problems of a file as (row, column, reason)."""

    def found(kind, data, **options):
        plan, _, _ = plan_for(kind, data, **options)
        return [(each.row, each.column, each.reason) for each in plan.problems()]

    return found


@pytest.fixture
def workbook():
    """Return a function that gives the bytes of a workbook: one list of rows a sheet, numbers in
    this format.
    """

    def made(format="General", **sheets):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            for cell in (
                cell
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, float | int)
            ):
                cell.number_format = format
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return made


@pytest.fixture
def real():
    """Return a function that gives the bytes of one of the files that lie beside the product."""

    def read(name):
        path = DATA / name
        if not path.exists():
            pytest.skip(f"{name} does not lie beside the product")
        return path.read_bytes()

    return read


@pytest.fixture
def last_batch():
    """Return a function that gives the latest import."""
    return lambda: Batch.objects.order_by("-pk").first()
