"""How one line of each figures page reads: a name, then cells that lead to their rows."""

from opportunities.views.cells import amount, count, days, percentage, words


def manager_line(reader, item):
    person, tally = item
    return [
        words(person.name),
        words(person.line_manager or "–"),
        words(person.region or "–"),
        *reader.tally_cells(tally, owner=person.pk),
    ]


def line_manager_line(reader, item):
    manager, tally = item
    return [
        words(manager.name),
        *reader.tally_cells(tally, line=manager.pk),
    ]


def region_line(reader, item):
    region, tally = item
    return [
        words(region),
        *reader.tally_cells(tally, region=region),
    ]


def product_line(reader, sold):
    return [
        words(sold.product.name),
        amount(sold.product.list_price),
        *reader.tally_cells(sold.tally, product=sold.product.pk),
        percentage(sold.listed.realised),
    ]


def account_line(reader, item):
    account, tally = item
    return [
        words(account.name, account.get_absolute_url()),
        *reader.tally_cells(tally, account=account.pk),
    ]


def sector_line(reader, item):
    sector, tally = item
    return [
        words(sector),
        *reader.tally_cells(tally, sector=sector),
    ]


def span_line(reader, span):
    # A month at the edge counts for the days that were asked for.
    code = span.period.within(reader.period).code
    won = reader.address(state="won", period=code)
    lost = reader.address(state="lost", period=code)
    tally = span.tally
    return [
        words(span.period.label.capitalize()),
        count(tally.won_count, won),
        amount(tally.won_value, won),
        count(tally.lost_count, lost),
        percentage(tally.win_rate),
        percentage(span.growth),
    ]


def retention_line(reader, each):
    return [
        words(each.period.label.capitalize()),
        *_kept(each),
    ]


def rhythm_line(reader, each):
    return [
        words(f"{each.before.label} to {each.after.label}"),
        *_kept(each),
    ]


def _kept(each):
    return [
        count(each.start),
        count(each.end),
        count(each.new),
        count(each.lost),
        percentage(each.retention),
        percentage(each.churn),
    ]


def whitespace_line(reader, item):
    account, missing = item
    names = ", ".join(product.name for product in missing)
    names = names or "nothing: it has bought every product"
    return [
        words(account.name, account.get_absolute_url()),
        count(len(missing)),
        words(names),
    ]


def missing_line(reader, item):
    product, without, buying = item
    return [
        words(product.name),
        count(without),
        count(buying),
    ]


def group_line(reader, item):
    parent, below, tally = item
    names = ", ".join(account.name for account in below)
    return [
        words(parent.name, parent.get_absolute_url()),
        words(names),
        amount(tally.won_value),
        count(tally.won_count),
    ]


def review_line(reader, sheet):
    account = sheet.account
    won_before = reader.address(
        state="won",
        account=account.pk,
        period=reader.period.before.code,
    )
    return [
        words(account.name, account.get_absolute_url()),
        *reader.tally_cells(sheet.tally, account=account.pk),
        amount(sheet.value_before, won_before),
        percentage(sheet.growth),
        count(sheet.sellers),
    ]


def cycle_line(reader, item):
    label, (mean, median) = item
    return [
        words(label),
        days(mean),
        days(median),
    ]


def top_line(reader, item):
    rank, (account, tally) = item
    url = reader.address(state="won", account=account.pk)
    return [
        count(rank),
        words(account.name, account.get_absolute_url()),
        amount(tally.won_value, url),
        count(tally.won_count, url),
    ]
