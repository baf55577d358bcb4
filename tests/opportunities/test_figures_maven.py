"""Every published figure of the sales data comes out exactly."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.opportunities.conftest import MAVEN


def printed(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return json.loads(out.getvalue())


def differing(expected, found, path=""):
    """Yield each place where the figures found are not the ones expected; more figures than
    expected are fine.
    """
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key not in found:
                yield f"{path}/{key} is missing"
            else:
                yield from differing(value, found[key], f"{path}/{key}")
    elif path == "/top10_accounts_by_won_value":
        yield from (f"{path}: {row}" for row in expected if row not in found)
    elif expected != found:
        yield f"{path}: {expected} expected, {found} found"


@pytest.fixture
def figures(maven):
    return printed("figures", "--json")


def test_every_published_figure_comes_out_exactly(figures):
    expected = json.loads((MAVEN / "expected.json").read_text())
    del expected["note"], expected["definitions"]
    assert list(differing(expected, figures)) == []


def test_what_a_director_asks_first_comes_out_exactly(figures):
    found = {name: figures["totals"][name] for name in HIGHLIGHTS}
    assert found == HIGHLIGHTS


def test_a_figure_that_counts_somebody_comes_with_their_names(figures):
    idle = ["Carl Lin", "Carol Thompson", "Elizabeth Anderson", "Mei-Mei Johns", "Natalya Ivanova"]
    assert figures["account_managers_without_any_deal"] == idle
    assert figures["accounts_with_tied_lead_agent"] == []
    fallen = figures["accounts_with_falling_revenue_2017Q3_to_Q4"]
    grown = figures["account_growth_pct_2017Q3_to_2017Q4"]
    assert fallen == {name: pct for name, pct in grown.items() if pct is not None and pct < 0}
    smallest = [
        (row["account"], row["won_value"]) for row in figures["bottom5_accounts_by_won_value"]
    ]
    assert smallest == [
        ("Golddex", 51632),
        ("Zathunicon", 55616),
        ("Donware", 56637),
        ("Bluth Company", 56903),
        ("Sumace", 59905),
    ]


# Computed from the same four files by a script of its own, in decimals.
HIGHLIGHTS = {
    "average_won_value": 2360.91,
    "largest_won_order": 30288,
    "top10_share_of_won_value_pct": 20.72,
    "accounts_making_80pct_of_won_value": 59,
    "empty_cells_of_account_x_product_matrix": 73,
    "realised_vs_list_pct": 99.82,
    "accounts_with_falling_revenue_2017Q3_to_Q4": 46,
    "account_managers_without_any_deal": 5,
    "open_list_value_engaging": 3892229,
    "open_list_value_prospecting": 1073986,
    "open_list_value_with_account": 1635448,
    "parent_accounts": 7,
    "engaging_count": 1589,
    "prospecting_count": 500,
    "first_engage": "2016-10-20",
    "last_engage": "2017-12-27",
    "accounts_with_tied_lead_agent": 0,
}


def test_the_figures_are_complete(figures):
    sizes = {name: len(found) for name, found in figures.items() if isinstance(found, dict | list)}
    assert {name: sizes[name] for name in SIZES} == SIZES


SIZES = {
    "per_account_manager": 35,
    "per_line_manager": 6,
    "per_region": 3,
    "per_product": 7,
    "per_account": 85,
    "per_sector": 10,
    "account_owner": 85,
    "accounts_per_account_manager": 19,
    "accounts_per_line_manager": 6,
    "won_by_month": 10,
    "won_by_quarter": 4,
    "won_value_growth_pct_by_quarter": 3,
    "account_growth_pct_2017Q3_to_2017Q4": 85,
    "month_to_month_retention": 9,
    "whitespace_products_per_account": 85,
    "whitespace_accounts_per_product": 7,
    "groups": 7,
    "review_sheet_2017Q4": 85,
    "sales_cycle_days": 2,
    "top10_accounts_by_won_value": 10,
}


def test_the_parts_add_up_to_the_whole(figures):
    whole = figures["totals"]["won_value"]
    parts = (
        "per_account_manager",
        "per_line_manager",
        "per_region",
        "per_product",
        "per_account",
        "per_sector",
    )
    assert {
        part: sum(row["won_value"] for row in figures[part].values()) for part in parts
    } == dict.fromkeys(parts, whole)


def test_proposed_managers_are_set_once(maven):
    first, second = printed("propose_managers", "--commit"), printed("propose_managers", "--commit")
    assert (first["assigned"], second["assigned"]) == (85, 0)
    assert (
        maven["Acme Corporation"]
        .__class__.objects.get(name="Acme Corporation")
        .account_manager.name
        == "Daniell Hammack"
    )
