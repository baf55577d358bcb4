"""How contracts and debtors weigh in the health of an account."""

from django.db.models import Count

from accountfile.base.addresses import reverse
from accountfile.contracts.models import Contract, Invoice, ServiceReading
from accountfile.contracts.summary import READINGS_OF
from accountfile.core.sections import Signal
from accountfile.wording import plural


def signals(accounts, today):
    passed = (
        Contract.objects.running(today)
        .undecided()
        .filter(notice_on__lt=today, renewal=Contract.Renewal.MANUAL)
    )
    for account_id, row in (
        passed.filter(account__in=accounts).by_account(number=Count("pk")).items()
    ):
        url = reverse("contracts:contract_list", args=[account_id])
        yield Signal(
            account_id, -min(16, 8 * row["number"]), "Past the notice date without a decision", url
        )
    late = Invoice.objects.long_overdue(today).filter(account__in=accounts)
    for account_id, row in late.by_account(number=Count("pk")).items():
        text = f"{plural(row['number'], 'invoice')} overdue for more than 60 days"
        yield Signal(
            account_id,
            -min(12, 6 * row["number"]),
            text,
            reverse("contracts:invoice_list", args=[account_id]),
        )
    path = "service_level__contract__account"
    missed = ServiceReading.objects.missed().filter(
        **{f"{path}__in": accounts}, month__gte=today - READINGS_OF
    )
    for account_id, times in missed.order_by().values_list(path).annotate(Count("pk")):
        url = reverse("contracts:servicereading_list", args=[account_id])
        yield Signal(
            account_id, -min(12, 4 * times), f"Service levels missed {times}× in three months", url
        )
