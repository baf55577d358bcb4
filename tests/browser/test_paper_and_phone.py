"""What a phone shows without being moved sideways, and what a sheet of paper holds."""

import io

import pytest
from pypdf import PdfReader

from tests.browser.places import PLACES

PHONE = {"viewport": {"width": 390, "height": 844}}
NARROW = (
    "accounts",
    "desk",
    "outbox",
    "actions",
    "file-scorecard",
    "file-surveys",
    "file-contracts",
    "me-sessions",
)
# A matrix is read by its two edges, so it keeps its form and moves in its own frame.
WIDE = """() => [...document.querySelectorAll(".table-frame")]
  .filter(frame => !frame.querySelector(".matrix"))
  .filter(frame => frame.scrollWidth > frame.clientWidth).length"""
CELLS = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
PLACE = {place.name: place for place in PLACES}


@pytest.mark.parametrize("name", NARROW)
def test_no_table_has_to_be_moved_sideways_on_a_phone(doors, enter, name):
    page = enter(PLACE[name].role, doors.path(PLACE[name]), **PHONE)
    assert page.locator(".table-frame").count() > 0
    assert page.evaluate(WIDE) == 0


def test_a_row_laid_out_as_a_card_says_its_headings_and_still_sorts(doors, enter):
    page = enter(PLACE["accounts"].role, "/accounts/", **PHONE)
    said = page.eval_on_selector_all(".cards tbody tr:first-child td", CELLS)
    assert said[1] == '"Account manager "'
    page.locator(".cards thead a").first.click()
    page.wait_for_url("**/accounts/?sort=*")
    assert page.locator(".cards").count() == 1


def test_the_snapshot_prints_on_one_page(doors, enter):
    page = enter(PLACE["snapshot"].role, doors.path(PLACE["snapshot"]))
    page.wait_for_load_state("networkidle")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages) == 1
