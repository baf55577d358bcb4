"""Contracts as a section of the file: what binds both sides, by when notice is due, who owes what."""

from datetime import timedelta

from django.db.models import Count, Max, Q

from accountfile.addresses import reverse
from accountfile.clock import house_day
from accountfile.contracts import ladder, sample
from accountfile.contracts.debtors import aged, in_words
from accountfile.contracts.models import Contract, Invoice, Obligation, ServiceReading
from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.core.periods import due_on
from accountfile.core.sections import AgendaItem, Due, Heading, Need, Question, Reminder, Searchable, Signal
from accountfile.core.templatetags.af import day, money, number

AHEAD = timedelta(days=180)
READINGS_OF = timedelta(days=100)


class Contracts(sections.Section):
    """Contracts, obligations, service levels and debtors of one file."""

    def summary(self, account, today):
        contracts = list(Contract.objects.running(today).filter(account=account).next_notice_first())
        unpaid = list(Invoice.objects.unpaid().filter(account=account))
        missed = ServiceReading.objects.missed().filter(service_level__contract__account=account)
        coming = next((each for each in contracts if each.notice_on and each.notice_on >= today), None)
        long_overdue = [invoice for invoice in unpaid if invoice.days_overdue(today) > 60]
        return {
            "contracts": len(contracts),
            "next": coming,
            "next_tone": coming.tone(today) if coming else "",
            "missed": missed.filter(month__gte=today - READINGS_OF).count() if contracts else 0,
            "unpaid": in_words(unpaid) if unpaid else "nothing",
            "overdue": f"{in_words(long_overdue)} over 60 days" if long_overdue else "nothing over 60 days",
            "overdue_tone": "poor" if long_overdue else "good",
            "top": [(each, each.tone(today)) for each in contracts[:5]],
            "aged": aged(unpaid, today) if unpaid else [],
        }

    def pack(self, account, period, audience):
        if audience == sections.CLIENT:
            return None
        today = period.last_day
        contracts = Contract.objects.running(today).filter(account=account).next_notice_first()
        readings = ServiceReading.objects.filter(
            service_level__contract__account=account,
            month__gte=period.months.start,
            month__lt=period.months.end,
        ).select_related("service_level__contract")
        unpaid = list(Invoice.objects.unpaid().filter(account=account))
        return {
            "contracts": [_printed(each, today) for each in contracts[:25]],
            "obligations": [
                {
                    "text": each.text,
                    "side": each.get_side_display(),
                    "owner": each.owner.name,
                    "due_on": day(each.due_on),
                    "late": each.due_on < today,
                }
                for each in _obligations(account).select_related("owner")[:20]
            ],
            "readings": [_reading(each) for each in readings[:36]],
            "aged": aged(unpaid, today) if unpaid else [],
        }

    def questions(self, accounts, today):
        soon = Q(decision="", notice_on__range=(today - AHEAD, today + AHEAD))
        contracts = Contract.objects.filter(account__in=accounts).by_account(
            last=Max("changed_on"), undecided=Count("pk", filter=soon)
        )
        invoices = Invoice.objects.filter(account__in=accounts).by_account(last=Max("changed_on"))
        for account in accounts:
            known = contracts.get(account.pk, {})
            last, every = known.get("last"), reverse("contracts:contract_list", args=[account.pk])
            add = reverse("contracts:contract_add", args=[account.pk])
            yield Question(account.pk, "Which contracts bind us and the client, and until when?", last, add, 370, 2)
            what = "Which contract reaches its notice date within half a year, and what have we decided?"
            yield Question(account.pk, what, None if known.get("undecided") else last, every, None, 2, last is None)
            what = "Is any money overdue or disputed?"
            on = invoices.get(account.pk, {}).get("last")
            yield Question(account.pk, what, on, reverse("contracts:invoice_list", args=[account.pk]), 45)

    def agenda(self, account, since, today):
        contracts = list(Contract.objects.running(today).filter(account=account).next_notice_first())
        if not contracts:
            url = reverse("contracts:contract_list", args=[account.pk])
            yield AgendaItem(Heading.CONTRACTS, "No running contract is in the file.", url, "watch")
        for contract in contracts[:6]:
            page, tone = contract.get_absolute_url(), contract.tone(today)
            yield AgendaItem(Heading.CONTRACTS, _said(contract), page, tone, detail=True)
        for each in _obligations(account).due_by(today - timedelta(days=1))[:5]:
            words = f"{each.get_side_display().capitalize()} since {day(each.due_on)}: {each.text}."
            yield AgendaItem(Heading.CONTRACTS, words, each.get_absolute_url(), "poor", detail=True)
        if contracts:
            yield self._agenda_of_notices(account, contracts, today)
        yield from self._agenda_of_levels(account, since)
        yield from self._agenda_of_debtors(account, today)

    def _agenda_of_notices(self, account, contracts, today):
        url = reverse("contracts:contract_list", args=[account.pk])
        text = f"{len(contracts)} contract{'s' * (len(contracts) > 1)} running"
        ahead = [each for each in contracts if each.notice_on and each.notice_on >= today and not each.decision]
        if not ahead:
            return AgendaItem(Heading.CONTRACTS, f"{text}; no notice date is waiting for a decision.", url)
        first = min(ahead, key=lambda each: each.notice_on)
        text += f"; the next notice date without a decision is {day(first.notice_on)}."
        return AgendaItem(Heading.CONTRACTS, text, url, first.tone(today))

    def _agenda_of_levels(self, account, since):
        missed = ServiceReading.objects.missed().filter(service_level__contract__account=account)
        if since:
            missed = missed.filter(month__gte=house_day(since).replace(day=1))
        for each in missed.select_related("service_level__contract")[:5]:
            told = _reading(each)
            credit = f"; credit due {told['credit']}" if each.credit_due else ""
            words = f"{told['metric']} missed in {told['month']}: {told['actual']} against {told['target']}{credit}."
            yield AgendaItem(Heading.CONTRACTS, words, each.get_absolute_url(), "poor", detail=True)

    def _agenda_of_debtors(self, account, today):
        unpaid = list(Invoice.objects.unpaid().filter(account=account))
        late = [invoice for invoice in unpaid if invoice.days_overdue(today) > 60]
        url = reverse("contracts:invoice_list", args=[account.pk])
        if late:
            words = f"Debtors: {in_words(late)} overdue for more than 60 days ({len(late)} of {len(unpaid)} unpaid)."
            yield AgendaItem(Heading.CONTRACTS, words, url, "poor")
        elif unpaid:
            words = f"Debtors: {in_words(unpaid)} unpaid, nothing overdue for more than 60 days."
            yield AgendaItem(Heading.CONTRACTS, words, url)
        disputed = [invoice for invoice in unpaid if invoice.disputed]
        if disputed:
            yield AgendaItem(Heading.CONTRACTS, f"The client disputes {in_words(disputed)}.", url, "poor")

    def signals(self, accounts, today):
        passed = (
            Contract.objects.running(today).undecided().filter(notice_on__lt=today, renewal=Contract.Renewal.MANUAL)
        )
        for account_id, row in passed.filter(account__in=accounts).by_account(number=Count("pk")).items():
            url = reverse("contracts:contract_list", args=[account_id])
            yield Signal(account_id, -min(16, 8 * row["number"]), "Past the notice date without a decision", url)
        late = Invoice.objects.long_overdue(today).filter(account__in=accounts)
        for account_id, row in late.by_account(number=Count("pk")).items():
            text = f"{row['number']} invoice{'s' * (row['number'] > 1)} overdue for more than 60 days"
            yield Signal(
                account_id, -min(12, 6 * row["number"]), text, reverse("contracts:invoice_list", args=[account_id])
            )
        path = "service_level__contract__account"
        missed = ServiceReading.objects.missed().filter(**{f"{path}__in": accounts}, month__gte=today - READINGS_OF)
        for account_id, times in missed.order_by().values_list(path).annotate(Count("pk")):
            url = reverse("contracts:servicereading_list", args=[account_id])
            yield Signal(account_id, -min(12, 4 * times), f"Service levels missed {times}× in three months", url)

    def due(self, today):
        yield ladder.due(today)
        owed = Obligation.objects.due_by(today).filter(owner__is_active=True)
        yield Due(owed.select_related("contract__account"), lambda rows: _owed(rows, today))

    def needs(self, person, today):
        mine = (
            Contract.objects.running(today)
            .undecided()
            .filter(account__in=Account.objects.visible_to(person), account__account_manager=person)
        )
        near = mine.filter(notice_on__range=(today - AHEAD, today + timedelta(days=30))).select_related("account")
        for each in near.next_notice_first()[:6]:
            when = (
                f"must be given by {day(each.notice_on)}"
                if each.notice_on >= today
                else f"was due on {day(each.notice_on)}"
            )
            text = f"Notice of “{each}” with {each.account} {when}, and nothing is decided."
            url = reverse("contracts:decide", args=[each.account_id, each.pk])
            yield Need(text, url, "Decide", each.notice_on, each.tone(today))
        late = Obligation.objects.due_by(today + timedelta(days=7)).filter(owner=person)
        seen = late.filter(contract__account__in=Account.objects.visible_to(person)).select_related("contract__account")
        for each in seen[:6]:
            text = f"“{each}” under “{each.contract}” with {each.contract.account} {due_on(each.due_on, today)}."
            yield Need(text, each.get_absolute_url(), "Open it", each.due_on)

    def promises(self, account, day):
        for each in _obligations(account).due_by(day):
            yield each.due_on, each.text, reverse("contracts:obligation", args=[account.pk, each.pk])
        for each in Contract.objects.undecided().notice_by(day).filter(account=account):
            yield each.notice_on, f"Last day to give notice of {each}", each.get_absolute_url()

    def searchable(self):
        yield Searchable(Contract, text=lambda row: f"{row.reference} {row.digest} {row.reason}", place=3)
        yield Searchable(Obligation)
        yield Searchable(Invoice, text=lambda row: row.remark, place=7)

    def demo(self, accounts, people, today):
        sample.demo(accounts, people, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        sample.populate(accounts, people, today, random)


def _obligations(account):
    return Obligation.objects.open().filter(contract__account=account)


def _owed(obligations, today):
    for each in obligations:
        text = f"“{each}” of {each.contract} ({each.contract.account}) {due_on(each.due_on, today)}."
        url = reverse("contracts:obligation", args=[each.file_id, each.pk])
        key = f"obligation:{each.pk}:{each.due_on}"
        yield Reminder(key, each.owner_id, each.file_id, text, url, "You see to this obligation.")


def _said(contract):
    end = f"ends on {day(contract.ends_on)}, notice by {day(contract.notice_on)}" if contract.ends_on else "has no end"
    value = f", {money(contract.value, contract.currency)} a year" if contract.value is not None else ""
    return f"{contract.title}{value}: {end}; {contract.get_decision_display()}."


def _printed(contract, today):
    colours = {"good": "green", "watch": "amber", "poor": "red"}
    return {
        "title": contract.title,
        "reference": contract.reference,
        "kind": contract.get_kind_display(),
        "value": "not known yet" if contract.value is None else money(contract.value, contract.currency),
        "ends_on": day(contract.ends_on) if contract.ends_on else "no end",
        "notice_on": day(contract.notice_on) if contract.notice_on else "–",
        "colour": colours.get(contract.tone(today), ""),
        "decision": contract.get_decision_display(),
    }


def _reading(reading):
    level = reading.service_level
    return {
        "metric": level.metric,
        "month": f"{reading.month:%B %Y}",
        "target": f"{number(level.target)} {level.unit}".strip(),
        "actual": f"{number(reading.actual)} {level.unit}".strip(),
        "met": not reading.is_missed,
        "credit": money(reading.credit_due, level.contract.currency) if reading.credit_due else "–",
    }


sections.register(
    Contracts(
        slug="contracts",
        title="Contracts and service levels",
        why="After its notice date a contract decides for you; before it, you do.",
        icon="document-check",
        desk=((6, "Contracts", "contracts_desk:list"),),
    )
)
