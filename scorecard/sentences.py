"""How delivery reads in sentences: growth, sums, a scorecard against the one before."""

from accountfile.wording import NOT_AVAILABLE, day, money, percent


def grown(rise):
    """Return the growth as people write it, or that there is nothing to compare with."""
    if rise is None:
        return "nothing to compare with the year before"
    sign = "+" if rise > 0 else ""
    return f"{sign}{percent(rise)} on the year before"


def told(added, rise):
    """Return the sums of twelve months as one sentence."""
    if added.revenue is None:
        return (
            "The revenue of the last twelve months has gaps or several currencies, so its sum is "
            "not available."
        )
    words = f"Revenue of the last twelve months: {money(added.revenue, added.currency)}"
    if added.achievement is not None:
        words += f", {percent(added.achievement)} of plan"
    if rise is not None:
        words += f", {grown(rise)}"
    margin = NOT_AVAILABLE if added.margin is None else percent(added.margin)
    return f"{words}; margin {margin}."


def against(cards):
    """Return how the newest card compares with the one before it, in words."""
    if len(cards) < 2:
        return ""
    newest, before = cards[:2]
    # Two templates ask different questions, so their scores do not compare.
    if newest.template_id != before.template_id:
        return ""
    if newest.percent is None or before.percent is None:
        return ""
    month = f"{before.month:%B %Y}"
    if newest.percent > before.percent:
        return f"Up from {before.percent}% in {month}."
    if newest.percent < before.percent:
        return f"Down from {before.percent}% in {month}."
    return f"The same as in {month}."


def said(card, cards):
    """Return a scorecard as one sentence, beside the one before it."""
    score = NOT_AVAILABLE if card.percent is None else f"{card.percent}%"
    measured = f"{card.confidence or 0}% of the lines measured, {card.reds or 'no'} red"
    return f"{card}: {score}, {measured}. {against(cards)}".strip()


def red(reading):
    """Return a red line with what is done about it, or why it is accepted."""
    answer = reading.action
    if not answer and reading.accepted:
        answer = f"accepted, {reading.accepted}"
    answer = answer or "nothing is done about it"
    until = f", until {day(reading.until)}" if reading.until else ""
    return f"{reading.measure}: red; {answer}{until}."
