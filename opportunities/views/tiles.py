"""The figures on top of the figures page, each leading to its rows."""

from django.urls import reverse

from accountfile.wording import day
from opportunities.figures import clients, products, stages, times
from opportunities.figures.products import Listed
from opportunities.figures.sums import rounded
from opportunities.views.cells import Cell, amount, count, percentage


def of_the_whole(reader, whole):
    """Return ``(label, cell, note)`` of what a tally says."""
    won = reader.address(state="won")
    lost = reader.address(state="lost")
    still = reader.address(state="open")
    weighted = rounded(whole.weighted)
    return [
        ("Won value", amount(whole.won_value, won), ""),
        ("Won", count(whole.won_count, won), ""),
        ("Lost", count(whole.lost_count, lost), ""),
        ("Win rate", percentage(whole.win_rate), ""),
        ("Open now", count(whole.open_count, still), ""),
        ("Value of open", amount(whole.open_value, still), "own value or list price"),
        ("Weighted pipeline", amount(weighted, still), "each by its chance"),
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
    by_product = products.listed_by_product(reader.rows, reader.period)
    listed = sum(by_product.values(), Listed())
    realised = percentage(listed.realised, _sheet(reader, "products"))
    url = largest.get_absolute_url() if largest else ""
    yield (
        "Average order",
        amount(won.average, reader.address(state="won")),
        "won value by won orders",
    )
    yield "Largest order", amount(won.largest, url), str(largest or "")
    yield "Realised against list price", realised, ""


def _of_accounts(reader):
    rows, period = reader.rows, reader.period
    accounts = list(reader.accounts)
    shares = clients.shares(clients.by_account(rows, accounts, period))
    most = clients.making_most(shares)
    gaps = products.accounts_without(rows, len(accounts), period)
    top = percentage(clients.top_share(shares), _sheet(reader, "top-accounts"))
    yield "Share of the ten largest", top, "of the won value of all accounts"
    yield (
        "Accounts that make 80%",
        count(len(most), _sheet(reader, "concentration")),
        "of the won value",
    )
    empty = sum(number for _, number in gaps)
    yield (
        "Cells still empty",
        count(empty, _sheet(reader, "whitespace")),
        "of account and product",
    )
    parents = {account.parent_id for account in accounts} - {None}
    yield "Parent accounts", count(len(parents), _sheet(reader, "groups")), ""


def _of_talks(reader):
    for label, newest in (("First engagement", False), ("Last engagement", True)):
        row = times.first_talk(reader.rows, newest)
        if row is None:
            yield label, Cell(None, day, ""), ""
        else:
            yield label, Cell(row.engaged_on, day, row.get_absolute_url()), str(row)


def _sheet(reader, slug):
    return f"{reverse('opportunities_desk:sheet', args=[slug])}?period={reader.period.code}"
