"""From readings to a score: pure arithmetic, without database or clock.

What nobody measured lowers the confidence and never the score; a red line that is mandatory keeps
the card from green.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

GREEN, AMBER, RED = "good", "watch", "poor"
WORTH = {
    GREEN: Decimal(1),
    AMBER: Decimal("0.5"),
    RED: Decimal(0),
}
GREEN_FROM, AMBER_FROM = 80, 60
NEARLY = Decimal("0.1")  # of the target


@dataclass(frozen=True)
class Score:
    """A percentage over what was measured, how much that is, and how it looks; None is not
    available.
    """

    percent: int | None
    confidence: int | None
    tone: str
    reds: int


def state_of(better, yes, value, target):
    """Return good, watch or poor for one reading, or None when it is not measured."""
    if better == "yes":
        if yes is None:
            return None
        return GREEN if yes else RED
    if value is None or target is None:
        return None
    short = target - value if better == "higher" else value - target
    if short <= 0:
        return GREEN
    return AMBER if short <= abs(target) * NEARLY else RED


def state(reading):
    """Return the state of a saved reading."""
    return state_of(
        reading.measure.better,
        reading.yes,
        reading.value,
        reading.target,
    )


def score(lines):
    """Return the Score of ``(state, mandatory)`` lines."""
    measured = [found for found, _ in lines if found]
    percent = _share(sum(WORTH[found] for found in measured), len(measured))
    tone = _tone_of(percent)
    has_mandatory_red = any(found == RED and mandatory for found, mandatory in lines)
    if tone == GREEN and has_mandatory_red:
        tone = AMBER
    return Score(
        percent,
        _share(len(measured), len(lines)),
        tone,
        measured.count(RED),
    )


def _tone_of(percent):
    if percent is None:
        return ""
    if percent >= GREEN_FROM:
        return GREEN
    return AMBER if percent >= AMBER_FROM else RED


def score_of(readings):
    """Return the Score of saved readings."""
    return score([(state(reading), reading.measure.mandatory) for reading in readings])


def by_category(readings):
    """Return ``(category, Score, [(reading, state)])`` in the order of the template."""
    found = []
    for category, group in groupby(readings, key=lambda reading: reading.measure.category):
        lines = [(reading, state(reading)) for reading in group]
        scored = score([(told, reading.measure.mandatory) for reading, told in lines])
        found.append((category, scored, lines))
    return found


def _share(part, whole):
    if not whole:
        return None
    share = Decimal(part) / whole * 100
    return int(share.quantize(Decimal(1), ROUND_HALF_UP))
