"""What the file should know about contracts and debtors."""

from datetime import timedelta

from django.db.models import Count, Max, Q

from accountfile.base.addresses import reverse
from accountfile.contracts.models import Contract, Invoice
from accountfile.core.sections import Question

AHEAD = timedelta(days=180)


def questions(accounts, today):
    soon = Q(
        decision="",
        notice_on__range=(today - AHEAD, today + AHEAD),
    )
    contracts = Contract.objects.filter(account__in=accounts).by_account(
        last=Max("changed_on"), undecided=Count("pk", filter=soon)
    )
    invoices = Invoice.objects.filter(account__in=accounts).by_account(last=Max("changed_on"))
    for account in accounts:
        known = contracts.get(account.pk, {})
        last = known.get("last")
        every = reverse("contracts:contract_list", args=[account.pk])
        add = reverse("contracts:contract_add", args=[account.pk])
        yield Question(
            account.pk, "Which contracts bind us and the client, and until when?", last, add, 370, 2
        )
        what = (
            "Which contract reaches its notice date within half a year, and what have we decided?"
        )
        yield Question(
            account.pk, what, None if known.get("undecided") else last, every, None, 2, last is None
        )
        what = "Is any money overdue or disputed?"
        on = invoices.get(account.pk, {}).get("last")
        yield Question(
            account.pk, what, on, reverse("contracts:invoice_list", args=[account.pk]), 45
        )
