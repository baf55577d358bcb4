"""How delivery is told in words and on paper: plain data, ready to be frozen."""

from decimal import Decimal

from accountfile.core.kpi import NOT_AVAILABLE
from accountfile.core.periods import twelve_months_to
from accountfile.core.sections import Heading
from accountfile.core.templatetags.af import day, money, percent
from scorecard import scoring
from scorecard.figures import earned
from scorecard.models import FinancialPeriod, Issue, Scorecard, ValueRecord

COLOURS = {"good": "green", "watch": "amber", "poor": "red", "": ""}
STATES = {"good": "green", "watch": "amber", "poor": "red", None: "not measured"}


def as_decimal(text):
    return None if text is None else Decimal(text)


def rows(periods):
    """Return one plain line for each financial period, with amounts as exact text."""
    return [
        {"label": _short(row)} | {name: _text(getattr(row, name)) for name in FinancialPeriod.AMOUNTS}
        for row in periods
    ]


def _short(row):
    one_month = row.starts_on.replace(day=1) == row.ends_on.replace(day=1)
    return f"{row.starts_on:%b %Y}" if one_month else f"{row.starts_on:%b}–{row.ends_on:%b %Y}"


def _text(value):
    return None if value is None else str(value)


def grown(rise):
    """Return the growth as people write it, or that there is nothing to compare with."""
    if rise is None:
        return "nothing to compare with the year before"
    return f"{'+' if rise > 0 else ''}{percent(rise)} on the year before"


def told(added, rise):
    """Return the sums of twelve months as one sentence."""
    if added.revenue is None:
        return "The revenue of the last twelve months has gaps or several currencies, so its sum is not available."
    words = f"Revenue of the last twelve months: {money(added.revenue, added.currency)}"
    if added.achievement is not None:
        words += f", {percent(added.achievement)} of plan"
    if rise is not None:
        words += f", {grown(rise)}"
    return f"{words}; margin {NOT_AVAILABLE if added.margin is None else percent(added.margin)}."


def said(card, cards):
    """Return a scorecard as one sentence, beside the one before it."""
    score = NOT_AVAILABLE if card.percent is None else f"{card.percent}%"
    measured = f"{card.confidence or 0}% of the lines measured, {card.reds or 'no'} red"
    return f"{card}: {score}, {measured}. {against(cards)}".strip()


def against(cards):
    """Return how the newest card compares with the one before it, in words."""
    if len(cards) < 2 or cards[0].template_id != cards[1].template_id or None in (cards[0].percent, cards[1].percent):
        return ""
    moved = cards[0].percent - cards[1].percent
    if not moved:
        return f"The same as in {cards[1].month:%B %Y}."
    return f"{'Up' if moved > 0 else 'Down'} from {cards[1].percent}% in {cards[1].month:%B %Y}."


def red(reading):
    """Return a red line with what is done about it, or why it is accepted."""
    answer = reading.action or (f"accepted, {reading.accepted}" if reading.accepted else "nothing is done about it")
    until = f", until {day(reading.until)}" if reading.until else ""
    return f"{reading.measure}: red; {answer}{until}."


def printed(account, period):
    """Return what the review pack prints of delivery over a period."""
    mine = FinancialPeriod.objects.filter(account=account).order_by("starts_on")
    periods = list(mine.belonging_to(period))
    year = list(mine.belonging_to(twelve_months_to(period.last_day).months))
    added = earned(periods)
    card = Scorecard.objects.filled().filter(account=account).select_related("template").first()
    newest = Issue.objects.filter(account=account).select_related("owner")[:15]
    issues = [_issue(issue, period.last_day) for issue in newest]
    value = [_value(row) for row in ValueRecord.objects.filter(account=account)[:10]]
    here = {Heading.BUSINESS_PERFORMANCE: periods or year or value, Heading.SCORECARD: card, Heading.ISSUES: issues}
    return {
        "headings": [heading for heading, rows in here.items() if rows],
        "currency": added.currency,
        "months": rows(periods),
        "shown": [_amounts(row) for row in periods],
        "sums": (_sums(added) if periods else []) + (_sums_of_year(earned(year)) if year else []),
        "card": _card(card) if card else None,
        "issues": issues,
        "value": value,
    }


def _amounts(row):
    return {"label": _short(row)} | {name: _money(getattr(row, name), row.currency) for name in FinancialPeriod.AMOUNTS}


def _money(value, currency):
    return "–" if value is None else money(value, currency)


def _sums(added):
    return [
        {"label": "Revenue", "value": _or_none(added.revenue, added.currency)},
        {"label": "Planned", "value": _or_none(added.planned_revenue, added.currency)},
        {"label": "Of plan", "value": percent(added.achievement)},
        {"label": "Profit", "value": _or_none(added.profit, added.currency)},
        {"label": "Margin", "value": percent(added.margin)},
    ]


def _sums_of_year(added):
    """Return the twelve rolling months beside the period, under names that say so."""
    chosen = [each for each in _sums(added) if each["label"] in ("Revenue", "Of plan", "Margin")]
    return [each | {"label": f"{each['label']}, twelve months"} for each in chosen]


def _or_none(value, currency):
    return NOT_AVAILABLE if value is None else money(value, currency)


def _card(card):
    readings = card.readings.select_related("measure")
    return {
        "title": str(card),
        "template": card.template.name,
        "percent": card.percent,
        "confidence": card.confidence,
        "colour": COLOURS[card.tone],
        "categories": [
            {"name": name, "percent": score.percent, "lines": [_line(*line) for line in lines]}
            for name, score, lines in scoring.by_category(readings)
        ],
    }


def _line(reading, state):
    return {
        "text": reading.measure.text,
        "mandatory": reading.measure.mandatory,
        "state": STATES[state],
        "colour": COLOURS[state or ""],
        "answer": reading.action or (f"Accepted: {reading.accepted}" if reading.accepted else ""),
        "until": day(reading.until) if reading.until else "",
    }


def _issue(issue, today):
    return {
        "title": issue.title,
        "side": issue.get_side_display(),
        "kind": issue.get_kind_display(),
        "owner": issue.owner.name,
        "raised_on": day(issue.raised_on),
        "resolved_on": day(issue.resolved_on) if issue.resolved_on else "",
        "agreed_on": day(issue.acknowledged_on) if issue.acknowledged_on else "",
        "days": issue.age(today),
    }


def _value(row):
    agreed = f"{row.agreed_by}, {day(row.agreed_on)}" if row.agreed_on else "nobody yet"
    return {
        "text": row.text,
        "promised": _money(row.promised, row.currency),
        "measured": _money(row.measured, row.currency),
        "agreed": agreed,
    }
