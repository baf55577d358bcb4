"""Every figure that is a link shows what the page behind it counts or adds up."""

from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from accountfile.core.sections import Heading
from accountfile.wording import money, number
from opportunities import agenda
from opportunities.models import Opportunity
from opportunities.views.cells import count, money_of
from opportunities.views.sheets import SHEETS

TOTALS = {"won": "Won", "open": "Open"}
# Account, owner, stage, value, closed on: at the edges of days, months, quarters and years.
SALES = [
    ("acme", "max", "Won", 500, date(2026, 9, 30)),
    ("acme", "mia", "Won", 40, date(2026, 10, 1)),
    ("acme", "max", "Won", 7, date(2026, 6, 30)),
    ("acme", "max", "Won", 3, date(2025, 12, 31)),
    ("bolt", "otto", "Won", 60, date(2026, 9, 1)),
    ("bolt", "otto", "Won", 90, date(2026, 4, 1)),
    ("acme", "max", "Lost", 11, date(2026, 9, 2)),
    ("bolt", "otto", "Lost", 12, date(2025, 1, 1)),
    ("acme", "max", "Proposal", 55, None),
    ("bolt", "otto", "Engaging", 9, None),
    (None, "max", "Prospecting", 1, None),
]


@pytest.fixture
def company(cast, acme, bolt, gadget, stages):
    """Acme with its subsidiary Bolt, in two sectors and regions."""
    acme.sector, bolt.sector, bolt.parent = "food", "steel", acme
    acme.save(), bolt.save()
    for name, region in (("max", "North"), ("otto", "South")):
        cast[name].region = region
        cast[name].save()
    accounts = {"acme": acme, "bolt": bolt, None: None}
    for account, owner, stage, value, closed_on in SALES:
        Opportunity.objects.create(
            account=accounts[account],
            owner=cast[owner],
            product=gadget,
            stage=stages[stage],
            value=value,
            closed_on=closed_on,
            engaged_on=date(2024, 12, 1),
        )


def cells_of(page):
    """Return the cells of a figures page that lead to a list of opportunities."""
    tiles = [*page.context.get("tiles", ()), *page.context.get("extremes", ())]
    cells = [cell for label, cell, _ in tiles if label not in MADE_OF_ROWS]
    cells += [cell for line in page.context.get("lines", ()) for cell in line]
    return [cell for cell in cells if cell.numeric and urlsplit(cell.url).path == "/opportunities/"]


def behind(page, cell):
    """Return what the page behind a cell says in its place: how many rows, or what they add up
    to.
    """
    if cell.show is number:
        return number(page.context["count"])
    [state] = parse_qs(urlsplit(cell.url).query)["state"]
    totals = {label: shown for label, shown, _ in page.context["totals"]}
    return totals.get(TOTALS[state], money(0))


# They lead to the rows that they are made of, which add up to something else.
MADE_OF_ROWS = ("Average order", "Weighted pipeline")


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("dora", "all"),
        ("dora", "2026Q3"),
        ("dora", "2026-09-02..2026-10-01"),
        ("lena", "2026"),
        ("tia", "all"),
    ],
)
def test_every_figure_shows_what_the_page_behind_it_adds_up(sign_in, cast, company, name, asked):
    browser, pages, differing, seen = sign_in(cast[name]), {}, [], 0
    for place in ["", *(f"{slug}/" for slug in SHEETS)]:
        page = browser.get(f"/opportunities/figures/{place}?period={asked}")
        for cell in cells_of(page):
            seen += 1
            if cell.url not in pages:
                pages[cell.url] = browser.get(cell.url)
            found = behind(pages[cell.url], cell)
            if cell.shown != found:
                differing.append(f"{place} {cell.url}: {cell.shown} here, {found} there")
    assert not differing, "\n".join(differing)
    assert seen > 40


def test_the_figures_of_a_files_summary_are_those_of_its_lists(sign_in, max, acme, company):
    browser = sign_in(max)
    summary = browser.get(f"/accounts/{acme.pk}/opportunities/").context["summary"]
    for name, label in (("open", "Open"), ("won", "Won")):
        page = browser.get(summary[f"{name}_url"])
        rows = page.context["table"].page.paginator.object_list.data
        assert sum(row.worth for row in rows) == summary[f"{name}_value"], label


def test_what_the_review_hears_was_won_since_the_last_leads_to_just_that(
    sign_in, max, acme, company
):
    since = timezone.make_aware(timezone.datetime(2026, 9, 30, 0, 0))
    item = next(
        each
        for each in agenda.agenda(acme, since, date(2026, 10, 1))
        if each.heading == Heading.SALES
    )
    assert item.text == "Won since 30 Sep 2026: 2 for USD 540; lost: 0."
    assert sign_in(max).get(unescape(item.url)).context["count"] == 2


def test_a_cell_without_a_value_is_not_available():
    assert count(None).shown == "not available"
    assert money_of("5") == money("5")
