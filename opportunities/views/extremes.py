"""The figures pages on extremes: the largest, the smallest, who falls, who is idle, where it is
close.
"""

from accountfile.periods import quarter_of
from opportunities.figures import clients, people, stages, times
from opportunities.views.cells import Sheet, amount, count, percentage, words


def quarter_of_reader(reader):
    """Return the quarter asked for, or that of the last closing where the period is none."""
    if reader.period.code[4:5] == "Q":
        return reader.period
    last = times.first_and_last_close(reader.rows)[1]
    return (
        quarter_of(min(last, reader.period.last_day)) if last else quarter_of(reader.person.today())
    )


def making_most(reader):
    """Return the accounts that make 80 percent of the won value, with their ranks."""
    found = clients.shares(clients.by_account(reader.rows, reader.accounts, reader.period))
    return list(enumerate(clients.making_most(found), 1))


def share_line(reader, item):
    rank, share = item
    account = share.account
    won = amount(share.tally.won_value, reader.address(state="won", account=account.pk))
    name = words(account.name, account.get_absolute_url())
    return [
        count(rank),
        name,
        won,
        percentage(share.part),
        percentage(share.together),
    ]


def smallest(reader):
    found = clients.by_account(reader.rows, reader.accounts, reader.period)
    return list(enumerate(clients.smallest(found), 1))


def small_line(reader, item):
    rank, (account, tally) = item
    url = reader.address(state="won", account=account.pk)
    name = words(account.name, account.get_absolute_url())
    return [
        count(rank),
        name,
        amount(tally.won_value, url),
        count(tally.won_count, url),
    ]


def falling(reader):
    reader.period = quarter_of_reader(reader)
    return clients.falling(reader.rows, reader.accounts, reader.period)


def fall_line(reader, fall):
    account, quarter = fall.account, reader.period
    cells = [
        amount(value, reader.address(state="won", account=account.pk, period=span.code))
        for value, span in ((fall.before, quarter.before), (fall.after, quarter))
    ]
    return [
        words(account.name, account.get_absolute_url()),
        *cells,
        percentage(fall.growth),
    ]


def stage_line(reader, each):
    url = reader.address(state="open", stage=each.stage.pk)
    placed = reader.address(state="open", stage=each.stage.pk, assigned="on")
    cells = [count(each.number, url), amount(each.total, url)]
    return [
        words(each.stage.name),
        *cells,
        count(each.placed, placed),
        amount(each.placed_total, placed),
    ]


def idle(reader):
    return people.without_deals(
        people.by_account_manager(reader.rows, reader.period, reader.people)
    )


def idle_line(reader, person):
    return [
        words(person.name),
        words(person.line_manager or "–"),
        words(person.region or "–"),
    ]


def tied_line(reader, item):
    account, first, second, tally = item
    name = words(account.name, account.get_absolute_url())
    return [
        name,
        words(first.name),
        words(second.name),
        amount(tally.won_value),
    ]


EXTREMES = (
    Sheet(
        "concentration",
        "Accounts that make 80% of the won value",
        "The fewest accounts that together bring four fifths of what is won.",
        ("Rank", "Account", "Won value", "Share", "With those above"),
        making_most,
        share_line,
        (),
    ),
    Sheet(
        "smallest-accounts",
        "The five smallest accounts",
        "Of all that have bought, those with the least won value.",
        ("Rank", "Account", "Won value", "Won"),
        smallest,
        small_line,
        (),
    ),
    Sheet(
        "falling-accounts",
        "Accounts that buy less than the quarter before",
        "Won value of the quarter beside that of the one before, the deepest fall first.",
        ("Account", "The quarter before", "The quarter", "Growth"),
        falling,
        fall_line,
        ("growth",),
    ),
    Sheet(
        "stages",
        "Open by stage",
        "How far the open opportunities have come, and which of them have an account.",
        ("Stage", "Open now", "Value of open", "With an account", "Value with an account"),
        lambda reader: stages.by_stage(reader.rows),
        stage_line,
        (),
    ),
    Sheet(
        "idle-managers",
        "Account managers without any deal",
        "Nothing won, nothing lost, nothing open.",
        ("Account manager", "Line manager", "Region"),
        idle,
        idle_line,
        (),
    ),
    Sheet(
        "tied-sellers",
        "Accounts with two leading sellers",
        "The two who have won most there have won the same.",
        ("Account", "Account manager", "And", "Won value of each"),
        lambda reader: list(people.tied(reader.rows, reader.accounts)),
        tied_line,
        (),
    ),
)
