"""The first page of a pack: figures with their arrows, what stands out, and the next days."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from accountfile.core import sections, standing
from accountfile.core.models import Stage
from accountfile.core.sections import AgendaItem, Heading
from reviews.readiness import by_heading
from reviews.snapshot import _arrow, _next_dates, _stands_out, snapshot

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    "now, before, arrow",
    [
        (2, 1, "up"),
        (1, 2, "down"),
        (2, 2, "same"),
        (0, 0, "same"),
        (None, 2, ""),
        (2, None, ""),
    ],
)
def test_an_arrow_says_where_a_figure_went(now, before, arrow):
    assert _arrow(now, before) == arrow


def test_the_worst_stands_out_and_never_more_than_five():
    said = [("a", AgendaItem(Heading.RISK, "plain"))]
    for number in range(3):
        said.append(("a", AgendaItem(Heading.SALES, f"watched {number}", tone="watch")))
        said.append(("a", AgendaItem(Heading.RISK, f"poor {number}", tone="poor")))
    known = by_heading(said, (sections.INTERNAL,))
    assert [(each["text"], each["tone"]) for each in _stands_out(known)] == [
        ("poor 0", "poor"),
        ("poor 1", "poor"),
        ("poor 2", "poor"),
        ("watched 0", "watch"),
        ("watched 1", "watch"),
    ]


def test_the_next_four_days_are_printed_soonest_first(monkeypatch):
    asked = []

    def promises(account, until):
        asked.append(until)
        return [(DAY + timedelta(days=days), f"in {days}", "/") for days in (9, -1, 0, 3, 5, 7)]

    section = SimpleNamespace(promises=promises)
    monkeypatch.setattr(sections, "all_sections", lambda: [section])
    dates = [(each["on"], each["text"]) for each in _next_dates(None, DAY)]
    assert dates == [
        ("16 Nov 2026", "in 0"),
        ("19 Nov 2026", "in 3"),
        ("21 Nov 2026", "in 5"),
        ("23 Nov 2026", "in 7"),
    ]
    assert asked == [date(2027, 11, 16)]


def test_the_first_page_names_manager_tier_and_stage_where_there_are_any(acme):
    standing.refresh([acme.pk], DAY)
    acme.stage = Stage.objects.first()
    told = []
    for _ in range(2):
        page = snapshot(acme, None, {}, DAY)
        told.append([page[name] for name in ("manager", "tier", "stage")])
        acme.tier = acme.stage = acme.account_manager = None
    assert told == [
        ["Max", str(type(acme).objects.get(pk=acme.pk).tier), str(Stage.objects.first())],
        ["", "", ""],
    ]


def test_no_more_than_five_parts_of_health_are_printed(acme):
    standing.refresh([acme.pk], DAY)
    acme.standing.health_parts = [[-n, f"part {n}", "/"] for n in range(6)]
    parts = snapshot(acme, None, {}, DAY)["health_parts"]
    assert parts == [{"points": -n, "text": f"part {n}"} for n in range(5)]
