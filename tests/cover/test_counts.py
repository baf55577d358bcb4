"""A count that is a link leads to as many rows: on the file, on what is missing, on the desks, on a
review.
"""

import re
from datetime import timedelta

import pytest
from django.apps import apps

from accountfile.core import sections, standing
from accountfile.core.models import Account, Action, Standing

TILE = re.compile(
    r'figure-label">([^<]+)</span>\s*<span class="figure-value[^"]*">'
    r'\s*<a href="([^"]+)">([^<]+)</a>',
    re.DOTALL,
)


def tiles(page):
    """Return ``{label: (value, address)}`` of the key figures of a page that are links."""
    return {label: (value, url.replace("&amp;", "&")) for label, url, value in TILE.findall(page)}


@pytest.fixture
def files(acme, max):
    """Acme with little in it, and three more files of Max in different states."""
    for number, days in enumerate((-5, 3, 60)):
        account = Account.objects.create(
            name=f"File {number}", account_manager=max, mission="Known." * number
        )
        standing.refresh([account.pk], max.today())
        on = max.today() + timedelta(days=days)
        Standing.objects.filter(account=account).update(next_review_on=on, stale_since=None)
    standing.refresh([acme.pk], max.today())
    return acme


def test_the_missing_page_has_every_question_that_is_counted_the_covers_too(files, max, sign_in):
    browser = sign_in(max)
    counted = Standing.objects.get(account=files)
    text = browser.get(files.get_absolute_url()).text
    link = re.search(r'class="meters-missing" href="([^"]+)">(\d+) thing', text)
    page = browser.get(link[1])
    states = [state for _, _, state, _ in page.context["found"]]
    assert int(link[2]) == counted.missing == states.count(sections.MISSING)
    assert counted.out_of_date == states.count(sections.STALE)
    assert "What is the mission statement of this account?" in page.text
    # Who is on the team is for the line above to say.
    may = [may for _, _, _, may in page.context["found"]]
    assert page.text.count("Answer it") == sum(may) == len(may) - 1


def test_each_sections_dot_says_what_its_page_says(files, max, sign_in):
    browser, counted = sign_in(max), Standing.objects.get(account=files)
    for section in sections.all_sections():
        if section.slug == "cover":
            continue
        asked = browser.get(f"/accounts/{files.pk}/{section.slug}/").context["questions"]
        worst = next(
            (s for s in (sections.MISSING, sections.STALE) if s in {each[2] for each in asked}),
            None,
        )
        assert worst in (None, counted.section_states[section.slug])


@pytest.mark.parametrize("address", ["/", "/people/"])
def test_every_tile_of_a_desk_leads_to_as_many_files(files, max, lena, sign_in, address):
    browser = sign_in(max if address == "/" else lena)
    found = tiles(browser.get(address).text)
    counted = {
        label: each
        for label, each in found.items()
        if each[0].isdecimal() and "actions" not in label
    }
    assert len(counted) >= 3
    for label, (value, url) in counted.items():
        assert (label, int(value)) == (label, len(browser.get(url).context["table"].rows))


def test_a_list_and_a_tile_of_one_name_hold_the_same(files, lena, max, sign_in):
    desk = sign_in(lena).get("/people/").context["desk"]
    assert [file.name for file in desk.due] == ["File 1"]
    assert desk.total["due"] == 1
    own = sign_in(max).get("/").context["desk"]
    assert own.own["gaps"] == len(own.gaps) == 4


def test_every_tile_of_a_review_leads_to_as_many_rows(files, max, sign_in):
    Action.objects.create(account=files, text="Call", owner=max, due_on=max.today())
    review = apps.get_model("reviews.Review").objects.create(account=files, planned_on=max.today())
    browser = sign_in(max)
    browser.post(f"{review.get_absolute_url()}prepare/")
    page = browser.get(review.get_absolute_url())
    found = tiles(page.text)
    assert found["Old actions"] == ("1", "#carried")
    assert page.text.count('href="?item=2#carried-') == 1
    missing = browser.get(found["Missing in the file"][1]).context["found"]
    assert int(found["Missing in the file"][0]) == sum(
        state == sections.MISSING for _, _, state, _ in missing
    )
