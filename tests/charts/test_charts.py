import base64
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from accountfile import charts
from accountfile.charts.drawing import clean

MONTHS = ["Oct 2017", "Nov 2017", "Dec 2017"]
SVG = "{http://www.w3.org/2000/svg}"


def revenue(**changed):
    data = {
        "title": "Won value against plan",
        "months": MONTHS,
        "bars": [Decimal("1200.50"), None, Decimal(900)],
        "line": [1000, 1000, 1000],
        "bar_label": "Won",
        "line_label": "Plan",
    }
    return charts.bars_and_line(**data | changed)


DRAWINGS = {
    "bars and line": lambda title, text: revenue(title=title, text=text),
    "contributions": lambda title, text: charts.contributions(
        title=title, items=[("Plan", 5), ("$x$", -3)], text=text
    ),
    "trend": lambda title, text: charts.trend(
        title=title, labels=MONTHS, values=[1, None, 3], text=text
    ),
    "radar": lambda title, text: charts.radar(
        title=title, axes=["a", "b", "c"], values=[1, None, 3], text=text
    ),
    "stages": lambda title, text: charts.stage_bars(
        title=title, stages=[("Engaging", 2, None)], text=text
    ),
}


@pytest.mark.parametrize("text", ["path", "none"])
@pytest.mark.parametrize("kind", DRAWINGS)
def test_the_same_data_gives_the_same_bytes(kind, text):
    first, second = DRAWINGS[kind]("Figures", text), DRAWINGS[kind]("Figures", text)
    assert first == second
    assert ElementTree.fromstring(first.svg).find(f"{SVG}title").text == "Figures"


@pytest.mark.parametrize("kind", DRAWINGS)
def test_words_of_people_stay_words(kind):
    title = "A & B <script>alert(1)</script> $\\frac{1}$ \x00 株"
    root = ElementTree.fromstring(DRAWINGS[kind](title, "none").svg)
    assert root.find(f"{SVG}title").text == "A & B <script>alert(1)</script> $\\frac{1}$ 株"
    assert [element.tag for element in root.iter() if element.tag.endswith("script")] == []


@pytest.mark.parametrize(
    "chart",
    [
        lambda: revenue(months=[], bars=[], line=[]),
        lambda: charts.contributions(title="Health", items=[]),
        lambda: charts.trend(title="Health", labels=[], values=[]),
        lambda: charts.radar(title="Health", axes=[], values=[]),
        lambda: charts.stage_bars(title="Pipeline", stages=[]),
        lambda: charts.organisation(title="Them", nodes=[], edges=[]),
    ],
)
def test_a_chart_of_nothing_is_still_a_chart(chart):
    assert chart().table[1] == []


def test_the_table_says_what_the_picture_shows():
    assert revenue().table == (
        ["", "Won", "Plan"],
        [
            ["Oct 2017", "1,200.5", "1,000"],
            ["Nov 2017", "not available", "1,000"],
            ["Dec 2017", "900", "1,000"],
        ],
    )
    assert revenue().alt == "Won value against plan. Won as bars, Plan as a line."


def test_letters_are_shapes_on_a_page_and_text_in_a_pack():
    assert revenue(text="path").svg.count("<text") == 0
    assert revenue(text="none").svg.count(">Plan<") == 1


def test_people_cannot_write_markup_into_an_organisation_chart():
    nodes = [
        (1, "<b>Ann</b>", "", "key"),
        (2, "Ben & Co &lt;", "a\\nb", ""),
        (3, "", "Vacant", "gap"),
    ]
    chart = charts.organisation(title="Them", nodes=nodes, edges=[(1, 2), (1, 3), (9, 1)])
    texts = [element.text for element in ElementTree.fromstring(chart.svg).iter(f"{SVG}text")]
    assert texts == ["<b>Ann</b>", "Ben & Co &lt;", "a\\nb", "Vacant"]
    assert chart.table[1] == [
        ["", "<b>Ann</b>", ""],
        ["a\\nb", "Ben & Co &lt;", "<b>Ann</b>"],
        ["Vacant", "", "<b>Ann</b>"],
    ]
    assert "width=" not in chart.svg[: chart.svg.index("viewBox")]


def test_a_circle_of_reporting_lines_is_drawn_all_the_same():
    nodes = [(1, "Ann", "", ""), (2, "Ben", "", "")]
    assert (
        charts.organisation(title="Them", nodes=nodes, edges=[(1, 2), (2, 1)]).description
        == "2 positions."
    )


def test_too_large_an_organisation_says_what_it_leaves_out():
    nodes = [(n, f"Person {n}", "", "") for n in range(203)]
    chart = charts.organisation(
        title="Them", nodes=nodes, edges=[(n // 3, n) for n in range(1, 203)]
    )
    assert chart.description == "200 positions; 3 more are only in the table."
    assert len(chart.table[1]) == 203


def test_a_chart_is_drawn_once_for_the_same_data():
    drawn = []

    def draw(*, values):
        drawn.append(values)
        return charts.Chart("<svg/>", "Drawn", "", ([], []))

    first, again, other = (charts.cached_chart(draw, values=values) for values in [[1], [1], [2]])
    assert (first, again, other) == (first, first, first)
    assert drawn == [[1], [2]]


def test_an_unchanged_chart_is_not_sent_again(rf):
    chart = revenue()
    sent = charts.chart_response(rf.get("/"), chart)
    assert sent.content.decode() == chart.svg
    assert sent["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert sent["X-Content-Type-Options"] == "nosniff"
    again = charts.chart_response(rf.get("/", headers={"if-none-match": sent["ETag"]}), chart)
    assert (again.status_code, again.content) == (304, b"")
    assert (
        charts.chart_response(rf.get("/", headers={"if-none-match": '"other"'}), chart).status_code
        == 200
    )


def test_a_chart_can_travel_inside_a_pack():
    head, packed = revenue().data_uri.split(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(packed).decode() == revenue().svg


LONG = "What is open is worth half a year of what was won before the contract was renewed"


@pytest.mark.parametrize(
    "chart",
    [
        lambda: charts.contributions(title="Health", items=[(LONG[:81], 3)], text="none"),
        lambda: charts.stage_bars(title="Stages", stages=[(LONG[:81], 1, 2)], text="none"),
        lambda: charts.radar(
            title="Axes", axes=[LONG[:60], "b", "c"], values=[1, 2, 3], text="none"
        ),
    ],
)
def test_a_long_label_is_written_in_lines_and_not_cut(chart):
    svg = chart().svg
    words = " ".join(
        element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")
    )
    assert LONG[:60].rsplit(" ", 1)[0] in " ".join(words.split())
    assert "…" not in words


@pytest.mark.parametrize("text", ["path", "none"])
@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ana \U0001f44d\U0001f3fd", "Ana \U0001f44d"),
        ("\U0001f469\U0001f3ff\u200d\U0001f52c Lab", "\U0001f469\U0001f52c Lab"),
        ("\u2764\ufe0f Care", "\u2764 Care"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f Ltd", "\U0001f3f4 Ltd"),
    ],
)
def test_what_changes_the_picture_before_it_is_not_drawn_as_a_box(name, plain, text):
    drawn, wanted = (
        charts.contributions(title="T", items=[(each, 5)], text=text) for each in (name, plain)
    )
    assert drawn.svg == wanted.svg


def test_a_joiner_between_letters_stays():
    words = "\u0d28\u0d4d\u200d \u0915\u094d\u200d\u0937"
    assert clean(words) == words
