"""What the review pack says of sales: plain words and numbers, frozen when the review is closed."""

from decimal import Decimal

from django.db.models import F

from accountfile.core import sections
from accountfile.periods import twelve_months_to
from accountfile.wording import day, money, percent, plural
from opportunities.drawing import draw_won_by_month, won_by_month
from opportunities.figures.products import whitespace
from opportunities.figures.sums import growth, tally
from opportunities.models import Opportunity, Proposition

MOST_SALES = 8
MOST_IDEAS = 6
MOST_PRODUCTS = 12
MONTH_IN_FORMAT_1 = ("label", "won", "before")


def pack(account, period, audience):
    """Return the sales of one account in a period, beside the period before, as data that can be
    kept for ever.
    """
    if audience == sections.CLIENT:
        return None
    rows = Opportunity.objects.filter(account=account)
    now = tally(rows, period)
    before = tally(rows, period.before)
    year = tally(rows, twelve_months_to(period.last_day))
    largest = F("worth").desc(nulls_last=True)
    still = rows.open().with_worth().select_related("stage", "account")
    closed = rows.closed_in(period).with_worth()
    ideas = Proposition.objects.alive(period.last_day).filter(account=account)
    [(_, missing)] = whitespace(rows, [account])
    return {
        "figures": figures(now, before, year),
        "open": [open_told(row) for row in still.order_by(largest, "pk")[:MOST_SALES]],
        "closed": [closed_told(row) for row in closed.order_by(largest, "pk")[:MOST_SALES]],
        "propositions": [idea_told(row) for row in ideas.select_related("owner")[:MOST_IDEAS]],
        "missing_products": [product.name for product in missing[:MOST_PRODUCTS]],
        "months": won_by_month(account, period),
    }


def pack_charts(data, version):
    """Return the chart of won value by month; format 1 kept a month as a list."""
    months = data["months"]
    if version == 1:
        months = [dict(zip(MONTH_IN_FORMAT_1, row, strict=True)) for row in months]
    values = [month[name] for month in months for name in ("won", "before")]
    if not any(Decimal(str(value)) for value in values):
        return {}
    return {"won_by_month": draw_won_by_month(months)}


def figures(now, before, year):
    """Return the key figures: what each is, how much, and a note below it."""
    grown = growth(before.won_value, now.won_value)
    orders = f"{plural(now.won_count, 'order')}; {money(before.won_value)} before"
    still = f"{plural(now.open_count, 'opportunity', 'opportunities')} today"
    return [
        figure("Won", money(now.won_value), orders),
        figure(
            "Won in twelve months",
            money(year.won_value),
            plural(year.won_count, "order"),
        ),
        figure("Growth", percent(grown), "of won value on the period before"),
        figure(
            "Lost",
            str(now.lost_count),
            f"{before.lost_count} the period before",
        ),
        figure("Win rate", percent(now.win_rate), "won of all that was won or lost"),
        figure("Open", money(now.open_value), still),
    ]


def figure(label, value, note):
    return {
        "label": label,
        "value": value,
        "note": note,
    }


def open_told(row):
    return {
        "name": str(row),
        "stage": str(row.stage),
        "value": money(row.worth),
        "chance": f"{row.chance}%",
        "expected": day(row.expected_on),
    }


def closed_told(row):
    return {
        "name": str(row),
        "outcome": row.get_state_display(),
        "value": money(row.worth),
        "closed": day(row.closed_on),
        "why": row.reason[:200],
    }


def idea_told(row):
    return {
        "title": row.title,
        "hypothesis": row.hypothesis[:300],
        "owner": str(row.owner),
        "expires": day(row.expires_on),
    }
