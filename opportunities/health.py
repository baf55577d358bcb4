"""How sales weigh in the health of an account, and the figures of sales that are stored."""

from django.db.models import Count, Q

from accountfile.base.addresses import reverse
from accountfile.core.models import exact_sum
from accountfile.core.sections import Signal, StoredFigure
from accountfile.periods import twelve_months_to
from accountfile.wording import plural
from opportunities.figures.clients import within
from opportunities.figures.sums import NOTHING, sums, tallies
from opportunities.models import Opportunity, State, worth

STORED = "opportunities_figures"  # the way from an account to its SalesFigures


def rows_of(state):
    """Return a function that gives the address of a person's opportunities in a state."""

    def address(person_id, period):
        query = f"?owner={person_id}&state={state}"
        # What is open is open today, whichever period is looked at.
        if state != "open":
            query += f"&period={period.code}"
        return reverse("opportunities_desk:list") + query

    return address


STORED_FIGURES = (
    StoredFigure(
        "won_count",
        f"{STORED}__won_count",
        of_a_period=True,
        of_people="Won",
        in_pack="Orders won",
        rows_of=rows_of("won"),
    ),
    StoredFigure(
        "won_value",
        f"{STORED}__won_value",
        money=True,
        of_a_period=True,
        column="won",
        in_list="Won",
        on_desk="Won",
        as_total="Won in twelve months",
        of_people="Won",
        in_pack="Won in twelve months",
        rows_of=rows_of("won"),
    ),
    StoredFigure(
        "lost_count",
        f"{STORED}__lost_count",
        of_a_period=True,
        column="lost",
        in_list="Lost",
        on_desk="Orders lost",
        of_people="Lost",
        in_pack="Orders lost",
        rows_of=rows_of("lost"),
    ),
    StoredFigure("open_count", f"{STORED}__open_count", of_people="Open", rows_of=rows_of("open")),
    StoredFigure(
        "open_value",
        f"{STORED}__open_value",
        money=True,
        column="open_value",
        in_list="Open",
        on_desk="Open",
        as_total="Open",
        of_people="Open",
        in_pack="Open opportunities",
        rows_of=rows_of("open"),
    ),
)


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


def columns():
    return STORED_FIGURES


def figures_within(period):
    return within(period)


def figures_of_people(person_ids, period):
    found = tallies(Opportunity.objects.filter(owner__in=person_ids), "owner", period=period)
    return {person_id: stored(tally) for person_id, tally in found.items()}


def stored(tally):
    """Return the fields of SalesFigures."""
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
