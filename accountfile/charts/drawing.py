"""The paper and the pens: palette, type and the parts that the drawings share."""

import io
import re
import textwrap
import threading
import warnings
from contextlib import contextmanager
from html import escape
from math import isfinite, nan, sin

from accountfile.base.text import for_xml
from accountfile.charts.fonts import families

INK, QUIET, HAIRLINE = "#1c2536", "#5b6472", "#e4e2dc"
ACCENT, TINT, GREEN, AMBER, RED = "#0f6a6e", "#dcebea", "#2f7d4f", "#a96a06", "#b3352c"
FULL, HALF = 174, 84  # the widths in mm of a whole and of half a line in the pack
NOTHING_YET = "Nothing to draw yet"

STYLE = {
    "font.size": 7.5,
    "text.color": INK,
    "text.parse_math": False,  # a $ in a client's name is a dollar
    "axes.edgecolor": HAIRLINE,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "xtick.color": HAIRLINE,
    "xtick.labelcolor": INK,
    "ytick.color": HAIRLINE,
    "ytick.labelcolor": INK,
    "ytick.major.size": 0,
    "xtick.major.size": 0,
    "grid.color": HAIRLINE,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": 7.5,
    "svg.hashsalt": "account file",
}
# What only changes the picture before it: tones of skin, looks, the letters of a flag, and what
# joins two pictures. Matplotlib draws each on its own; between letters a joiner stays, as some
# scripts are wrong without it.
BOXES = re.compile(
    "[\U0001f3fb-\U0001f3ff\ufe00-\ufe0f\U000e0020-\U000e007f]"
    "|\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
NO_METADATA = dict.fromkeys(["Date", "Creator", "Format", "Type"])

# Matplotlib's settings belong to the whole process, and gunicorn draws in several threads.
_one_at_a_time = threading.Lock()


@contextmanager
def drawn(width, height, text):
    """Give a figure of this size in mm and the function that turns it into SVG under a title."""
    # Imported here: half a second and 40 MB that a process which never draws can do without.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    def finish(title):
        paper = io.StringIO()
        figure.savefig(paper, format="svg", metadata=NO_METADATA)
        return titled(paper.getvalue(), title)

    style = STYLE | {"svg.fonttype": text, "font.family": families()}
    with _one_at_a_time, rc_context(style), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(
            figsize=(width / 25.4, height / 25.4), layout="constrained", facecolor="white"
        )
        yield figure, finish


def titled(svg, title):
    """Return the drawing from its root element on, with its title inside for those who open it
    alone.
    """
    root = svg[svg.index("<svg") :]
    end = root.index(">") + 1
    return f"{root[:end]}<title>{escape(clean(title))}</title>{root[end:]}"


def clean(text):
    """Return the text without what XML cannot carry, what would be drawn as a box, and line
    breaks.
    """
    return " ".join(BOXES.sub("", for_xml(str(text))).split())


def shortened(text, most):
    """Return the text in at most so many letters; the table beside the chart has all of it."""
    text = clean(text)
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rstrip()}…"


def wrapped(text, width, most=3):
    """Return the text in lines of so many letters; only what needs more lines than that is cut."""
    lines = textwrap.wrap(
        clean(text), width, max_lines=most, placeholder="…", break_on_hyphens=False
    )
    return "\n".join(lines)


def tall_enough(labels):
    """Return the height in mm of a drawing that has these labels one below the other."""
    lines = max((label.count("\n") for label in labels), default=0)
    return 8 + (6 + 2 * lines) * max(len(labels), 2)


def heights(values, gap=nan):
    """Return the values as floats with a gap for each that is not available."""
    return [float(value) if value is not None and isfinite(value) else gap for value in values]


def known(values):
    """Return the values that somebody knows."""
    return [value for value in values if value is not None]


def outline(values):
    """Return the values as a closed outline; one that is not available pulls it to the centre."""
    around = heights(values, gap=0)
    return [*around, *around[:1]]


def value_axis(axes, unit):
    """Rule the value axis with hairlines, in round thousands or millions, its unit above."""
    largest = max(map(abs, axes.get_ylim()))
    size, word = next(
        ((s, w) for s, w in [(1e9, "bn"), (1e6, "m"), (1e3, "k")] if largest >= 5 * s), (1, "")
    )
    axes.yaxis.set_major_formatter(
        lambda value, _: f"{round(value / size, 6):,g}{word if value else ''}"
    )
    axes.yaxis.grid(True)
    axes.locator_params(axis="y", nbins=4)
    if unit:
        axes.set_title(
            clean(unit),
            loc="left",
            fontsize=7,
            color=QUIET,
        )


def every_nth(axes, count, most):
    """Leave out labels where more than this many would touch each other, never the last."""
    step = -(-count // most)
    for place, label in enumerate(axes.get_xticklabels()):
        label.set_visible((count - 1 - place) % step == 0)


def outward(polar, turns):
    """Let the labels around a centre grow away from it."""
    for label, turn in zip(polar.get_xticklabels(), turns, strict=True):
        sideways = sin(turn)
        if abs(sideways) < 0.1:
            label.set_ha("center")
        elif sideways > 0:
            label.set_ha("left")
        else:
            label.set_ha("right")
    polar.tick_params(axis="x", pad=2)


def signed(value):
    """Return the points with their sign: +8, −6, 0."""
    if value:
        return f"{value:+g}".replace("-", "−")
    return "0"


def legend(axes):
    """Name bars and line above the drawing, at the right."""
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=3,
        borderaxespad=0.2,
        handlelength=1.4,
        reverse=True,
    )


def note(axes, text, place, offset, **words):
    """Write a value beside its place."""
    across = "left" if offset >= 0 else "right"
    axes.annotate(
        text,
        place,
        (offset, 0),
        textcoords="offset points",
        va="center",
        ha=across,
        color=INK,
        **words,
    )


def say_when_empty(axes, values):
    """Say so in the middle of a drawing without any value."""
    if not known(values):
        axes.set_yticks([])
        axes.text(
            0.5, 0.5, NOTHING_YET, transform=axes.transAxes, ha="center", va="center", color=QUIET
        )
