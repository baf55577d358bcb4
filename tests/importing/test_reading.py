"""Files as companies have them: every encoding, separator and quote; what is no table is refused in
a sentence.
"""

import codecs
import json

import pytest

from accountfile.importing.engine import read_tables
from accountfile.importing.kinds import Refused
from accountfile.importing.texts import encoding_of

CORNER_CASES = (
    "comma_in_quotes empty empty_crlf escaped_quotes json location_coordinates newlines "
    "newlines_crlf "
    "quotes_and_newlines simple simple_crlf utf8"
)


def read(data):
    """Return (line number, cells) of each row of the first table."""
    table = next(read_tables(data))
    return table.headers, [(line.number, line.cells) for line in table.rows()]


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data)
    return str(refused.value)


@pytest.mark.parametrize("name", CORNER_CASES.split())
def test_every_published_corner_case_is_read_as_published(name, real):
    headers, rows = read(real(f"csv-corner-cases/csvs/{name}.csv"))
    wanted = json.loads(real(f"csv-corner-cases/json/{name}.json"))
    if name == "location_coordinates":
        # Its publisher replaced the telephone number in the result alone.
        wanted = [wanted | {"Contact Phone Number": "2095257564"}]
    assert [dict(zip(headers, cells, strict=True)) for _, cells in rows] == wanted


def test_a_line_break_in_quotes_stays_and_counts_as_a_line():
    data = b'a,b\r\n1,"x\r\ny"\r\n2,z\r\n'
    assert read(data) == (["a", "b"], [(2, ["1", "x\r\ny"]), (4, ["2", "z"])])


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_the_encoding_is_recognised(encoding, mark):
    data = mark + "name;city\nFolk och fä;Bräcke\nCafé;Köln\n".encode(encoding)
    assert read(data) == (["name", "city"], [(2, ["Folk och fä", "Bräcke"]), (3, ["Café", "Köln"])])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_recognised_beside_others_in_the_text(separator):
    rows = [["name", "value"], ["Smith; Sons", "1"], ["A\tB", "2"], ["Berlin, Bonn", "3"]]
    data = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows).encode()
    assert [cells for _, cells in read(data)[1]] == rows[1:]


def test_decimal_commas_do_not_hide_the_semicolon():
    assert read(b"name;value\nAcme;1,5\nBolt;2,5\n")[1] == [
        (2, ["Acme", "1,5"]),
        (3, ["Bolt", "2,5"]),
    ]


TABLE = "name;revenue;staff\nAcme;1,5;2,5\nBolt;2,5;3,5\n"


@pytest.mark.parametrize(
    "above", ["Our clients\n", "Our clients;;\nAs of;31.12.2025;\n;;\n", "sep=;\n"]
)
def test_what_stands_above_the_headers_is_passed_over(above):
    headers, rows = read((above + TABLE).encode())
    assert (headers, [cells for _, cells in rows]) == (
        ["name", "revenue", "staff"],
        [["Acme", "1,5", "2,5"], ["Bolt", "2,5", "3,5"]],
    )
    assert rows[0][0] == above.count("\n") + 2


@pytest.mark.parametrize("label", ["Total", "Summe:", "TOTAL GENERAL", "Grand Totals (36)"])
def test_a_line_of_totals_is_no_row(label):
    table = next(read_tables(f"name;sector;revenue\nTotal;oil;5\n{label};;1.234,50 €\n".encode()))
    assert [line.fault for line in table.rows()] == [
        "",
        "is a line of totals, not a row of its own",
    ]


def test_a_note_below_the_table_is_no_row():
    table = next(read_tables(b"name,sector,staff\nAcme,oil,5\nBolt,,\n,,\nExported by Max,,\n"))
    sentence = "stands below the table and has one cell alone: it is taken for a note"
    assert [(line.number, line.fault) for line in table.rows()] == [(2, ""), (3, ""), (5, sentence)]


def test_a_row_with_another_number_of_cells_is_at_fault():
    table = next(read_tables(b"a,b\n1\n1,2,3\n1,2,\n1,2\n"))
    faults = [(line.number, line.fault) for line in table.rows()]
    wanted = [
        (2, "the row has 1 cells, the header 2"),
        (3, "the row has 3 cells, the header 2"),
        (4, ""),
        (5, ""),
    ]
    assert faults == wanted


def test_columns_of_the_same_name_are_told_apart():
    assert read(b"name,name,\nx,y,z\n")[0] == ["name", "name (2)", "column 3"]


def test_the_first_wide_row_of_a_sheet_is_its_header(workbook):
    data = workbook(
        Accounts=[["Our accounts"], [], ["name", "sector"], ["Acme", "retail"], ["Bolt"]]
    )
    assert read(data) == (["name", "sector"], [(4, ["Acme", "retail"]), (5, ["Bolt", None])])


def test_a_percentage_of_a_sheet_is_what_the_sheet_shows(workbook):
    data = workbook(format="0%", Deals=[["name", "chance"], ["Acme", 0.3], ["Bolt", 1]])
    assert [cells for _, cells in read(data)[1]] == [["Acme", "30.0%"], ["Bolt", "100%"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"%PDF-1.7 ...", "The file is not a table but a PDF."),
        (
            b"<!DOCTYPE html><table>",
            "The file is not a table but a web page or XML: save it as .xlsx or CSV.",
        ),
        (b"\x89PNG\r\n\x1a\n", "The file is not a table but a picture."),
        (bytes(range(256)) * 40, "The file is not a table: it is not text."),
        (b'name\n"Acme\nBolt\n', "The quote that opens in line 2 is not closed where a cell ends."),
        (
            b"PK\x03\x04 nothing",
            "The workbook is damaged: open it in a spreadsheet and save it again as .xlsx.",
        ),
        (b"a," * 300 + b"a\n1", "The file has 301 columns; at most 200 can be read."),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data, sentence):
    assert refusal(data) == sentence


def test_a_broken_character_in_utf8_is_not_read_as_another_encoding():
    data = "näme,x\nÄrger,Öl\nÜbung,ß\n".encode() + b"caf\xe9,1\n"
    with pytest.raises(Refused) as refused:
        encoding_of(data)
    words = "Line 4 has a broken character; the rest of the file is UTF-8. Save it again as UTF-8."
    assert str(refused.value) == words


def test_one_broken_character_beside_two_good_ones_is_no_other_encoding():
    with pytest.raises(Refused, match="Line 3 has a broken character"):
        encoding_of("näme\nMüller\n".encode() + b"caf\xe9\n")


def test_more_rows_than_can_be_read_are_refused():
    assert (
        refusal(b"name\n" + b"\n" * 100_100)
        == "The file has more than 100,000 rows: import it in parts."
    )


def test_one_cell_below_a_table_of_two_columns_is_a_row():
    table = next(read_tables(b"name,sector\nAcme,oil\n,\nBolt,\n"))
    assert [line.fault for line in table.rows()] == ["", ""]


def test_a_quote_that_is_not_doubled_is_a_fault_of_its_row_alone():
    table = next(read_tables(b'name,sector\n"Ac"me",oil\nBolt,oil\n'))
    fault = "a quote stands inside a quoted cell without being doubled"
    assert [line.fault for line in table.rows()] == [fault, ""]


def test_one_broken_character_beside_one_good_one_is_no_other_encoding():
    with pytest.raises(Refused, match="Line 2 has a broken character"):
        encoding_of("ä\n".encode() + b"caf\xe9\n")
