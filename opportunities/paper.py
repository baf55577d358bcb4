"""What the review pack says of sales: plain words and numbers, frozen when the review is closed."""

from django.db.models import F
from django.template.defaultfilters import pluralize
from django.utils import timezone

from accountfile.core.templatetags.af import day, money, percent
from opportunities.drawing import won_by_month
from opportunities.figures.products import whitespace
from opportunities.figures.sums import growth, tally
from opportunities.models import Opportunity, Proposition


def pack(account, period):
    """Return the sales of one account in a period, beside the period before, as data that can be kept for ever."""
    rows = Opportunity.objects.filter(account=account)
    now, before = tally(rows, period), tally(rows, period.before)
    largest = F("worth").desc(nulls_last=True)
    still = rows.open().with_worth().select_related("stage", "account").order_by(largest, "pk")[:8]
    closed = rows.closed_in(period).with_worth().order_by(largest, "pk")[:8]
    ideas = Proposition.objects.alive(timezone.localdate()).filter(account=account).select_related("owner")[:6]
    return {
        "figures": figures(now, before),
        "open": [open_told(row) for row in still],
        "closed": [closed_told(row) for row in closed],
        "propositions": [idea_told(row) for row in ideas],
        "missing_products": [product.name for _, missing in whitespace(rows, [account]) for product in missing][:12],
        "months": won_by_month(account, period),
    }


def figures(now, before):
    """Return ``[label, value, note]`` of the key figures."""
    grown, before_told = growth(before.won_value, now.won_value), money(before.won_value)
    return [
        ["Won", money(now.won_value), f"{now.won_count} order{pluralize(now.won_count)}; {before_told} before"],
        ["Growth", percent(grown), "of won value on the period before"],
        ["Lost", str(now.lost_count), f"{before.lost_count} the period before"],
        ["Win rate", percent(now.win_rate), "won of all that was won or lost"],
        ["Open", money(now.open_value), f"{now.open_count} opportunit{pluralize(now.open_count, 'y,ies')} today"],
    ]


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
