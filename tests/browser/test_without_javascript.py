"""Everything works without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import sign_in
from tests.browser.product import LINE, MANAGER, ROLES


@pytest.fixture
def plain(enter):
    """A window without JavaScript for the account manager of the fullest file, on that file."""
    page = enter(MANAGER, "/accounts/?q=Alderbrook", java_script_enabled=False)
    page.get_by_role("link", name="Alderbrook Foods").first.click()
    return page


def test_somebody_signs_in(product, new_context):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, product.url, ROLES[LINE], product.passwords[ROLES[LINE]])
    assert page.locator("h1").inner_text() == "My desk"


def test_a_list_is_filtered(enter):
    page = enter(LINE, "/accounts/", java_script_enabled=False)
    page.locator("main form [name=q]").fill("brewer")
    page.locator("main form").filter(has=page.locator("[name=q]")).get_by_role(
        "button"
    ).first.click()
    first_cells = page.locator("main table tbody tr th, main table tbody tr td:first-child")
    expect(first_cells).to_have_text(["Dunmore Breweries"])


def test_an_action_is_added(plain):
    plain.get_by_role("link", name="Add an action").click()
    plain.locator("[name=text]").fill("Walk through the cold store")
    plain.locator("[name=owner]").select_option(label="Tom Ashdown")
    plain.locator("[name=due_on]").fill("2027-01-15")
    plain.get_by_role("button", name="Add an action").click()
    expect(plain.locator("h1")).to_have_text("Walk through the cold store")


def test_a_meeting_is_logged(plain):
    plain.get_by_role("link", name="Log a meeting or call").click()
    plain.locator("[name=with_whom]").fill("Margaret Tyne")
    plain.locator("[name=held_on]").fill("2026-11-02")
    plain.locator("[name=summary]").fill("She wants the monthly figure on one page.")
    plain.get_by_role("button", name="Log a meeting or call").click()
    plain.get_by_text("She wants the monthly figure on one page.").first.wait_for()


def test_the_slower_of_two_who_edit_the_same_row_sees_both_texts(plain):
    plain.get_by_role("link", name="Actions", exact=True).click()
    plain.locator("main table tbody a").first.click()
    plain.get_by_role("link", name="Edit").first.click()
    plain.wait_for_url("**/edit/")
    slower = plain.context.new_page()
    slower.goto(plain.url)
    for page, words in (
        (plain, "As the quicker one wrote it"),
        (slower, "As the slower one wrote it"),
    ):
        page.locator("[name=text]").fill(words)
        page.locator("main form button[type=submit]").first.click()
    expect(slower.locator("main")).to_contain_text("As the quicker one wrote it")
    assert "As the slower one wrote it" in slower.locator("main").inner_html()
