"""The largest, the smallest, who falls, who is idle, where it is close."""

from datetime import date
from decimal import Decimal

import pytest

from accountfile.core.models import Account
from accountfile.periods import EVER, quarter
from opportunities.figures import clients, people, products, stages
from opportunities.figures.highlights import falling_key
from opportunities.models import Opportunity, Product

DAY = date(2026, 8, 1)


@pytest.fixture
def win(cast, stages, acme):
    """Return a function that books a won order."""

    def won(value, account=acme, owner="max", closed_on=DAY, **more):
        return Opportunity.objects.create(
            account=account,
            owner=cast[owner],
            stage=stages["Won"],
            value=value,
            closed_on=closed_on,
            **more,
        )

    return won


@pytest.fixture
def files(cast):
    return [Account.objects.create(name=name) for name in ("A", "B", "C", "D")]


def rows():
    return Opportunity.objects.all()


def of_files(files):
    return clients.by_account(rows(), files)


def test_the_shares_of_accounts_add_up_from_the_largest(win, files):
    for account, value in zip(files, (10, 60, 0, 30), strict=True):
        win(value, account)
    found = clients.shares(of_files(files))
    assert [(each.account.name, each.part, each.together) for each in found] == [
        ("B", 60, 60),
        ("D", 30, 90),
        ("A", 10, 100),
        ("C", 0, 100),
    ]
    assert clients.top_share(found, 2) == 90
    assert [each.account.name for each in clients.making_most(found)] == ["B", "D"]


def test_exactly_eighty_percent_is_enough(win, files):
    for account, value in zip(files, (50, 30, 20, 0), strict=True):
        win(value, account)
    assert len(clients.making_most(clients.shares(of_files(files)))) == 2


def test_without_orders_nobody_has_a_share(files):
    found = clients.shares(of_files(files))
    assert (found, clients.top_share(found), clients.making_most(found)) == ([], None, [])


def test_the_smallest_are_those_that_have_bought_least(win, files):
    for account, value in zip(files, (10, 60, 10, 0), strict=True):
        if value:
            win(value, account)
    assert [account.name for account, _ in clients.smallest(of_files(files), 2)] == ["A", "C"]


def test_an_account_falls_when_it_buys_less_than_the_quarter_before(win, files):
    before, now = date(2026, 6, 30), date(2026, 7, 1)
    for account, earlier, later in zip(files, (10, 10, 40, 1), (10, 9, 0, 5), strict=True):
        win(earlier, account, closed_on=before)
        win(later, account, closed_on=now)
    found = clients.falling(rows(), files, quarter(2026, 3))
    assert [(each.account.name, each.before, each.after, each.growth) for each in found] == [
        ("C", 40, 0, -100),
        ("B", 10, 9, -10),
    ]


def test_the_pair_of_quarters_names_a_year_once():
    assert falling_key(quarter(2017, 4)) == "accounts_with_falling_revenue_2017Q3_to_Q4"
    assert falling_key(quarter(2018, 1)) == "accounts_with_falling_revenue_2017Q4_to_2018Q1"


def test_an_idle_account_manager_has_neither_won_lost_nor_open(win, opportunity, cast):
    win(5, owner="mia")
    found = people.without_deals(
        people.by_account_manager(rows(), EVER, [cast[n] for n in ("max", "mia", "tia")])
    )
    assert [person.name for person in found] == ["Tia"]


def test_two_leading_sellers_tie_when_they_have_won_the_same(win, acme, bolt):
    win(50), win(20, owner="mia"), win(30, owner="mia")
    win(50, bolt), win(49, bolt, "mia")
    found = [
        (a.name, first.name, second.name, t.won_value)
        for a, first, second, t in people.tied(rows(), [acme, bolt])
    ]
    # Two orders rank before one of the same value.
    assert found == [("Acme", "Mia", "Max", 50)]


def test_one_seller_ties_with_nobody(win, acme, bolt):
    win(0)
    assert list(people.tied(rows(), [acme, bolt])) == []


def test_an_order_is_worth_the_average_of_those_with_a_value(win):
    win(10), win(25), win(None)
    found = stages_of_orders()
    assert (found.number, found.total, found.largest, found.average) == (2, 35, 25, Decimal("17.5"))


def stages_of_orders():
    return stages.orders(rows(), EVER)


def test_the_largest_order_of_a_period_is_one_of_its_own(win):
    win(10), win(99, closed_on=date(2025, 1, 1))
    assert stages.largest_order(rows(), quarter(2026, 3)).value == 10
    assert stages.largest_order(rows(), quarter(2024, 3)) is None


def test_without_orders_there_is_no_average(db):
    assert (stages_of_orders().average, stages_of_orders().largest) == (None, None)


def test_the_open_stages_say_what_has_an_account(opportunity, waiting):
    found = {each.stage.name: each for each in stages.by_stage(rows())}
    assert list(found) == ["Prospecting", "Engaging", "Proposal", "Negotiation"]
    told = [(each.number, each.total, each.placed, each.placed_total) for each in found.values()]
    assert told == [(1, 500, 0, 0), (1, 500, 1, 500), (0, 0, 0, 0), (0, 0, 0, 0)]


def test_the_list_price_is_compared_with_the_same_orders(win, gadget):
    plain = Product.objects.create(name="Plain")
    win(400, product=gadget), win(None, product=gadget), win(7, product=plain), win(9)
    [sold] = [each for each in products.by_product(rows()) if each.product == gadget]
    assert (sold.listed.won_value, sold.listed.list_value, sold.listed.realised) == (400, 500, 80)
    assert products.Listed().realised is None
