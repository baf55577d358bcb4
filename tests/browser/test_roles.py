"""Each role walks from the bar on the left to every page that it offers."""

import pytest

from tests.browser.product import ROLES


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_of_the_bar_opens_a_page_for(role, enter):
    page = enter(role, "/")
    addresses = page.eval_on_selector_all(
        "nav[aria-label=Main] > ul a[href]", "all => all.map(each => each.href)"
    )
    assert len(addresses) > 3
    assert {page.goto(each).status for each in set(addresses)} == {200}


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_leads_to_pages_that_open_for(role, enter):
    page = enter(role, "/")
    addresses = page.eval_on_selector_all("main a[href]", "all => all.map(each => each.href)")
    answers = {each: page.request.get(each).status for each in sorted(set(addresses))}
    assert {each: status for each, status in answers.items() if status != 200} == {}
