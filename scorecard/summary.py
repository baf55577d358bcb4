"""What the file page shows of delivery."""

from datetime import timedelta

from scorecard import revenue, sentences
from scorecard.figures import days_to_resolve, earned, growth
from scorecard.models import FinancialPeriod, Issue, Scorecard


def summary(account, today):
    now, before = revenue.two_years(account, today)
    cards = list(Scorecard.objects.filled().filter(account=account).select_related("template")[:2])
    issues = list(Issue.objects.filter(account=account).select_related("owner")[:100])
    open_issues = [issue for issue in issues if not issue.resolved_on]
    added = earned(now)
    return {
        "earned": added,
        "grown": sentences.grown(growth(added, earned(before))),
        "has_figures": bool(now),
        "months": revenue.rows(now),
        "chart_period": f"?period={revenue.turn(today, 12)}..{revenue.turn(today) - timedelta(days=1)}",
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
    rows = list(
        FinancialPeriod.objects.filter(account=account).belonging_to(period).order_by("starts_on")
    )
    return revenue.drawing(
        account=account.name, months=revenue.rows(rows), unit=rows[0].currency if rows else ""
    )
