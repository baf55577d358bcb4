"""How delivery is told in words and on paper: plain data, ready to be frozen."""

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.periods import twelve_months_to
from accountfile.wording import NOT_AVAILABLE, day, money, percent
from scorecard import revenue, scoring
from scorecard.figures import earned
from scorecard.models import FinancialPeriod, Issue, Scorecard, ValueRecord

MOST_ISSUES = 15
MOST_RECORDS = 10
COLOURS = {
    "good": "green",
    "watch": "amber",
    "poor": "red",
    "": "",
}
STATES = {
    "good": "green",
    "watch": "amber",
    "poor": "red",
    None: "not measured",
}


def pack(account, period, audience):
    """Return what the review pack prints of delivery over a period."""
    if audience == sections.CLIENT:
        return None
    mine = FinancialPeriod.objects.filter(account=account).order_by("starts_on")
    periods = list(mine.belonging_to(period))
    year = list(mine.belonging_to(twelve_months_to(period.last_day).months))
    added = earned(periods)
    filled = Scorecard.objects.filled().filter(account=account)
    card = filled.select_related("template").first()
    of_account = Issue.objects.filter(account=account).select_related("owner")
    issues = [_issue(issue, period.last_day) for issue in of_account[:MOST_ISSUES]]
    records = ValueRecord.objects.filter(account=account)
    value = [_value(row) for row in records[:MOST_RECORDS]]
    here = {
        Heading.BUSINESS_PERFORMANCE: periods or year or value,
        Heading.SCORECARD: card,
        Heading.ISSUES: issues,
    }
    sums = _sums(added) if periods else []
    if year:
        sums += _sums_of_year(earned(year))
    return {
        "headings": [heading for heading, rows in here.items() if rows],
        "currency": added.currency,
        "months": revenue.rows(periods),
        "shown": [_amounts(row) for row in periods],
        "sums": sums,
        "card": _card(card) if card else None,
        "issues": issues,
        "value": value,
    }


def _amounts(row):
    amounts = {"label": revenue.month_label(row)}
    for name in FinancialPeriod.AMOUNTS:
        amounts[name] = _money(getattr(row, name), row.currency)
    return amounts


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
        "categories": [_category(*each) for each in scoring.by_category(readings)],
    }


def _category(name, score, lines):
    return {
        "name": name,
        "percent": score.percent,
        "lines": [_line(reading, state) for reading, state in lines],
    }


def _line(reading, state):
    accepted = f"Accepted: {reading.accepted}" if reading.accepted else ""
    return {
        "text": reading.measure.text,
        "mandatory": reading.measure.mandatory,
        "state": STATES[state],
        "colour": COLOURS[state or ""],
        "answer": reading.action or accepted,
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


def pack_charts(data, version):
    """Return the chart of revenue against plan, where any month is known."""
    if not data["months"]:
        return {}
    chart = revenue.drawing(
        account="",
        months=data["months"],
        unit=data["currency"],
        text="none",
    )
    return {"revenue": chart}
