"""All figures as one object, under the names by which others check them."""

from django.db.models import Count

from accountfile.core.models import Account
from accountfile.periods import EVER, quarter_of
from opportunities.figures import clients, highlights, people, products, times
from opportunities.figures.sums import in_order, names_of, printed, printed_pct, tally
from opportunities.models import Product, State

DEFINITIONS = {
    "client accounts": "every Account File",
    "account managers": (
        "whoever reports to somebody and leads nobody, and whoever owns an opportunity"
    ),
    "won/lost": (
        "opportunities in a stage that counts as won or lost; value = the value they closed at"
    ),
    "open": "opportunities in any other stage",
    "win_rate_pct": "won / (won + lost) x 100, two decimals; null when nothing closed",
    "open_list_value": (
        "value of an open opportunity, or the list price of its product while it has none"
    ),
    "weighted_open_value": (
        "open_list_value times the probability of the opportunity, else of its stage"
    ),
    "account_owner": "who has the most won value on the account; ties: more won orders, then name",
    "month_to_month_retention": (
        "rhythm of orders: accounts with an order won in a month, and in the next"
    ),
    "whitespace": "products on sale with no won order on the account",
    "growth": "(later - earlier) / earlier x 100 of won value; null when there was none earlier",
    "realised_vs_list_pct": "won value / list price of the same orders x 100",
    "groups": "parent and its direct subsidiaries together",
    **highlights.DEFINITIONS,
    "currency": (
        "values in other currencies at the rate of the closing day; without a rate they are left "
        "out"
    ),
}


def everything(rows, accounts=None, quarter=None):
    """Return every figure of these rows; unless given, the quarter of the sheets is that of the
    last closing.
    """
    accounts = in_order(accounts if accounts is not None else Account.objects.own())
    first, last = times.first_and_last_close(rows)
    quarter = quarter or (quarter_of(last) if last else None)
    of_people = people.by_account_manager(rows)
    of_accounts = clients.by_account(rows, accounts)
    more, lists = highlights.found(rows, accounts, of_accounts, of_people, quarter)
    return {
        "note": (
            "Every figure, computed from the opportunities, accounts, products and people of "
            "this installation."
        ),
        "definitions": DEFINITIONS,
        "totals": totals(rows, accounts, of_people, first, last) | more,
        **_of_people(of_people),
        **_of_products_and_accounts(rows, of_accounts),
        **_of_proposals(people.proposals(rows, accounts)),
        **_of_times(rows),
        **_of_gaps(rows, accounts),
        **_of_quarter(rows, accounts, quarter),
        "groups": _groups(of_accounts),
        "sales_cycle_days": {
            label: _cycle(rows, state)
            for label, state in (("Won", State.WON), ("Lost", State.LOST))
        },
        "top10_accounts_by_won_value": [
            {
                "rank": rank,
                "account": account.name,
                "won_value": printed(t.won_value),
                "won_count": t.won_count,
            }
            for rank, (account, t) in enumerate(clients.top(of_accounts), 1)
        ],
        **lists,
    }


def totals(rows, accounts, of_people, first, last):
    """Return the counts and sums of the whole."""
    all_together = tally(rows)
    sellers = [person for person, _ in of_people]
    return {
        "account_managers": len(sellers),
        "line_managers": len(
            {person.line_manager_id for person in sellers if person.line_manager_id}
        ),
        "regions": len({person.region for person in sellers if person.region}),
        "accounts": len(accounts),
        "accounts_with_parent": sum(account.parent_id is not None for account in accounts),
        "products": Product.objects.own().count(),
        "opportunities": rows.count(),
        "won_count": all_together.won_count,
        "lost_count": all_together.lost_count,
        "open_count": all_together.open_count,
        "open_without_account": rows.open().without_account().count(),
        **_aliases(rows),
        "rows_identical_except_for_the_id": _twins(rows),
        "won_value": printed(all_together.won_value),
        "lost_value": printed(all_together.lost_value),
        "win_rate_pct": printed_pct(all_together.win_rate),
        "open_list_value": printed(all_together.open_value),
        "weighted_open_value": printed(all_together.weighted),
        "left_out_without_rate": all_together.without_rate,
        "first_close": first and first.isoformat(),
        "last_close": last and last.isoformat(),
    }


def _aliases(rows):
    written = (
        rows.exclude(product_as_written="")
        .order_by()
        .values_list("product_as_written")
        .annotate(Count("pk"))
    )
    return {f"rows_with_product_alias_{name}": number for name, number in sorted(written)}


