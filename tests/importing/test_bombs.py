"""Workbooks that were made to do harm are refused before they do any."""

import io
import time
import zipfile

import pytest

from accountfile.core.models import Batch
from accountfile.importing import batches
from accountfile.importing.engine import read_tables
from accountfile.importing.kinds import Refused
from accountfile.importing.registry import all_kinds

UNREADABLE = "The workbook cannot be read: open it in a spreadsheet and save it again as .xlsx."


def with_sheet(workbook, xml):
    """Return a workbook whose only sheet is this XML."""
    source = zipfile.ZipFile(io.BytesIO(workbook(Accounts=[["name"], ["Acme"]])))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return made.getvalue()


def refusal(data):
    with pytest.raises(Refused) as refused:
        [list(table.rows()) for table in read_tables(data)]
    return str(refused.value)


def cells(rows):
    start = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return f"{start}{rows}</sheetData></worksheet>"


def test_a_workbook_that_swells_is_refused_before_it_is_opened(workbook):
    row = '<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    words = "The workbook is too large once unpacked: save the sheet alone, or as CSV in parts."
    assert refusal(with_sheet(workbook, cells(row * 200_000))) == words


def test_nested_entities_are_refused(workbook):
    nested = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    xml = nested + cells('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>')
    assert refusal(with_sheet(workbook, xml)) == UNREADABLE


def test_one_cell_in_the_last_corner_of_the_sheet_is_refused(workbook):
    xml = cells('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>')
    assert (
        refusal(with_sheet(workbook, xml))
        == "The sheet “Accounts” has more than 100,000 rows: import it in parts."
    )


def test_a_cell_far_to_the_right_is_refused(workbook):
    xml = cells('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>')
    assert refusal(with_sheet(workbook, xml)) == "The sheet “Accounts” has more than 200 columns."


def test_an_archive_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("accounts.csv", "name\nAcme\n")
    words = "The file is an archive but not an .xlsx workbook: save it as .xlsx or CSV."
    assert refusal(file.getvalue()) == words


def test_a_workbook_with_broken_parts_is_refused(workbook):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert refusal(file.getvalue()) == UNREADABLE


TEXTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
OVERRIDE = f'<Override PartName="/xl/anything.xml" ContentType="{TEXTS}"/></Types>'.encode()


def with_texts(workbook, xml):
    """Return a workbook whose table of shared texts is this XML, in a file of any name."""
    source = zipfile.ZipFile(io.BytesIO(workbook(Accounts=[["name"], ["Acme"]])))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            kept = source.read(name)
            target.writestr(
                name, kept.replace(b"</Types>", OVERRIDE) if name == "[Content_Types].xml" else kept
            )
        target.writestr("xl/anything.xml", xml)
    return made.getvalue()


SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>'
MANY = "The workbook has more than 1,000,000 different texts: save it as CSV in parts."


@pytest.mark.parametrize("text", ["<si><t>{}</t></si>", "<si/><!--{}-->"])
def test_more_texts_than_memory_holds_are_counted_and_never_read(workbook, text, monkeypatch):
    monkeypatch.setattr("accountfile.importing.workbook.MOST_RATIO", 1000)
    xml = SHARED.format("".join(text.format(number) for number in range(1_000_001)))
    begun = time.process_time()
    assert refusal(with_texts(workbook, xml)) == MANY
    # Reading them would take ten seconds; packing them, which is part of this, takes about one.
    assert time.process_time() - begun < 5


def test_more_cells_than_can_be_read_are_refused(workbook, monkeypatch):
    monkeypatch.setattr("accountfile.importing.reading.MOST_CELLS", 5)
    words = "The file has more than 5 cells: import it in parts."
    assert refusal(workbook(Accounts=[["a", "b"], [1, 2], [3, 4], [5, 6]])) == words
    assert refusal(b"a,b\n1,2\n3,4\n5,6\n") == words


def test_a_small_file_that_unpacks_to_a_lot_is_left_to_the_worker(workbook, cast):
    xml = SHARED.format("<si><t>Acme</t></si>" + "<si><t>the same again</t></si>" * 100_000)
    data = with_texts(workbook, xml)
    batch = batches.receive(
        kind=all_kinds()["accounts"](), data=data, file_name="a.xlsx", person=cast["dora"]
    )
    assert (len(data) < Batch.AT_ONCE, batch.is_light, batch.state) == (
        True,
        False,
        Batch.State.TO_OPEN,
    )
