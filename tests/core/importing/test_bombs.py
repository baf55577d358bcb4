"""Workbooks that were made to do harm are refused before they do any."""

import io
import zipfile

import pytest

from accountfile.core.importing.engine import read_tables
from accountfile.core.importing.kinds import Refused

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
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
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
    assert refusal(with_sheet(workbook, xml)) == "The sheet “Accounts” has more than 100,000 rows: import it in parts."


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
