"""How delivery weighs in the health of an account."""

from datetime import timedelta

from django.db.models import Count, Q

from accountfile.base.addresses import reverse
from accountfile.core.models import exact_sum
from accountfile.core.sections import (
    Signal,
)
from accountfile.periods import add_months
from accountfile.wording import percent, plural
from scorecard.models import FinancialPeriod, Issue, Scorecard
from scorecard.revenue import turn


def signals(accounts, today):
    newest = {}
    cards = Scorecard.objects.filled().filter(
        account__in=accounts, month__gte=add_months(today, -4)
    )
    for card in cards.order_by("month", "pk").only("account", "month", "tone", "percent"):
        newest[card.account_id] = card
    for card in newest.values():
        points = {
            "good": 6,
            "watch": -3,
            "poor": -12,
        }.get(card.tone, 0)
        if points:
            yield Signal(
                card.account_id,
                points,
                f"{card}: {card.percent}%",
                card.get_absolute_url(),
            )
    old = Issue.objects.open().filter(
        account__in=accounts, raised_on__lt=today - timedelta(days=30)
    )
    for account_id, number in old.order_by().values_list("account").annotate(Count("pk")):
        text = f"{plural(number, 'issue')} open for more than 30 days"
        yield Signal(
            account_id,
            -min(12, 4 * number),
            text,
            reverse("scorecard:issue_list", args=[account_id]),
        )
    yield from _short_of_plan(accounts, today)


def _short_of_plan(accounts, today):
    rows = FinancialPeriod.objects.filter(
        account__in=accounts,
        starts_on__gte=turn(today, 3),
        ends_on__lt=turn(today),
    )
    # A period of which one of the two is not known can be short of nothing.
    rows = rows.exclude(Q(revenue=None) | Q(planned_revenue=None))
    rows = rows.order_by().values_list("account")
    # Two currencies make no sum, as on the page of the figures.
    rows = rows.annotate(currencies=Count("currency", distinct=True)).filter(currencies=1)
    rows = rows.annotate(earned=exact_sum("revenue"), hoped=exact_sum("planned_revenue"))
    for account_id, revenue, planned in rows.values_list("account", "earned", "hoped"):
        if planned > 0 and revenue < planned * 9 / 10:
            share = percent(revenue / planned * 100)
            yield Signal(
                account_id,
                -8,
                f"Revenue of the last three months is {share} of plan",
                reverse("scorecard:financialperiod_list", args=[account_id]),
            )
