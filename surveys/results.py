"""What a survey says: how many were asked, how many answered, the score, and how far it can be trusted."""

from collections import Counter
from dataclasses import dataclass

from accountfile.core import kpi

ENOUGH_FOR_A_TREND = 5


@dataclass(frozen=True)
class Result:
    """One survey in figures; a score never has decimals, and n always stands beside it."""

    asked: int
    answered: int
    kind: str
    score: int | None
    spread: tuple

    @property
    def rate(self):
        """Return the response rate in percent, or None while nobody was asked."""
        return kpi.measure("achievement", {"actual": self.answered, "target": self.asked})

    @property
    def shown(self):
        """Return the score as people write it: +30, 80%, or not available."""
        if self.score is None:
            return kpi.NOT_AVAILABLE
        return f"{self.score:+d}" if self.kind == "nps" else f"{self.score}%"

    @property
    def label(self):
        return {"nps": "Net promoter score", "csat": "Satisfied (4 or 5)"}.get(self.kind, "Score")

    @property
    def note(self):
        rate = "" if self.rate is None else f", {self.rate:.0f}% of those asked"
        return f"n = {self.answered}{rate}"

    @property
    def tone(self):
        if self.score is None:
            return "plain"
        good, fair = (30, 0) if self.kind == "nps" else (80, 60)
        return "good" if self.score >= good else "watch" if self.score >= fair else "poor"


def result(survey, asked, scores):
    """Return the Result of one survey from how many were asked and the scores given (None: answered without one)."""
    given = [score for score in scores if score is not None]
    value = kpi.measure(survey.kind, {"scores": given}) if survey.kind in ("nps", "csat") else None
    counts = Counter(given)
    spread = tuple((step, counts[step]) for step in survey.scale)
    return Result(asked, len(scores), survey.kind, None if value is None else round(value), spread)


def moved(newer, older):
    """Return how the score moved in words; nothing where too few answered to tell."""
    if older is None or newer.kind != older.kind or None in (newer.score, older.score):
        return ""
    if min(newer.answered, older.answered) < ENOUGH_FOR_A_TREND:
        return f"too few answers for a trend (fewer than {ENOUGH_FOR_A_TREND})"
    step = newer.score - older.score
    return f"{'up' if step > 0 else 'down'} by {abs(step)}" if step else "unchanged"
