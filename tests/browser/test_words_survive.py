"""Whatever is typed on a page survives: drafts as they are typed, a session that ends, two people
on one verb.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.places import FILE, REVIEW, Place, sign_in
from tests.browser.product import DIRECTOR, LINE, MANAGER, ROLES

WORDS = "They will buy\nin spring, if the price holds."
MEETING = Place("review-hold", DIRECTOR, "/reviews/?state=held", (REVIEW,))
QUESTIONS = Place("questions", LINE, "/reviews/?state=prepared", (REVIEW, r"/questions/$"))
COVER = Place("cover", MANAGER, "/accounts/?q=Alderbrook", (FILE, r"/cover/$"))
BOXES = {
    "minutes": (MEETING, "[name=text]"),
    "questions": (QUESTIONS, "textarea >> nth=0"),
    "cover": (COVER, "[name=background]"),
}


def typed_again(page, box):
    """Type, wait until it is kept, and return what the box holds when the page is opened again."""
    page.locator(box).fill(WORDS)
    page.get_by_text("Kept as a draft at").first.wait_for()
    page.goto(page.url)
    page.get_by_text("This is what you typed and did not save").wait_for()
    return page.locator(box).input_value()


@pytest.mark.parametrize("name", BOXES)
def test_a_box_is_drafted_and_offered_again_until_it_is_thrown_away(doors, enter, name):
    place, box = BOXES[name]
    page = enter(place.role, doors.path(place))
    before = page.locator(box).input_value()
    assert typed_again(page, box) == WORDS
    page.get_by_role("button", name="Throw the draft away").click()
    expect(page.locator(box)).to_have_value(before)


def test_a_draft_of_the_minutes_goes_when_the_line_is_added(doors, enter):
    page = enter(DIRECTOR, doors.path(MEETING))
    assert typed_again(page, "[name=text]") == WORDS
    page.get_by_role("button", name="Add the line").click()
    page.get_by_text("in spring, if the price holds.").first.wait_for()
    expect(page.locator("[name=text]")).to_have_value("")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("name", BOXES)
def test_a_session_that_ends_while_somebody_types_costs_no_word(
    doors, product, new_context, name, javascript
):
    place, box = BOXES[name]
    path, username = doors.path(place), ROLES[place.role]
    context = new_context(base_url=product.url, java_script_enabled=javascript)
    page = context.new_page()
    sign_in(page, product.url, username, product.passwords[username])
    page.goto(path)
    page.locator(box).fill(WORDS)
    context.clear_cookies(name="sessionid")
    page.locator("main form", has=page.locator(box)).locator("button[type=submit]").first.click()
    page.get_by_text("What you had typed is saved").wait_for()
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(product.passwords[username])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("This is what you typed and did not save").wait_for()
    assert (page.url, page.locator(box).input_value()) == (f"{product.url}{path}", WORDS)
    page.get_by_role("button", name="Throw the draft away").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_who_closes_an_action_second_is_told_and_keeps_their_words(doors, enter, javascript):
    action = Place(
        "action-to-close",
        MANAGER,
        "/accounts/?q=Alderbrook",
        (FILE, r"/actions/$", r"/actions/\d+/$"),
    )
    path = doors.path(action)
    slower = enter(MANAGER, f"{path}end/", java_script_enabled=javascript)
    quicker = enter(MANAGER, f"{path}end/", java_script_enabled=javascript)
    told = f"The quicker one sent it, {'with' if javascript else 'without'} scripts."
    for page, words in ((quicker, told), (slower, "The slower one sent it too.")):
        page.locator("[name=outcome]").fill(words)
        page.get_by_role("button", name="Close the action").click()
    slower.get_by_text("Somebody was quicker").wait_for()
    assert told in slower.locator("#quicker").inner_text()
    assert slower.locator("[name=outcome]").input_value() == "The slower one sent it too."
