"""A pack that was frozen years ago is printed by the templates of its format; what is frozen now is
named.
"""

import copy
import io
import json
import re
from pathlib import Path

import pdfua
import pytest
from pypdf import PdfReader
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from accountfile import pdf
from accountfile.workshop.management.commands.sample import make_sample_company
from reviews import pack as printing
from reviews.freeze import checksum
from reviews.models import Pack
from reviews.models.pack import FORMATS

STORED = Path(__file__).parent / "packs"
MISSING = "«nothing is called %s»"


def stored(number):
    """Return the pack that was kept when a format was released."""
    return Pack(**json.loads((STORED / f"format-{number}.json").read_text(encoding="utf-8")))


def names_in(data, path=""):
    """Yield the path of every name in frozen data, the rows of a list taken together."""
    for name, value in data.items() if isinstance(data, dict) else ():
        yield f"{path}.{name}"
        yield from names_in(value, f"{path}.{name}")
    for row in data if isinstance(data, list) else ():
        yield from names_in(row, path)


def rows_without_names(data, path=""):
    """Yield the path of every row that is a list: what it means, only its position says."""
    pairs = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for name, value in pairs:
        if isinstance(data, list) and isinstance(value, list):
            yield f"{path}.{name}"
        yield from rows_without_names(value, f"{path}.{name}")


@pytest.fixture
def strict_templates(settings):
    """Print a sentence wherever a template asks for a name that the data does not have."""
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[0].setdefault("OPTIONS", {})["string_if_invalid"] = MISSING
    settings.TEMPLATES = engines


@pytest.fixture
def sample_packs(db, today, settings, tmp_path):
    """The packs of the sample company, as they are frozen today."""
    settings.SAMPLE_SIGN_INS = tmp_path / "sign_ins.txt"
    make_sample_company(today)
    return list(Pack.objects.all())


@pytest.mark.parametrize("number", FORMATS)
def test_a_stored_pack_of_every_format_is_printed_whole(number, strict_templates, monkeypatch):
    pages = []
    monkeypatch.setattr(
        pdf,
        "printed",
        lambda html, printed=pdf.printed, **more: pages.append(html) or printed(html),
    )
    pack = stored(number)
    sheets = PdfReader(io.BytesIO(printing.draw(pack).content)).pages
    text = " ".join(page.extract_text() for page in sheets)
    # The snapshot is one page, whatever stands on it.
    assert "What changed" in sheets[2].extract_text()
    assert "nothing is called" not in pages[0]
    for title in ("Snapshot", "What changed", "Agenda and minutes", "Actions and distribution"):
        assert title in text
    for item in pack.data["agenda"]:
        assert item["title"] in pages[0]
    assert pages[0].count("<img") >= 3 and pages[0].count("<table") > 20


@pytest.mark.parametrize("number", FORMATS)
def test_a_stored_pack_is_as_it_was_signed(number):
    pack = stored(number)
    assert (pack.data["format"], checksum(pack.data)) == (number, pack.checksum)


def test_rows_are_frozen_by_name_and_every_name_of_the_newest_format_is_still_frozen(sample_packs):
    assert [list(rows_without_names(pack.data)) for pack in sample_packs] == [[]] * len(
        sample_packs
    )
    assert {pack.data["format"] for pack in sample_packs} == {FORMATS[-1]}
    now = {name for pack in sample_packs for name in names_in(pack.data)}
    assert set(names_in(stored(FORMATS[-1]).data)) - now == set()


def test_a_pack_of_a_later_version_is_given_up_at_once_and_says_why(held, close, max):
    pack = close(held, max)
    pack.data["format"] = 999
    pack.save()
    printing.sweep()
    pack.refresh_from_db()
    sentence = "The pack was frozen in format 999, which this version cannot print."
    assert (pack.state, pack.attempts, pack.error) == ("dead", 1, sentence)


AMOUNT = re.compile(r"USD [0-9][0-9,.]*")
LARGEST = "USD 999,999,999,999.99"


def with_the_largest_amounts(pack):
    """Return the pack with every amount as long as the file allows."""
    text = AMOUNT.sub(LARGEST, json.dumps(pack.data))
    return Pack(
        edition=pack.edition, template_version=1, checksum=pack.checksum, data=json.loads(text)
    )


def text_outside_its_cell(document):
    """Yield the texts that reach out of the cell of the table, or of the figure, that holds
    them.
    """
    for page in document.pages:
        for cell in page._page_box.descendants():
            if isinstance(cell, boxes.TableCellBox) or cell.element_tag in ("dd", "dt"):
                right = cell.position_x + cell.border_width() + 0.5
                lines = [box for box in cell.descendants() if isinstance(box, boxes.TextBox)]
                yield from (box.text for box in lines if box.position_x + box.width > right)


@pytest.mark.parametrize("number", FORMATS)
def test_no_table_of_a_pack_is_narrower_than_what_it_says(number, monkeypatch):
    documents = []
    write = Document.write_pdf
    monkeypatch.setattr(
        Document, "write_pdf", lambda self, **how: documents.append(self) or write(self, **how)
    )
    printing.draw(with_the_largest_amounts(stored(number)))
    assert list(text_outside_its_cell(documents[0])) == []


@pytest.mark.parametrize("number", FORMATS)
def test_a_printed_pack_keeps_the_rules_of_accessible_paper(number, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(printing.draw(stored(number)).content)
    findings = pdfua.validate(str(path)).findings
    assert [str(found) for found in findings if found.severity == pdfua.Severity.ERROR] == []