def _twins(rows):
    same = (
        "name",
        "owner",
        "product",
        "account",
        "stage",
        "engaged_on",
        "expected_on",
        "closed_on",
        "value",
        "currency",
    )
    alike = rows.order_by().values(*same).annotate(number=Count("pk")).filter(number__gt=1)
    return sum(number - 1 for number in alike.values_list("number", flat=True))


def _of_people(of_people):
    names = names_of(person for person, _ in of_people)
    managers = people.by_line_manager(of_people)
    their_names = names_of(manager for manager, _ in managers)
    return {
        "per_account_manager": {names[person.pk]: t.told() for person, t in of_people},
        "per_line_manager": {their_names[manager.pk]: t.told() for manager, t in managers},
        "per_region": {region: t.told() for region, t in people.by_region(of_people)},
    }


def _of_products_and_accounts(rows, of_accounts):
    names = names_of(account for account, _ in of_accounts)
    return {
        "per_product": {
            sold.product.name: sold.tally.told()
            | {
                "list_price": printed(sold.product.list_price),
                "realised_vs_list_pct": printed_pct(sold.listed.realised),
            }
            for sold in products.by_product(rows)
        },
        "per_account": {names[account.pk]: t.told() for account, t in of_accounts},
        "per_sector": {
            sector: t.told()
            for sector, t in clients.by_sector(rows, {account.sector for account, _ in of_accounts})
        },
    }


def _of_proposals(proposed):
    names = names_of(each.account for each in proposed)
    return {
        "account_owner": {names[each.account.pk]: owner(each) for each in proposed},
        "accounts_per_account_manager": {
            person.name: number
            for person, number in people.accounts_per_account_manager(proposed).items()
        },
        "accounts_per_line_manager": {
            person.name: number
            for person, number in people.accounts_per_line_manager(proposed).items()
        },
    }


def owner(proposal):
    """Return whom a proposal names, for JSON."""
    manager = proposal.person.line_manager
    return {
        "account_manager": proposal.person.name,
        "line_manager": manager.name if manager else None,
        "region": proposal.person.region,
        "won_value_of_that_manager": printed(proposal.tally.won_value),
    }


def _of_times(rows):
    quarters = times.by_quarter(rows)
    return {
        "won_by_month": {
            span.period.code: {
                "count": span.tally.won_count,
                "value": printed(span.tally.won_value),
            }
            for span in times.by_month(rows)
        },
        "won_by_quarter": {
            span.period.code: {
                "count": span.tally.won_count,
                "value": printed(span.tally.won_value),
                "win_rate_pct": printed_pct(span.tally.win_rate),
            }
            for span in quarters
        },
        "won_value_growth_pct_by_quarter": {
            f"{span.period.before.code}->{span.period.code}": printed_pct(span.growth)
            for span in quarters[1:]
        },
        "month_to_month_retention": {
            f"{each.before.code}->{each.after.code}": {
                "start": each.start,
                "end": each.end,
                "new": each.new,
                "lost": each.lost,
                "retention_pct": printed_pct(each.retention),
                "churn_pct": printed_pct(each.churn),
            }
            for each in times.order_rhythm(rows)
        },
    }


def _of_gaps(rows, accounts):
    names, gaps = names_of(accounts), products.whitespace(rows, accounts)
    return {
        "whitespace_products_per_account": {
            names[a.pk]: [product.name for product in missing] for a, missing in gaps
        },
        "whitespace_accounts_per_product": {
            p.name: number for p, number in products.accounts_without(rows, len(accounts))
        },
    }


def _of_quarter(rows, accounts, quarter):
    if quarter is None:
        return {}
    names = names_of(accounts)
    sheets = clients.review_sheet(rows, accounts, quarter)
    return {
        f"account_growth_pct_{quarter.before.code}_to_{quarter.code}": {
            names[sheet.account.pk]: printed_pct(sheet.growth) for sheet in sheets
        },
        f"review_sheet_{quarter.code}": {
            names[sheet.account.pk]: sheet_told(sheet) for sheet in sheets
        },
    }


def sheet_told(sheet):
    """Return the review sheet of one account, for JSON."""
    return sheet.tally.told() | {
        "won_value_previous_quarter": printed(sheet.value_before),
        "growth_pct": printed_pct(sheet.growth),
        "account_managers_with_closed_deals": sheet.sellers,
    }


def _groups(of_accounts):
    return {
        parent.name: {
            "subsidiaries": [each.name for each in below],
            "group_won_value": printed(t.won_value),
        }
        for parent, below, t in clients.groups(of_accounts)
    }


def _cycle(rows, state):
    mean, median = times.cycle(rows, state, EVER)
    return {"mean_days": printed_pct(mean), "median_days": printed_pct(median)}
