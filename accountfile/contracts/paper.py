"""What the review pack prints of contracts and debtors."""

from accountfile.contracts.debtors import aged
from accountfile.contracts.models import Contract, Invoice, Obligation, ServiceReading
from accountfile.core import sections
from accountfile.wording import day, money, number


def pack(account, period, audience):
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
    obligations = obligations_of(account).select_related("owner")
    return {
        "contracts": [_printed(each, today) for each in contracts[:25]],
        "obligations": [_obligation_line(each, today) for each in obligations[:20]],
        "readings": [reading_line(each) for each in readings[:36]],
        "aged": aged(unpaid, today) if unpaid else [],
    }


def obligations_of(account):
    return Obligation.objects.open().filter(contract__account=account)


def _obligation_line(obligation, today):
    return {
        "text": obligation.text,
        "side": obligation.get_side_display(),
        "owner": obligation.owner.name,
        "due_on": day(obligation.due_on),
        "late": obligation.due_on < today,
    }


def _printed(contract, today):
    colours = {"good": "green", "watch": "amber", "poor": "red"}
    value = ""
    if contract.value is not None:
        value = money(contract.value, contract.currency)
    return {
        "title": contract.title,
        "reference": contract.reference,
        "kind": contract.get_kind_display(),
        "value": value,
        "ends_on": day(contract.ends_on) if contract.ends_on else "no end",
        "notice_on": day(contract.notice_on) if contract.notice_on else "–",
        "colour": colours.get(contract.tone(today), ""),
        "decision": contract.get_decision_display(),
    }


def reading_line(reading):
    level = reading.service_level
    credit = "–"
    if reading.credit_due:
        credit = money(reading.credit_due, level.contract.currency)
    return {
        "metric": level.metric,
        "month": f"{reading.month:%B %Y}",
        "target": f"{number(level.target)} {level.unit}".strip(),
        "actual": f"{number(reading.actual)} {level.unit}".strip(),
        "met": not reading.is_missed,
        "credit": credit,
    }
