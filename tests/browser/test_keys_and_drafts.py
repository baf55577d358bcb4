"""What JavaScript adds: a key for the search, and words that survive."""

from playwright.sync_api import expect

from tests.browser.product import MANAGER


def test_a_slash_goes_to_the_search(enter):
    page = enter(MANAGER, "/accounts/")
    page.keyboard.press("/")
    page.keyboard.type("depot")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=depot")


def test_a_slash_in_a_field_stays_a_slash(enter):
    page = enter(MANAGER, "/accounts/")
    page.locator("main [name=q]").press("/")
    assert page.locator("main [name=q]").input_value() == "/"


def test_the_first_tab_offers_to_skip_to_the_content(enter):
    page = enter(MANAGER, "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'content'")


def test_words_that_were_not_saved_are_there_when_the_page_is_opened_again(enter):
    page = enter(MANAGER, "/accounts/?q=Dunmore")
    page.get_by_role("link", name="Dunmore Breweries").first.click()
    page.get_by_role("link", name="Add an action").click()
    page.locator("[name=text]").press_sequentially("Ask for the plan of")
    page.get_by_text("Kept as a draft at").wait_for()
    page.goto(page.url)
    expect(page.locator("[name=text]")).to_have_value("Ask for the plan of")
