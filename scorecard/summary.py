"""What the file page shows of delivery."""

from datetime import timedelta

from scorecard import revenue, sentences
from scorecard.figures import days_to_resolve, earned, growth
from scorecard.models import FinancialPeriod, Issue, Scorecard

MOST_ISSUES = 100


def summary(account, today):
    now, before = revenue.two_years(account, today)
    filled = Scorecard.objects.filled().filter(account=account)
    cards = list(filled.select_related("template")[:2])
    of_account = Issue.objects.filter(account=account)
    issues = list(of_account.select_related("owner")[:MOST_ISSUES])
    open_issues = [issue for issue in issues if not issue.resolved_on]
    added = earned(now)
    first_day = revenue.turn(today, 12)
    last_day = revenue.turn(today) - timedelta(days=1)
    return {
        "earned": added,
        "grown": sentences.grown(growth(added, earned(before))),
        "has_figures": bool(now),
        "months": revenue.rows(now),
        "chart_period": f"?period={first_day}..{last_day}",
        "card": cards[0] if cards else None,
        "card_note": sentences.against(cards),
        "open_issues": [(issue, issue.age(today)) for issue in open_issues[:4]],
        "open_count": len(open_issues),
        "days": days_to_resolve(issues),
    }


def charts():
    return {"revenue": revenue_chart}


def revenue_chart(account, period):
    """Draw revenue as bars against the planned revenue as a line, for the financial periods within
    a span.
    """
    within = FinancialPeriod.objects.filter(account=account).belonging_to(period)
    rows = list(within.order_by("starts_on"))
    return revenue.drawing(
        account=account.name,
        months=revenue.rows(rows),
        unit=rows[0].currency if rows else "",
    )
