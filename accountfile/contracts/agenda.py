"""The evidence that contracts and debtors bring to a review."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.base.clock import house_day
from accountfile.contracts.debtors import in_words
from accountfile.contracts.models import Contract, Invoice, ServiceReading
from accountfile.contracts.paper import obligations_of, reading_line
from accountfile.core.sections import AgendaItem, Heading
from accountfile.wording import day, money, plural


def agenda(account, since, today):
    contracts = list(Contract.objects.running(today).filter(account=account).next_notice_first())
    if not contracts:
        url = reverse("contracts:contract_list", args=[account.pk])
        yield AgendaItem(Heading.CONTRACTS, "No running contract is in the file.", url, "watch")
    for contract in contracts[:6]:
        page = contract.get_absolute_url()
        tone = contract.tone(today)
        yield AgendaItem(
            Heading.CONTRACTS,
            _said(contract),
            page,
            tone,
            detail=True,
        )
    yesterday = today - timedelta(days=1)
    for each in obligations_of(account).due_by(yesterday)[:5]:
        side = each.get_side_display().capitalize()
        words = f"{side} since {day(each.due_on)}: {each.text}."
        page = each.get_absolute_url()
        yield AgendaItem(Heading.CONTRACTS, words, page, "poor", detail=True)
    if contracts:
        yield _agenda_of_notices(account, contracts, today)
    yield from _agenda_of_levels(account, since)
    yield from _agenda_of_debtors(account, today)


def _agenda_of_notices(account, contracts, today):
    url = reverse("contracts:contract_list", args=[account.pk])
    text = f"{plural(len(contracts), 'contract')} running"
    undecided = [each for each in contracts if each.notice_on and not each.decision]
    ahead = [each for each in undecided if each.notice_on >= today]
    if not ahead:
        text += "; no notice date is waiting for a decision."
        return AgendaItem(Heading.CONTRACTS, text, url)
    first = min(ahead, key=lambda each: each.notice_on)
    text += f"; the next notice date without a decision is {day(first.notice_on)}."
    return AgendaItem(
        Heading.CONTRACTS,
        text,
        url,
        first.tone(today),
    )


def _agenda_of_levels(account, since):
    missed = ServiceReading.objects.missed().filter(service_level__contract__account=account)
    if since:
        # A month is read after its end: the one in which the last review was is new to this one.
        missed = missed.filter(month__gte=house_day(since).replace(day=1))
    for each in missed.select_related("service_level__contract")[:5]:
        told = reading_line(each)
        credit = f"; credit due {told['credit']}" if each.credit_due else ""
        words = (
            f"{told['metric']} missed in {told['month']}: {told['actual']} against "
            f"{told['target']}{credit}."
        )
        page = each.get_absolute_url()
        yield AgendaItem(Heading.CONTRACTS, words, page, "poor", detail=True)


def _agenda_of_debtors(account, today):
    unpaid = list(Invoice.objects.unpaid().filter(account=account))
    late = [invoice for invoice in unpaid if invoice.days_overdue(today) > 60]
    url = reverse("contracts:invoice_list", args=[account.pk])
    if late:
        words = (
            f"Debtors: {in_words(late)} overdue for more than 60 days ({len(late)} of "
            f"{len(unpaid)} unpaid)."
        )
        yield AgendaItem(Heading.CONTRACTS, words, url, "poor")
    elif unpaid:
        words = f"Debtors: {in_words(unpaid)} unpaid, nothing overdue for more than 60 days."
        yield AgendaItem(Heading.CONTRACTS, words, url)
    disputed = [invoice for invoice in unpaid if invoice.disputed]
    if disputed:
        words = f"The client disputes {in_words(disputed)}."
        yield AgendaItem(Heading.CONTRACTS, words, url, "poor")


def _said(contract):
    end = "has no end"
    if contract.ends_on:
        end = f"ends on {day(contract.ends_on)}, notice by {day(contract.notice_on)}"
    value = ""
    if contract.value is not None:
        value = f", {money(contract.value, contract.currency)} a year"
    return f"{contract.title}{value}: {end}; {contract.get_decision_display()}."
