"""What the templates of a pack are handed of what was frozen."""

import pytest

from accountfile.core.sections import Heading
from reviews import drawing, services
from reviews.freeze import (
    plain,
)


@pytest.fixture
def printed(monkeypatch):
    """Return a function that gives what the templates of a pack are handed."""

    def handed(pack):
        seen = {}
        monkeypatch.setattr(
            "reviews.drawing.pdf.render",
            lambda template, context, title: seen.update(context, template=template, title=title),
        )
        drawing.draw(pack)
        return seen

    return handed


def test_what_is_said_under_an_item_is_printed_under_it(held, line, close, max, printed, day):
    line(held, "They will buy."), line(held, "We offer both.", kind="decision")
    seen = printed(close(held, max))
    items = {item["number"]: item for item in seen["agenda"]}
    sales, risk = items[Heading.SALES], items[Heading.RISK]
    assert [each["text"] for each in sales["notes"]] == ["They will buy."]
    assert [each["text"] for each in sales["decisions"]] == ["We offer both."]
    assert (sales["actions"], sales["is_bare"], risk["notes"]) == ([], False, [])
    assert [each["is_bare"] for each in (items[17], items[20])] == [False, False]
    assert seen["template"] == "reviews/pack/v2/pack.html"


def test_the_first_evidence_stands_at_the_head_of_its_item(held, close, max, printed):
    seen = printed(close(held, max))
    for item in seen["agenda"]:
        evidence = [item["known"], *item["rest"]] if item["known"] else item["rest"]
        assert evidence == item["evidence"]


def test_the_annex_has_a_paper_of_its_own(held, line, close, max, printed):
    line(held, number=16)
    close(held, max)
    seen = printed(held.packs.get(edition="private"))
    assert (seen["template"], seen["main_chart"]) == ("reviews/pack/v2/annex.html", None)


def test_the_best_chart_is_printed_once_on_the_first_page():
    charts = {"a": {"other": 1}, "b": {"won_by_month": 2, "revenue": 3}, "c": {}}
    assert drawing._main_chart(charts) == 3
    assert charts == {"a": {"other": 1}, "b": {"won_by_month": 2}, "c": {}}
    assert [drawing._main_chart(charts), drawing._main_chart(charts)] == [2, None]


@pytest.mark.parametrize("number", [1, 2])
def test_health_is_drawn_from_the_parts_of_either_format(number, monkeypatch):
    monkeypatch.setattr(drawing, "contributions", lambda **told: told["items"])
    part = [-3, "Late"] if number == 1 else {"points": -3, "text": "Late"}
    assert drawing._health({"snapshot": {"health_parts": [part]}}, number) == [("Late", -3)]
    assert drawing._health({"snapshot": {"health_parts": []}}, number) is None
    assert drawing._health({}, number) is None


@pytest.mark.parametrize(
    "edition, recipients, prepared_for, recipient",
    [
        ("internal", [], "the file", "the readers of this file"),
        ("internal", ["Max", "Lena"], "Max and Lena", "Max and Lena"),
        ("internal", list("abcd"), "a, b, c and d", "a, b and 2 more"),
        ("client", ["Max"], "Acme", "Acme"),
    ],
)
def test_the_cover_says_for_whom_the_pack_is(held, edition, recipients, prepared_for, recipient):
    data = {"client": "Acme", "period": "x", "recipients": recipients, "format": 2}
    data |= {"closed_on": "2026-11-16", "closed_by": "Lena"}
    cover = drawing._cover(
        services.Pack(edition=edition, data=plain(data), template_version=1, checksum="c")
    )
    assert (cover["prepared_for"], cover["recipient"]) == (prepared_for, recipient)
    assert (cover["watermark"] == "", cover["version"]) == (edition == "client", "1.2")


def test_a_section_that_is_gone_has_no_charts_and_one_without_paper_no_words():
    assert drawing._charts("gone", {}, 2) == {}
    part = {"data": {}, "title": "Gone", "headings": [8]}
    data = {"parts": {"gone": part}, "format": 2}
    assert drawing._words(data, {"gone": {}}, 8) == []
