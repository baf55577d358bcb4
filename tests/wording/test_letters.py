"""The letters of the world's scripts: printed with a real font, in the pack and in charts; what
lacks one is named.
"""

import io
import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from accountfile import charts, pdf
from accountfile.charts.fonts import FALLBACKS, families

NAMES = {
    "Arabic": "شركة النور للأغذية",
    "Hebrew": "קבוצת הצפון",
    "Japanese": "山田運輸株式会社、新しい倉庫を開く。",
    "Chinese": "上海进出口有限公司",
    "Korean": "삼성전자 주식회사",
    "Hindi": "हिन्दी में समझौता हुआ",
    "Tamil": "சென்னை நிறுவனம்",
    "Bengali": "ঢাকা লিমিটেড",
    "Thai": "ราคาใหม่",
    "Greek": "Κρύο",
    "Emoji": "Agreed 👍🏽 — 🚚 on Fridays",
}
NO_FONT_HAS_IT = "\U0001e290"  # Toto, a script of Bhutan that Unicode 14 brought


@pytest.fixture(scope="module")
def paper():
    rows = "".join(f"<p>{name}</p>" for name in NAMES.values())
    return pdf.printed(f'<html lang="en-GB"><title>Names</title><h1>Names</h1>{rows}')


def fonts_of(paper):
    """Return the embedded font programs by their name, as the printed pages use them."""
    found = {}
    for page in PdfReader(io.BytesIO(paper.content)).pages:
        for entry in page["/Resources"]["/Font"].values():
            font = entry.get_object()
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            kind = next(kind for kind in ("/FontFile2", "/FontFile3") if kind in descriptor)
            found[font["/BaseFont"].split("+")[1]] = descriptor[kind].get_data()
    return found


def test_every_script_is_printed_with_letters_of_a_real_font(paper):
    assert paper.missing == ""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
    printed = set(unicodedata.normalize("NFKC", text))
    for script in ("Japanese", "Chinese", "Korean", "Thai", "Greek", "Emoji"):
        assert set(unicodedata.normalize("NFKC", NAMES[script])) - printed == set()
    wanted = {
        "Noto-Sans-CJK-JP",
        "Noto-Sans-Devanagari",
        "Noto-Sans-Thai",
        "Noto-Color-Emoji",
        "Inter",
    }
    assert wanted - set(fonts_of(paper)) == set()


def test_the_fonts_travel_inside_the_paper(paper):
    embedded = fonts_of(paper)
    devanagari = TTFont(io.BytesIO(embedded["Noto-Sans-Devanagari"]))
    assert devanagari["maxp"].numGlyphs > 10
    assert all(len(program) > 500 for program in embedded.values())


def test_a_letter_that_no_font_has_is_named():
    paper = pdf.printed(
        f'<html lang="en-GB"><title>x</title><p>Acme {NO_FONT_HAS_IT} and \U0001f69a</p>'
    )
    assert paper.missing == NO_FONT_HAS_IT


@pytest.mark.parametrize("script", NAMES)
def test_a_chart_draws_every_script_with_shapes_of_a_real_font(script):
    svg = charts.stage_bars(title="Names", stages=[(NAMES[script], 1, 2)]).svg
    assert "LastResort" not in svg
    assert len(set(re.findall(r'id="[A-Za-z]+-[A-Za-z-]*([0-9a-f]+)"', svg))) > 4


def test_the_fonts_that_charts_fall_back_on_are_installed():
    assert set(FALLBACKS.values()) - set(families()) == set()


def test_an_organisation_chart_keeps_its_names_as_text():
    svg = charts.organisation(
        title="Them", nodes=[("1", NAMES["Japanese"], NAMES["Hindi"], "")], edges=[]
    ).svg
    assert NAMES["Japanese"] in svg and NAMES["Hindi"] in svg
