"""The figures on top of the figures page, each leading to its rows."""

from django.urls import reverse

from accountfile.wording import day
from opportunities.figures import clients, products, stages, times
from opportunities.figures.products import Listed
from opportunities.figures.sums import rounded
from opportunities.views.cells import Cell, amount, count, percentage


def of_the_whole(reader, whole):
    """Return ``(label, cell, note)`` of what a tally says."""
    won, lost, still = (reader.address(state=state) for state in ("won", "lost", "open"))
    return [
        ("Won value", amount(whole.won_value, won), ""),
        ("Won", count(whole.won_count, won), ""),
        ("Lost", count(whole.lost_count, lost), ""),
        ("Win rate", percentage(whole.win_rate), ""),
        ("Open now", count(whole.open_count, still), ""),
        ("Value of open", amount(whole.open_value, still), "own value or list price"),
        ("Weighted pipeline", amount(rounded(whole.weighted), still), "each by its chance"),
    ]


def of_extremes(reader):
    """Return ``(label, cell, note)`` of averages, extremes and shares."""
    return [
        *_of_orders(reader),
        *_of_accounts(reader),
        *_of_talks(reader),
    ]


def _of_orders(reader):
    won = stages.orders(reader.rows, reader.period)
    largest = stages.largest_order(reader.rows, reader.period)
    listed = sum(products.listed_by_product(reader.rows, reader.period).values(), Listed())
    url = largest.get_absolute_url() if largest else ""
    yield (
        "Average order",
        amount(won.average, reader.address(state="won")),
        "won value by won orders",
    )
    yield "Largest order", amount(won.largest, url), str(largest or "")
    yield "Realised against list price", percentage(listed.realised, _sheet(reader, "products")), ""


def _of_accounts(reader):
    accounts = list(reader.accounts)
    shares = clients.shares(clients.by_account(reader.rows, accounts, reader.period))
    most, gaps = (
        clients.making_most(shares),
        products.accounts_without(reader.rows, len(accounts), reader.period),
    )
    top = percentage(clients.top_share(shares), _sheet(reader, "top-accounts"))
    yield "Share of the ten largest", top, "of the won value of all accounts"
    yield (
        "Accounts that make 80%",
        count(len(most), _sheet(reader, "concentration")),
        "of the won value",
    )
    empty = count(sum(number for _, number in gaps), _sheet(reader, "whitespace"))
    yield "Cells still empty", empty, "of account and product"
    parents = {account.parent_id for account in accounts} - {None}
    yield "Parent accounts", count(len(parents), _sheet(reader, "groups")), ""


def _of_talks(reader):
    for label, newest in (("First engagement", False), ("Last engagement", True)):
        row = times.first_talk(reader.rows, newest)
        yield (
            label,
            Cell(
                row and row.engaged_on,
                day,
                row.get_absolute_url() if row else "",
            ),
            str(row or ""),
        )


def _sheet(reader, slug):
    return f"{reverse('opportunities_desk:sheet', args=[slug])}?period={reader.period.code}"
