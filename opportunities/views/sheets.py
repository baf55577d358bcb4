"""The figures pages: what each shows, of what it is made, and how one line of it reads."""

from django.db.models import Q
from django.urls import reverse

from opportunities.figures import clients, people, products, times
from opportunities.figures.retention import clients_kept
from opportunities.models import State
from opportunities.views.cells import TALLY_HEADS, Sheet
from opportunities.views.extremes import EXTREMES, quarter_of_reader
from opportunities.views.lines import (
    account_line,
    cycle_line,
    group_line,
    line_manager_line,
    manager_line,
    missing_line,
    product_line,
    region_line,
    retention_line,
    review_line,
    rhythm_line,
    sector_line,
    span_line,
    top_line,
    whitespace_line,
)


def of_people(reader):
    return people.by_account_manager(reader.rows, reader.period, reader.people)


def of_accounts(reader, accounts):
    return clients.by_account(reader.rows, accounts, reader.period)


def of_sectors(reader):
    sectors = reader.accounts.order_by().values_list("sector", flat=True).distinct()
    return clients.by_sector(reader.rows, sectors, reader.period)


def of_groups(reader):
    """Return the groups among the files the reader may open."""
    members = reader.accounts.filter(
        Q(parent__isnull=False) | Q(subsidiaries__isnull=False)
    ).distinct()
    return clients.groups(of_accounts(reader, members))


def top_ten(reader):
    """Return the ten largest with their ranks; of those that tie for the last place the names
    decide.
    """
    candidates = reader.accounts.filter(
        pk__in=clients.largest(reader.rows, CANDIDATES, reader.period)
    )
    return list(enumerate(clients.top(of_accounts(reader, candidates)), 1))


def without_products(reader):
    number = reader.accounts.count()
    return [
        (p, n, number - n) for p, n in products.accounts_without(reader.rows, number, reader.period)
    ]


def review_items(reader):
    reader.period = quarter_of_reader(reader)
    return reader.accounts


def cycles(reader):
    return [
        (label, times.cycle(reader.rows, state, reader.period))
        for label, state in (("Won", State.WON), ("Lost", State.LOST))
    ]


CANDIDATES = 50
SHEETS = {
    sheet.slug: sheet
    for sheet in (
        Sheet(
            "account-managers",
            "By account manager",
            "Who has won, lost and still holds what.",
            ("Account manager", "Line manager", "Region", *TALLY_HEADS),
            of_people,
            manager_line,
        ),
        Sheet(
            "line-managers",
            "By line manager",
            "The sales of each line manager's people together.",
            ("Line manager", *TALLY_HEADS),
            lambda reader: people.by_line_manager(of_people(reader)),
            line_manager_line,
        ),
        Sheet(
            "regions",
            "By region",
            "The sales of the people of each region.",
            ("Region", *TALLY_HEADS),
            lambda reader: people.by_region(of_people(reader)),
            region_line,
        ),
        Sheet(
            "products",
            "By product",
            "What sells, and what it fetches of its list price.",
            ("Product", "List price", *TALLY_HEADS, "Of list price"),
            lambda reader: products.by_product(reader.rows, reader.period),
            product_line,
        ),
        Sheet(
            "accounts",
            "By account",
            "What each client has bought and may yet buy.",
            ("Account", *TALLY_HEADS),
            lambda reader: reader.accounts,
            account_line,
            fill=of_accounts,
        ),
        Sheet(
            "sectors",
            "By sector",
            "Which industries buy from us.",
            ("Sector", *TALLY_HEADS),
            of_sectors,
            sector_line,
        ),
        Sheet(
            "months",
            "By month",
            "Won and lost month by month, with the growth of won value.",
            ("Month", "Won", "Won value", "Lost", "Win rate", "Growth"),
            lambda reader: times.by_month(reader.rows, reader.period),
            span_line,
            ("win_rate", "growth"),
        ),
        Sheet(
            "quarters",
            "By quarter",
            "Won and lost quarter by quarter, with the growth of won value.",
            ("Quarter", "Won", "Won value", "Lost", "Win rate", "Growth"),
            lambda reader: times.by_quarter(reader.rows, reader.period),
            span_line,
            ("win_rate", "growth"),
        ),
        Sheet(
            "retention",
            "Clients kept",
            "A client is an account with the status active, whether or not it orders.",
            (
                "Within",
                "Clients at the start",
                "At the end",
                "New",
                "Lost",
                "Retention",
                "Churn",
            ),
            lambda reader: clients_kept(
                reader.accounts,
                reader.period,
                reader.person.today(),
            ),
            retention_line,
            ("retention", "churn"),
        ),
        Sheet(
            "order-rhythm",
            "Who orders again the next month",
            "Accounts with an order won in one month, and which of them have one in the next.",
            (
                "Months",
                "Ordered in the first",
                "In the second",
                "New there",
                "Not again",
                "Ordered again",
                "Paused",
            ),
            lambda reader: times.order_rhythm(reader.rows, reader.period),
            rhythm_line,
            (),
        ),
        Sheet(
            "whitespace",
            "What each account does not buy yet",
            "Products on sale of which the account has no won order.",
            ("Account", "Products", "Which"),
            lambda reader: reader.accounts,
            whitespace_line,
            (),
            lambda reader, accounts: products.whitespace(reader.rows, accounts, reader.period),
        ),
        Sheet(
            "missing-products",
            "Accounts without each product",
            "How many accounts have never bought a product.",
            ("Product", "Accounts without", "Accounts with"),
            without_products,
            missing_line,
            (),
        ),
        Sheet(
            "groups",
            "Groups of companies",
            "Parents with their subsidiaries, together.",
            ("Group", "Subsidiaries", "Won value", "Won"),
            of_groups,
            group_line,
            (),
        ),
        Sheet(
            "review-sheet",
            "Review sheet of a quarter",
            "What each review opens with: the quarter beside the one before.",
            (
                "Account",
                *TALLY_HEADS,
                "Won the quarter before",
                "Growth",
                "Account managers closing",
            ),
            review_items,
            review_line,
            ("win_rate", "growth"),
            lambda reader, accounts: clients.review_sheet(reader.rows, accounts, reader.period),
        ),
        Sheet(
            "sales-cycle",
            "How long a sale takes",
            "Days from the first talk until it was won or lost.",
            ("Outcome", "Mean, days", "Median, days"),
            cycles,
            cycle_line,
            (),
        ),
        Sheet(
            "top-accounts",
            "Top ten accounts",
            "The ten with the most won value.",
            ("Rank", "Account", "Won value", "Won"),
            top_ten,
            top_line,
            (),
        ),
        *EXTREMES,
    )
}


def addresses(query=""):
    """Return ``(sheet, url)`` of every figures page, carrying the period along."""
    return [
        (sheet, reverse("opportunities_desk:sheet", args=[sheet.slug]) + query)
        for sheet in SHEETS.values()
    ]
