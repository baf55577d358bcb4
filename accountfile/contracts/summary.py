"""What the file page shows of contracts and debtors."""

from datetime import timedelta

from accountfile.contracts.debtors import aged, in_words
from accountfile.contracts.models import Contract, Invoice, ServiceReading

READINGS_OF = timedelta(days=100)
NOTHING_OLD = "nothing over 60 days"


def summary(account, today):
    contracts = list(Contract.objects.running(today).filter(account=account).next_notice_first())
    unpaid = list(Invoice.objects.unpaid().filter(account=account))
    missed = ServiceReading.objects.missed().filter(service_level__contract__account=account)
    coming = next(
        (each for each in contracts if each.notice_on and each.notice_on >= today),
        None,
    )
    long_overdue = [invoice for invoice in unpaid if invoice.days_overdue(today) > 60]
    overdue = f"{in_words(long_overdue)} over 60 days" if long_overdue else NOTHING_OLD
    # Without a contract there is nothing that could have been missed: spare the statement.
    lately = missed.filter(month__gte=today - READINGS_OF).count() if contracts else 0
    return {
        "contracts": len(contracts),
        "next": coming,
        "next_tone": coming.tone(today) if coming else "",
        "missed": lately,
        "unpaid": in_words(unpaid) if unpaid else "nothing",
        "overdue": overdue,
        "overdue_tone": "poor" if long_overdue else "good",
        "top": [(each, each.tone(today)) for each in contracts[:5]],
        "aged": aged(unpaid, today) if unpaid else [],
    }
