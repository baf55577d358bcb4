"""How sales weigh in the health of an account."""

from django.db.models import Count, Q

from accountfile.base.addresses import reverse
from accountfile.core.models import exact_sum
from accountfile.core.sections import Signal
from accountfile.periods import twelve_months_to
from accountfile.wording import plural
from opportunities.figures.clients import within
from opportunities.figures.sums import NOTHING, sums, tallies
from opportunities.models import Opportunity, State, worth


def signals(accounts, today):
    year = twelve_months_to(today)
    late = Count("pk", filter=Q(state=State.OPEN, expected_on__lt=today))
    before = exact_sum(
        worth(),
        filter=Q(state=State.WON, closed_on__gte=year.before.start, closed_on__lt=year.before.end),
    )
    rows = Opportunity.objects.filter(account__in=accounts).order_by().values("account")
    for row in rows.annotate(late=late, before=before, **sums(year)):
        yield from weighed(row)


def figures(accounts, period):
    found = tallies(Opportunity.objects.filter(account__in=accounts), "account", period=period)
    return {account.pk: stored(found.get(account.pk, NOTHING)) for account in accounts}


def figures_within(period):
    return within(period)


def figures_of_people(person_ids, period):
    found = tallies(Opportunity.objects.filter(owner__in=person_ids), "owner", period=period)
    return {person_id: stored(tally) for person_id, tally in found.items()}


def stored(tally):
    """Return the columns of Standing that sales own."""
    return {
        "won_count": tally.won_count,
        "won_value": tally.won_value,
        "lost_count": tally.lost_count,
        "open_count": tally.open_count,
        "open_value": tally.open_value,
    }


def weighed(row):
    """Yield what the sales of one account say for or against its health."""
    account_id, page = (
        row["account"],
        reverse("opportunities:opportunity_list", args=[row["account"]]),
    )
    won, before, still = row["won_value"] or 0, row["before"] or 0, row["open_value"] or 0
    if not row["open_count"]:
        yield Signal(account_id, -10, "No opportunity is open", f"{page}?state=open")
    elif won and still >= won / 2:
        yield Signal(
            account_id,
            6,
            "What is open is worth half a year's orders or more",
            f"{page}?state=open",
        )
    if row["late"]:
        words = (
            f"{plural(row['late'], 'opportunity is', 'opportunities are')} past the expected day"
        )
        yield Signal(account_id, -min(12, 3 * row["late"]), words, f"{page}?slipped=on")
    if before and won < before * 3 / 4:
        yield Signal(
            account_id,
            -10,
            "Won less than three quarters of the year before",
            f"{page}?state=won&period=12m",
        )
    elif before and won > before * 5 / 4:
        yield Signal(
            account_id,
            8,
            "Won more than a quarter above the year before",
            f"{page}?state=won&period=12m",
        )
