"""What the file page shows of sales."""

from django.db.models import F, Max, Q

from accountfile.base.addresses import reverse
from accountfile.core.models import exact_sum
from accountfile.periods import twelve_months_to
from accountfile.wording import day, money, plural
from opportunities.drawing import draw_won_by_month, won_by_month
from opportunities.figures.sums import Tally, rounded, sums
from opportunities.models import Opportunity, Proposition, State


def summary(account, today):
    year = twelve_months_to(today)
    rows = Opportunity.objects.filter(account=account)
    won = Q(state=State.WON)
    before = Q(closed_on__gte=year.before.start, closed_on__lt=year.before.end)
    # Worked out once a row and then added up: written out seven times, it was a third of the whole
    # file page.
    found = (
        rows.order_by()
        .with_worth()
        .aggregate(
            **sums(year, F("worth")),
            before=exact_sum("worth", filter=won & before),
            last=Max("closed_on", filter=won),
        )
    )
    top = list(
        rows.open()
        .with_worth()
        .select_related("stage")
        .order_by(F("worth").desc(nulls_last=True), "pk")[:5]
    )
    for row in top:
        row.late = row.is_slipping(today)
    ideas = 0 if top else Proposition.objects.alive(today).filter(account=account).count()
    return told(account, found) | {"top": top, "propositions": ideas}


def charts():
    return {
        "won_by_month": lambda account, period: draw_won_by_month(won_by_month(account, period))
    }


def told(account, found):
    """Return the figures of the summary with the addresses of their rows."""
    # An account without any opportunity has no sums.
    values = {name: found[name] or 0 for name in sums()}
    tally = Tally(**values)
    page = reverse("opportunities:opportunity_list", args=[account.pk])
    orders = plural(tally.won_count, "order")
    before = money(found["before"] or 0)
    last = f"; last won {day(found['last'])}" if found["last"] else ""
    return {
        "open_value": tally.open_value,
        "open_note": plural(tally.open_count, "opportunity", "opportunities"),
        "open_url": f"{page}?state=open",
        "weighted": rounded(tally.weighted),
        "won_value": tally.won_value,
        "won_note": f"{orders}; {before} the year before",
        "won_url": f"{page}?state=won&period=12m",
        "win_rate": tally.win_rate,
        "rate_note": f"{tally.lost_count} lost{last}",
        "ever": found["last"] is not None,
        "chart_period": "" if tally.won_count else "?period=all",
    }
