"""All figures as one object, under the names by which others check them."""

from django.db.models import Count

from accountfile.core.models import Account
from accountfile.periods import EVER, quarter_of
from opportunities.figures import clients, highlights, people, products, times
from opportunities.figures.definitions import DEFINITIONS, NOTE
from opportunities.figures.sums import in_order, names_of, printed, printed_pct, tally
from opportunities.models import Product, State


def everything(rows, accounts=None, quarter=None):
    """Return every figure of these rows; unless given, the quarter of the sheets is that of the
    last closing.
    """
    if accounts is None:
        accounts = Account.objects.own()
    accounts = in_order(accounts)
    first, last = times.first_and_last_close(rows)
    if quarter is None and last:
        quarter = quarter_of(last)
    of_people = people.by_account_manager(rows)
    of_accounts = clients.by_account(rows, accounts)
    more, lists = highlights.found(
        rows,
        accounts,
        of_accounts,
        of_people,
        quarter,
    )
    return {
        "note": NOTE,
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
            "Won": _cycle(rows, State.WON),
            "Lost": _cycle(rows, State.LOST),
        },
        "top10_accounts_by_won_value": _top(of_accounts),
        **lists,
    }


def _top(of_accounts):
    return [
        {
            "rank": rank,
            "account": account.name,
            "won_value": printed(tally.won_value),
            "won_count": tally.won_count,
        }
        for rank, (account, tally) in enumerate(clients.top(of_accounts), 1)
    ]


def totals(rows, accounts, of_people, first, last):
    """Return the counts and sums of the whole."""
    all_together = tally(rows)
    sellers = [person for person, _ in of_people]
    leaders = {person.line_manager_id for person in sellers} - {None}
    regions = {person.region for person in sellers if person.region}
    below_others = [account for account in accounts if account.parent_id is not None]
    return {
        "account_managers": len(sellers),
        "line_managers": len(leaders),
        "regions": len(regions),
        "accounts": len(accounts),
        "accounts_with_parent": len(below_others),
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
    """Return how many rows came under each name that is not the product's own."""
    written = rows.exclude(product_as_written="").order_by()
    numbers = written.values_list("product_as_written").annotate(Count("pk"))
    return {f"rows_with_product_alias_{name}": number for name, number in sorted(numbers)}


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
    grouped = rows.order_by().values(*same).annotate(number=Count("pk"))
    alike = grouped.filter(number__gt=1).values_list("number", flat=True)
    # Of each group one row is the row itself.
    return sum(number - 1 for number in alike)


def _of_people(of_people):
    return {
        "per_account_manager": _by_name(of_people),
        "per_line_manager": _by_name(people.by_line_manager(of_people)),
        "per_region": _by_text(people.by_region(of_people)),
    }


def _by_name(tallies):
    """Return ``{name: figures}`` of (row, Tally) pairs; two rows of one name stay two."""
    names = names_of(row for row, _ in tallies)
    return {names[row.pk]: tally.told() for row, tally in tallies}


def _by_text(tallies):
    return {text: tally.told() for text, tally in tallies}


def _of_products_and_accounts(rows, of_accounts):
    sectors = {account.sector for account, _ in of_accounts}
    return {
        "per_product": {
            sold.product.name: _product_told(sold) for sold in products.by_product(rows)
        },
        "per_account": _by_name(of_accounts),
        "per_sector": _by_text(clients.by_sector(rows, sectors)),
    }


def _product_told(sold):
    return sold.tally.told() | {
        "list_price": printed(sold.product.list_price),
        "realised_vs_list_pct": printed_pct(sold.listed.realised),
    }


def _of_proposals(proposed):
    names = names_of(each.account for each in proposed)
    per_manager = people.accounts_per_account_manager(proposed)
    per_leader = people.accounts_per_line_manager(proposed)
    return {
        "account_owner": {names[each.account.pk]: owner(each) for each in proposed},
        "accounts_per_account_manager": _numbers(per_manager),
        "accounts_per_line_manager": _numbers(per_leader),
    }


def _numbers(per_person):
    return {person.name: number for person, number in per_person.items()}


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
    # The first quarter grew from nothing.
    growth = {
        f"{span.period.before.code}->{span.period.code}": printed_pct(span.growth)
        for span in quarters[1:]
    }
    rhythm = {
        f"{each.before.code}->{each.after.code}": _kept(each) for each in times.order_rhythm(rows)
    }
    return {
        "won_by_month": {span.period.code: _won_in(span) for span in times.by_month(rows)},
        "won_by_quarter": {span.period.code: _quarter_told(span) for span in quarters},
        "won_value_growth_pct_by_quarter": growth,
        "month_to_month_retention": rhythm,
    }


def _won_in(span):
    return {
        "count": span.tally.won_count,
        "value": printed(span.tally.won_value),
    }


def _quarter_told(span):
    return _won_in(span) | {"win_rate_pct": printed_pct(span.tally.win_rate)}


def _kept(each):
    return {
        "start": each.start,
        "end": each.end,
        "new": each.new,
        "lost": each.lost,
        "retention_pct": printed_pct(each.retention),
        "churn_pct": printed_pct(each.churn),
    }


def _of_gaps(rows, accounts):
    names = names_of(accounts)
    missing = {
        names[account.pk]: [product.name for product in gaps]
        for account, gaps in products.whitespace(rows, accounts)
    }
    without = products.accounts_without(rows, len(accounts))
    return {
        "whitespace_products_per_account": missing,
        "whitespace_accounts_per_product": {product.name: number for product, number in without},
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
