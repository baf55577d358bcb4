"""A spreadsheet walked through an import: its columns, what would happen, what happened, and back
again.
"""

import pytest

from tests.browser.product import DIRECTOR

FILE = b"Gadget;Family;List EUR\nAuger;Drills;1.200,50\nBrace;Drills;80\n;Drills;9\n"


@pytest.fixture
def page(enter):
    """The director's page on which a file is handed in."""
    page = enter(DIRECTOR, "/imports/new/")
    page.locator("[type=file]").set_input_files(
        {"name": "tools.csv", "mimeType": "text/csv", "buffer": FILE}
    )
    return page


def figures(page):
    labels = page.locator("main .figure-label").all_inner_texts()
    return dict(zip(labels, page.locator("main .figure-value").all_inner_texts(), strict=True))


def test_a_file_with_strange_headers_is_imported_and_taken_back(page):
    page.locator("[name=kind][value=products]").check()
    page.get_by_role("button", name="Read the file").click()
    for field, column in (("name", "Gadget"), ("series", "Family"), ("list_price", "List EUR")):
        page.locator(f"select[name$={field}]").select_option(label=column)
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_role("button", name="Import products").wait_for()
    assert figures(page) == {
        "Rows read": "3",
        "To be stored": "2",
        "To be updated": "0",
        "Unchanged": "0",
        "Refused": "1",
    }
    page.get_by_role("button", name="Import products").click()
    page.get_by_role("button", name="Undo this import").wait_for()
    assert figures(page)["Stored"] == "2"
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_text("This import was undone").wait_for()
