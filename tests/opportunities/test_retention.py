"""Who stays a client: accounts that are active, whether or not they order; and beside it the rhythm
of orders.
"""

from datetime import UTC, date, datetime

import pytest

from accountfile.core.models import Account
from accountfile.periods import EVER, days, quarter, year_of
from opportunities.figures.retention import clients_kept
from opportunities.figures.times import order_rhythm
from opportunities.models import Opportunity

TODAY = date(2026, 11, 16)


@pytest.fixture
def career(db):
    """Return a function that makes an account with the statuses that it had, each since a day."""

    def made(name, *steps, since=None):
        account = Account.objects.create(name=name, client_since=since)
        versions = []
        for day, status in steps:
            account.status = status
            account.save()
            versions.append((account.history.latest("history_id").pk, day))
        account.history.exclude(pk__in=[pk for pk, _ in versions]).delete()
        for pk, day in versions:
            at = datetime.combine(day, datetime.min.time(), UTC).replace(hour=12)
            account.history.filter(pk=pk).update(history_date=at)
        return account

    return made


def kept(period, today=TODAY):
    found = clients_kept(Account.objects.all(), period, today)
    return {each.period.code: (each.start, each.end, each.new, each.lost) for each in found}


def test_a_client_is_one_whether_or_not_it_orders(career):
    career("Acme", (date(2025, 1, 10), "active"))
    assert kept(quarter(2026, 3)) == {
        "2026-07": (1, 1, 0, 0),
        "2026-08": (1, 1, 0, 0),
        "2026-09": (1, 1, 0, 0),
    }


def test_one_who_came_is_new_and_one_who_left_is_lost(career):
    career("Acme", (date(2026, 7, 10), "prospect"), (date(2026, 8, 10), "active"))
    career("Bolt", (date(2026, 1, 10), "active"), (date(2026, 9, 10), "lost"))
    career("Corn", (date(2026, 1, 10), "active"), (date(2026, 9, 20), "dormant"))
    assert kept(quarter(2026, 3)) == {
        "2026-07": (2, 2, 0, 0),
        "2026-08": (2, 3, 1, 0),
        "2026-09": (3, 1, 0, 2),
    }


def test_an_older_client_counts_from_the_day_the_file_names(career):
    career("Acme", (date(2026, 11, 10), "active"), since=date(2026, 8, 31))
    assert kept(quarter(2026, 3)) == {"2026-08": (0, 1, 1, 0), "2026-09": (1, 1, 0, 0)}


def test_one_who_was_never_a_client_counts_nowhere(career):
    career("Acme", (date(2026, 11, 10), "prospect"), since=date(2024, 8, 31))
    assert set(kept(year_of(2026)).values()) == {(0, 0, 0, 0)}


def test_the_month_under_way_ends_today(career):
    career("Acme", (date(2026, 11, 16), "active"))
    career("Bolt", (date(2026, 11, 17), "active"))
    assert kept(EVER) == {"2026-11": (0, 1, 1, 0)}


@pytest.mark.parametrize(
    ("start", "first", "number"),
    [
        (date(2026, 8, 9), "2026-08", 4),
        (date(2026, 8, 8), "2026-08", 4),
        (date(2026, 8, 7), "2026Q3", 2),
        (date(2023, 11, 12), "2023Q4", 13),
        (date(2023, 11, 11), "2023", 4),
        (date(2023, 1, 1), "2023", 4),
    ],
)
def test_a_longer_period_is_shown_in_larger_parts(career, start, first, number):
    career("Acme", (date(2020, 1, 1), "active"))
    found = list(kept(days(start, date(2026, 11, 17))))
    assert (found[0], len(found)) == (first, number)


def test_no_more_than_fifteen_years_are_shown(career):
    career("Acme", (date(2020, 1, 1), "active"), since=date(1990, 1, 1))
    assert (list(kept(EVER))[0], len(kept(EVER))) == ("2011", 16)


def test_without_accounts_there_is_nothing_to_keep(db):
    assert kept(EVER) == {}


def test_the_rates_are_those_of_the_measures(career):
    career("Acme", (date(2025, 1, 1), "active"))
    career("Bolt", (date(2025, 1, 1), "active"), (date(2026, 10, 5), "lost"))
    [found] = clients_kept(Account.objects.all(), days(date(2026, 10, 1), date(2026, 11, 1)), TODAY)
    assert (found.retention, found.churn) == (50, 50)


def test_the_rhythm_of_orders_counts_who_ordered_again(acme, bolt, max, stages):
    for account, day in ((acme, 1), (bolt, 31)):
        Opportunity.objects.create(
            account=account, owner=max, stage=stages["Won"], value=1, closed_on=date(2026, 7, day)
        )
    Opportunity.objects.create(
        account=bolt, owner=max, stage=stages["Won"], value=1, closed_on=date(2026, 8, 1)
    )
    Opportunity.objects.create(
        account=acme, owner=max, stage=stages["Won"], value=1, closed_on=date(2026, 10, 1)
    )
    found = order_rhythm(Opportunity.objects.all())
    assert [(each.before.code, each.start, each.end, each.new, each.lost) for each in found] == [
        ("2026-07", 2, 1, 0, 1),
        ("2026-08", 1, 0, 0, 1),
        ("2026-09", 0, 1, 1, 0),
    ]
    assert [each.retention for each in found] == [50, 0, None]
