"""What a director asks first: averages, extremes and shares, under the names by which others check
them.
"""

from django.utils.text import slugify

from accountfile.periods import EVER
from opportunities.figures import clients, people, products, stages, times
from opportunities.figures.products import Listed
from opportunities.figures.sums import names_of, printed, printed_pct


def found(rows, accounts, of_accounts, of_people, quarter):
    """Return the counts and sums for the totals, and apart from them who is behind those that count
    somebody.
    """
    idle = people.without_deals(of_people)
    tied = [account for account, *_ in people.tied(rows, accounts)]
    fallen = clients.falling(rows, accounts, quarter) if quarter else []
    gaps = products.whitespace(rows, accounts)
    lists = {
        "account_managers_without_any_deal": list(names_of(idle).values()),
        "accounts_with_tied_lead_agent": list(names_of(tied).values()),
    }
    if quarter:
        names = names_of(fall.account for fall in fallen)
        lists[falling_key(quarter)] = {
            names[fall.account.pk]: printed_pct(fall.growth) for fall in fallen
        }
    totals = {
        **_of_orders(rows),
        **_of_shares(of_accounts),
        "empty_cells_of_account_x_product_matrix": sum(len(missing) for _, missing in gaps),
        "parent_accounts": len({account.parent_id for account in accounts} - {None}),
        **_of_stages(rows),
        **_of_days(rows),
        **{name: len(found) for name, found in lists.items()},
    }
    return totals, lists | {"bottom5_accounts_by_won_value": _smallest(of_accounts)}


def falling_key(quarter):
    """Return the name of the quarter pair's figure: the year once where it is the same for both."""
    before, after = quarter.before.code, quarter.code
    if after[:4] == before[:4]:
        after = after[4:]
    return f"accounts_with_falling_revenue_{before}_to_{after}"


def _of_orders(rows):
    won = stages.orders(rows)
    listed = sum(products.listed_by_product(rows, EVER).values(), Listed())
    return {
        "average_won_value": printed(won.average),
        "largest_won_order": printed(won.largest),
        "realised_vs_list_pct": printed_pct(listed.realised),
    }


def _of_shares(of_accounts):
    shares = clients.shares(of_accounts)
    return {
        "top10_share_of_won_value_pct": printed_pct(clients.top_share(shares)),
        "accounts_making_80pct_of_won_value": len(clients.making_most(shares)),
    }


def _of_stages(rows):
    found = stages.by_stage(rows)
    named = [(slugify(each.stage.name).replace("-", "_"), each) for each in found]
    return {
        **{f"{name}_count": each.number for name, each in named},
        **{f"open_list_value_{name}": printed(each.total) for name, each in named},
        "open_list_value_with_account": printed(sum(each.placed_total for each in found)),
    }


def _of_days(rows):
    first, last = times.first_and_last_talk(rows)
    return {
        "first_engage": first and first.isoformat(),
        "last_engage": last and last.isoformat(),
    }


def _smallest(of_accounts):
    return [
        {
            "rank": rank,
            "account": account.name,
            "won_value": printed(t.won_value),
            "won_count": t.won_count,
        }
        for rank, (account, t) in enumerate(clients.smallest(of_accounts), 1)
    ]
