"""Whatever is pressed is large enough for a finger, and pages are sound for machines that read them
aloud.
"""

import pytest

from tests.architecture.test_html import faults
from tests.browser.places import PLACES

WIDTHS = {1440: 900, 390: 844}
# A link within a sentence is as high as its line; everything else is a target of its own.
TOO_SMALL = """() => {
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, "
    + "[role=button], [tabindex='0']"
  const seen = each => each.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})
  const isText = node => node.nodeType === Node.TEXT_NODE && /[a-z]{2}/i.test(node.textContent)
  const inSentence = each => getComputedStyle(each).display === "inline"
    && [...each.parentElement.childNodes].some(near => near !== each && isText(near))
  const size = each => {
    const label = each.labels?.[0]
    const withLabel = label && ["checkbox", "radio", "file"].includes(each.type)
    const boxes = withLabel ? [each, label] : [each]
    const sides = boxes.map(box => box.getBoundingClientRect())
    return [Math.max(...sides.map(box => box.width)), Math.max(...sides.map(box => box.height))]
  }
  const targets = [...document.querySelectorAll(pressed)]
  return targets.filter(each => seen(each) && !inSentence(each)).map(each => {
    const [width, height] = size(each)
    const hidden = width <= 1 || height <= 1 || each.getBoundingClientRect().right < 0
    return Math.min(width, height) < 23.9 && !hidden
      ? `${Math.round(width)}x${Math.round(height)} ${each.outerHTML.slice(0, 120)}`
      : ""
  }).filter(Boolean)
}"""


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_page_can_be_pressed_and_read_aloud(place, doors, enter):
    page = enter(place.role, doors.path(place))
    assert faults(page.content()) == []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert (width, page.evaluate(TOO_SMALL)) == (width, [])
