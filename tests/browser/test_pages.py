"""Every main page, looked at by somebody who reads it in that role."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.places import NOT_OK, PICTURES, PLACES
from tests.browser.product import DIRECTOR

WIDTHS = {1440: 900, 390: 844}
ONLY_FAULTS = {"resultTypes": ["violations"]}
RULES = {
    "light": ONLY_FAULTS,
    "dark": ONLY_FAULTS | {"runOnly": ["color-contrast"]},
}  # the dark has other colours only
MOST_HTML = 60_000


def heard(page):
    """Return a list that fills with what the browser complains of."""
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def faults(page, width, rules):
    """Return what axe finds at one width, each with the places where it finds it."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    found = Axe().run(page, options=rules).response["violations"]
    return [
        (width, fault["id"], node["html"][:150]) for fault in found for node in fault["nodes"][:3]
    ]


def sticks_out(page):
    """Return what is wider than the phone, or nothing."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate(PICTURES)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [] if width <= 390 else [f"{width} px wide"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_main_page_answers_lightly_and_nobody_is_shut_out(place, scheme, doors, enter):
    page = enter(place.role, color_scheme=scheme, reduced_motion="reduce")
    complaints = heard(page)
    answer = page.goto(doors.path(place))
    assert answer.status == NOT_OK.get(place.name, 200)
    assert len(answer.body()) <= MOST_HTML
    assert page.locator("h1").count() == 1
    assert sticks_out(page) == []
    assert [fault for width in WIDTHS for fault in faults(page, width, RULES[scheme])] == []
    assert [each for each in complaints if place.name not in NOT_OK] == []


def test_the_button_of_a_long_form_is_not_hidden_on_a_phone(enter):
    page = enter(DIRECTOR, "/imports/new/")
    page.set_viewport_size({"width": 390, "height": 400})
    button = page.locator(".form-foot .btn-primary").bounding_box()
    assert button["y"] + button["height"] <= page.locator(".rail").bounding_box()["y"]
