"""The five drawings of the file: over months, for and against, over time, around a centre, by
stage.

``text="path"`` draws letters as shapes, the same in every browser; ``text="none"`` keeps them as
text, which prints faster and can be searched in a PDF.
"""

from math import tau

from accountfile.charts.chart import Chart
from accountfile.charts.drawing import (
    ACCENT,
    FULL,
    GREEN,
    HAIRLINE,
    HALF,
    INK,
    NOTHING_YET,
    RED,
    clean,
    drawn,
    every_nth,
    heights,
    known,
    legend,
    note,
    outline,
    outward,
    say_when_empty,
    shortened,
    signed,
    tall_enough,
    value_axis,
    wrapped,
)
from accountfile.wording import number


def bars_and_line(
    *, title, months, bars, line, bar_label, line_label, unit="", text="path", width=FULL, height=58
):
    """Draw a value per month as bars against a line, such as won value against plan; None leaves a
    gap.
    """
    rows = [
        [month, number(bar), number(plan)]
        for month, bar, plan in zip(months, bars, line, strict=True)
    ]
    places = range(len(months))
    with drawn(width, height, text) as (figure, finish):
        axes = figure.add_subplot()
        axes.bar(
            places,
            heights(bars),
            width=0.62,
            color=ACCENT,
            label=clean(bar_label),
            zorder=2,
        )
        hollow = {"marker": "o", "ms": 3.5, "mfc": "white"}
        axes.plot(places, heights(line), color=INK, lw=1.2, label=clean(line_label), **hollow)
        axes.set_xticks(places, [shortened(month, 10) for month in months])
        every_nth(axes, len(months), (width - 8) // 13)
        value_axis(axes, unit)
        legend(axes)
        say_when_empty(axes, [*bars, *line])
        svg = finish(title)
    return Chart(
        svg,
        title,
        f"{bar_label} as bars, {line_label} as a line.",
        (["", bar_label, line_label], rows),
    )


def contributions(*, title, items, text="path", width=HALF, height=None):
    """Draw (label, points) as bars to the left and right of zero, such as what makes up health."""
    labels = [wrapped(label, 30) for label, _ in items]
    with drawn(width, height or tall_enough(labels), text) as (figure, finish):
        axes = figure.add_subplot()
        points = heights([value for _, value in items], gap=0)
        for place, value in enumerate(points):
            against = (
                {"color": RED, "hatch": "////", "edgecolor": "white", "lw": 0}
                if value < 0
                else {"color": GREEN}
            )
            axes.barh(place, value, height=0.58, **against)
            note(
                axes,
                signed(value),
                (value, place),
                -3 if value < 0 else 3,
            )
        axes.set_yticks(range(len(items)), labels)
        axes.invert_yaxis()
        axes.axvline(0, color=INK, lw=0.8)
        axes.set_xticks([])
        axes.margins(x=0.18)
        axes.spines["bottom"].set_visible(False)
        say_when_empty(axes, points)
        svg = finish(title)
    rows = [[label, number(value)] for label, value in items]
    return Chart(
        svg,
        title,
        "Points for and against, hatched where they count against.",
        (["", "Points"], rows),
    )


def trend(*, title, labels, values, unit="", text="path", width=HALF, height=32):
    """Draw one figure over time as a line with its last value written out; None leaves a gap."""
    rows = [[label, number(value)] for label, value in zip(labels, values, strict=True)]
    points = heights(values)
    with drawn(width, height, text) as (figure, finish):
        axes = figure.add_subplot()
        axes.plot(
            range(len(values)),
            points,
            color=ACCENT,
            lw=1.6,
            marker="o",
            ms=2.5,
        )
        axes.set_xticks(
            range(len(labels)),
            [shortened(label, 10) for label in labels],
        )
        axes.margins(x=0.08, y=0.3)
        every_nth(axes, len(labels), (width - 8) // 13)
        value_axis(axes, unit)
        if known(values):
            last = max(place for place, value in enumerate(values) if value is not None)
            note(
                axes,
                number(values[last]),
                (last, points[last]),
                5,
            )
        say_when_empty(axes, values)
        svg = finish(title)
    ends = known(values)
    told = f"From {number(ends[0])} to {number(ends[-1])}." if ends else f"{NOTHING_YET}."
    return Chart(
        svg,
        title,
        told,
        (["", unit or "Value"], rows),
    )


def radar(*, title, axes, values, before=(), most=5, text="path", width=HALF, height=64):
    """Draw one value per axis around a centre; the period before is a dashed outline."""
    turns = [tau * place / len(axes) for place in range(len(axes))]
    # An outline ends where it began.
    around = [*turns, *turns[:1]]
    with drawn(width, height, text) as (figure, finish):
        polar = figure.add_subplot(projection="polar")
        polar.set_theta_zero_location("N")
        polar.set_theta_direction(-1)
        if known(values):
            polar.fill(
                around,
                outline(values),
                color=ACCENT,
                alpha=0.18,
                lw=0,
            )
            polar.plot(around, outline(values), color=ACCENT, lw=1.6, marker="o", ms=2.5)
        if known(before):
            polar.plot(around, outline(before), color=INK, lw=1, ls=(0, (3, 2)))
        polar.set_ylim(0, most)
        polar.set_yticks(range(1, most + 1), [""] * most)
        polar.set_xticks(turns, [wrapped(axis, 22) for axis in axes])
        outward(polar, turns)
        polar.spines["polar"].set_color(HAIRLINE)
        say_when_empty(polar, [*values, *before])
        svg = finish(title)
    told = f"Out of {most}; further out is better."
    columns = {"Now": values}
    if before:
        told += " Dashed: the period before."
        columns["Before"] = before
    rows = [[axis, *map(number, row)] for axis, *row in zip(axes, *columns.values(), strict=True)]
    return Chart(
        svg,
        title,
        told,
        (["", *columns], rows),
    )


def stage_bars(*, title, stages, unit="", text="path", width=FULL, height=None):
    """Draw (stage, count, value) as bars one below the other, in the order of the stages."""
    labels = [wrapped(stage, 30) for stage, _, _ in stages]
    with drawn(width, height or tall_enough(labels), text) as (figure, finish):
        axes = figure.add_subplot()
        lengths = heights([value for _, _, value in stages], gap=0)
        axes.barh(
            range(len(stages)),
            lengths,
            height=0.58,
            color=ACCENT,
        )
        for place, (_, count, value) in enumerate(stages):
            note(
                axes,
                f"{number(value)} ({count})",
                (lengths[place], place),
                4,
            )
        axes.set_yticks(range(len(stages)), labels)
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.set_xlim(left=0)
        axes.margins(x=0.15)
        axes.spines["bottom"].set_visible(False)
        say_when_empty(axes, [value for _, _, value in stages])
        svg = finish(title)
    rows = [[stage, str(count), number(value)] for stage, count, value in stages]
    headers = ["Stage", "Number", f"Value {unit}".strip()]
    return Chart(svg, title, "Value by stage, with the number in brackets.", (headers, rows))
