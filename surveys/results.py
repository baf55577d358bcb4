"""What a survey shows: how many were asked, how many answered, the score, and how far it can be
trusted.
"""

from collections import Counter
from dataclasses import dataclass

from accountfile import kpi
from accountfile.wording import NOT_AVAILABLE

# Answers: for a score before the last day is over, for a trend, for anything without a name.
ENOUGH = 5


@dataclass(frozen=True)
class Result:
    """One survey in figures; a score never has decimals, and n always stands beside it.

    ``answered`` is None where the number itself may not be shown, ``score`` where there is none to
    be shown yet.
    """

    kind: str
    asked: int
    answered: int | None
    score: int | None
    spread: tuple
    is_over: bool
    is_shown: bool

    @property
    def rate(self):
        """Return the response rate in percent, or None while nobody was asked."""
        if self.answered is None:
            return None
        return kpi.measure("achievement", {"actual": self.answered, "target": self.asked})

    @property
    def shown(self):
        """Return the score as people write it: +30, 80%, or not available."""
        if self.score is None:
            return NOT_AVAILABLE
        if self.kind == "nps":
            return f"{self.score:+d}"
        return f"{self.score}%"

    @property
    def label(self):
        names = {"nps": "Net promoter score", "csat": "Satisfied (4 or 5)"}
        return names.get(self.kind, "Score")

    @property
    def note(self):
        """Return how many answered: so far, or of those asked."""
        if self.answered is None and self.is_over:
            return (
                f"fewer than {ENOUGH} of {self.asked} answered, too few to show anything without "
                "a name"
            )
        if self.answered is None:
            return f"fewer than {ENOUGH} of {self.asked} so far"
        if not self.is_over:
            return f"{self.answered} of {self.asked} so far"
        rate = "" if self.rate is None else f", {self.rate:.0f}% of those asked"
        return f"n = {self.answered}{rate}"

    @property
    def tone(self):
        if self.score is None:
            return "plain"
        # A net promoter score runs from -100 to 100, the others are shares in percent.
        good, fair = (30, 0) if self.kind == "nps" else (80, 60)
        if self.score >= good:
            return "good"
        return "watch" if self.score >= fair else "poor"


def result(survey, asked, scores, today):
    """Return the Result of one survey from how many were asked and the scores given (None: answered
    without one).

    A named survey has a score as soon as enough have answered, and in any case once it is over. An
    anonymous one shows nothing below five answers, and everything at once when it is over: a result
    that moves with each answer would give that answer away.
    """
    over = survey.is_over(today)
    enough = len(scores) >= ENOUGH
    hidden = survey.anonymous and not enough
    shown = (over and enough) if survey.anonymous else (over or enough)
    given = [score for score in scores if score is not None] if shown else []
    value = kpi.measure(survey.kind, {"scores": given}) if survey.scale else None
    counts = Counter(given)
    return Result(
        kind=survey.kind,
        asked=asked,
        answered=None if hidden else len(scores),
        score=None if value is None else round(value),
        spread=tuple((step, counts[step]) for step in survey.scale) if given else (),
        is_over=over,
        is_shown=shown,
    )


def moved(newer, older):
    """Return how the score moved in words; nothing where too few answered to tell."""
    if older is None or newer.kind != older.kind or None in (newer.score, older.score):
        return ""
    if min(newer.answered, older.answered) < ENOUGH:
        return f"too few answers for a trend (fewer than {ENOUGH})"
    if newer.score > older.score:
        return f"up by {newer.score - older.score}"
    if newer.score < older.score:
        return f"down by {older.score - newer.score}"
    return "unchanged"
