"""How contracts and what hangs on them stand in lists."""

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from accountfile.contracts.models import Contract, Invoice, Obligation, ServiceLevel, ServiceReading
from accountfile.core.models import plain
from accountfile.pages.tables import FIT, NUM, ListTable, day_column
from accountfile.wording import day, money, number

NOTICE = [
    ("passed", "passed"),
    ("90", "within 90 days"),
    ("180", "within 180 days"),
    ("none", "no notice date"),
]


class ContractTable(ListTable):
    """One line a contract, with the day by which notice must be given."""

    title = tables.Column("Contract", linkify=True)
    kind = tables.Column("For", attrs=FIT)
    value = tables.Column("Value a year", attrs=NUM, default="not known yet")
    ends_on = day_column("Ends on", default="no end")
    notice_on = day_column("Notice by", default="–")
    decision = tables.Column("Decision", attrs=FIT, empty_values=())

    class Meta:
        model = Contract
        fields = ()

    def render_value(self, value, record):
        return money(value, record.currency)

    def value_value(self, value):
        return value

    def render_notice_on(self, value, record):
        return format_html(
            '<span class="state state-{}">{}</span>', record.tone(self.today), day(value)
        )

    def value_notice_on(self, value):
        return value

    def render_decision(self, record):
        return record.get_decision_display()


class ContractsAcrossTable(ContractTable):
    """The same line with the account beside it."""

    account = tables.Column(
        "Account",
        accessor="account__name",
        linkify=lambda record: reverse("section", args=[record.account_id, "contracts"]),
    )
    account_manager = tables.Column(
        "Account manager", accessor="account__account_manager__name", default="nobody yet"
    )
    currency = tables.Column("Currency")

    optional = ("account_manager", "kind", "value", "currency", "ends_on", "decision")
    hidden_at_first = ("currency", "kind")

    class Meta:
        model = Contract
        fields = ()
        sequence = ("title", "account", "account_manager", "...")


class ContractFilter(django_filters.FilterSet):
    """Words, kind, notice date, decision."""

    q = django_filters.CharFilter(
        method="worded", label="Words", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(choices=Contract.Kind.choices, label="For")
    notice = django_filters.ChoiceFilter(choices=NOTICE, method="noticed", label="Notice date")
    undecided = django_filters.BooleanFilter(
        method="open_ones", label="Undecided", widget=forms.CheckboxInput
    )

    class Meta:
        model = Contract
        fields = []

    def worded(self, rows, name, value):
        found = (
            Q(title__icontains=value)
            | Q(title__icontains=plain(value))
            | Q(reference__icontains=value)
        )
        return rows.filter(found | Q(account__name__icontains=value))

    def noticed(self, rows, name, value):
        today = self.request.user.today()
        if value == "none":
            return rows.filter(notice_on=None)
        if value == "passed":
            return rows.filter(notice_on__lt=today)
        return rows.filter(
            notice_on__range=(today, today.fromordinal(today.toordinal() + int(value)))
        )

    def open_ones(self, rows, name, value):
        if value:
            return rows.undecided()
        return rows


class ObligationTable(ListTable):
    text = tables.Column("What is owed", linkify=True)
    contract = tables.Column("Contract", accessor="contract__title")
    side = tables.Column("Who owes it", attrs=FIT)
    owner = tables.Column("Who of us sees to it", accessor="owner__name")
    due_on = day_column("Due on")
    done_on = day_column("Met on", default="open")

    class Meta:
        model = Obligation
        fields = ()


class ServiceLevelTable(ListTable):
    metric = tables.Column("What is measured", linkify=True)
    contract = tables.Column("Contract", accessor="contract__title")
    better = tables.Column("Reached with", attrs=FIT)
    target = tables.Column("Target", attrs=NUM)

    class Meta:
        model = ServiceLevel
        fields = ()

    def render_target(self, value, record):
        return f"{number(value)} {record.unit}".strip()


class ServiceReadingTable(ListTable):
    month = tables.DateColumn(format="F Y", verbose_name="Month", linkify=True, attrs=FIT)
    service_level = tables.Column("Service level", accessor="service_level__metric")
    target = tables.Column("Target", accessor="service_level__target", attrs=NUM)
    actual = tables.Column("Reached", attrs=NUM)
    credit_due = tables.Column("Credit due", attrs=NUM, default="–")
    remark = tables.Column("Remark", default="–")

    class Meta:
        model = ServiceReading
        fields = ()

    def render_target(self, value, record):
        return f"{number(value)} {record.service_level.unit}".strip()

    def render_actual(self, value, record):
        tone = "poor" if record.is_missed else "good"
        return format_html(
            '<span class="state state-{}">{}</span>',
            tone,
            f"{number(value)} {'missed' if record.is_missed else 'met'}",
        )

    def render_credit_due(self, value, record):
        return money(value, record.service_level.contract.currency)


class InvoiceTable(ListTable):
    number = tables.Column("Number", linkify=True)
    issued_on = day_column("Issued on")
    due_on = day_column("Due on")
    amount = tables.Column("Amount", attrs=NUM)
    paid_on = day_column("Paid on", empty_values=())
    disputed = tables.BooleanColumn(verbose_name="Disputed", yesno="disputed,–", attrs=FIT)

    class Meta:
        model = Invoice
        fields = ()

    def render_amount(self, value, record):
        return money(value, record.currency)

    def value_amount(self, value):
        return value

    def render_paid_on(self, record):
        late = record.days_overdue(self.today)
        if record.paid_on or not late:
            if record.paid_on:
                return day(record.paid_on)
            return "not yet"
        return format_html(
            '<span class="state state-{}">{} days overdue</span>',
            "poor" if late > 60 else "watch",
            late,
        )

    def value_paid_on(self, record):
        return record.paid_on
