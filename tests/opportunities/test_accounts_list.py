"""The list of accounts: the money of a period is what is shown, sorted and exported."""

import csv
import io
from datetime import date

import pytest

from accountfile.core import standing
from opportunities.models import Opportunity


@pytest.fixture
def orders(acme, bolt, max, otto, stages, today):
    """Acme bought more this year, Bolt more in 2023; and each has lost some."""
    for account, owner, stage, value, closed_on in (
        (acme, max, "Won", 500, date(2026, 9, 1)),
        (bolt, otto, "Won", 100, date(2026, 9, 1)),
        (acme, max, "Won", 20, date(2023, 5, 1)),
        (bolt, otto, "Won", 70, date(2023, 12, 31)),
        (bolt, otto, "Won", 9, date(2024, 1, 1)),
        (acme, max, "Lost", 1, date(2023, 7, 1)),
        (bolt, otto, "Proposal", 1000, None),
    ):
        Opportunity.objects.create(
            account=account, owner=owner, stage=stages[stage], value=value, closed_on=closed_on
        )
    standing.refresh([acme.pk, bolt.pk], today)


@pytest.fixture
def ask(sign_in, dora, orders):
    return lambda asked: sign_in(dora).get(f"/accounts/?{asked}")


def shown(page):
    return [
        (row.record.name, row.record.won_value, row.record.lost_count)
        for row in page.context["table"].page
    ]


def exported(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [
        (row["Account"], float(row["Won"]), int(row["Lost"]))
        for row in csv.DictReader(io.StringIO(text))
    ]


ASKED = {
    "": [("Acme", 500, 0), ("Bolt", 100, 0)],
    "sort=won": [("Bolt", 100, 0), ("Acme", 500, 0)],
    "period=2023": [("Acme", 20, 1), ("Bolt", 70, 0)],
    "period=2023&sort=-won": [("Bolt", 70, 0), ("Acme", 20, 1)],
    "period=2023&sort=lost": [("Bolt", 70, 0), ("Acme", 20, 1)],
    "period=2023&q=bolt": [("Bolt", 70, 0)],
    "period=all&sort=won": [("Bolt", 179, 0), ("Acme", 520, 1)],
    "period=2022": [("Acme", 0, 0), ("Bolt", 0, 0)],
}


@pytest.mark.parametrize("asked", ASKED)
def test_the_money_of_a_period_is_shown_sorted_and_exported_alike(ask, asked):
    assert shown(ask(asked)) == ASKED[asked]
    assert exported(ask(f"{asked}&export=csv")) == ASKED[asked]
