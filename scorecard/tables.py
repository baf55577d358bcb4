"""How delivery stands in lists."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.html import format_html

from accountfile.pages.tables import FIT, NUM, ListTable, day_column
from accountfile.wording import money
from scorecard.models import Deliverable, FinancialPeriod, Issue, Scorecard, ValueRecord


def money_column(label):
    return tables.Column(label, attrs=NUM, default="not known yet")


class FinancialPeriodTable(ListTable):
    starts_on = tables.Column("Period", linkify=True, attrs=FIT)
    revenue = money_column("Revenue")
    planned_revenue = money_column("Planned revenue")
    cost = money_column("Cost")
    planned_cost = money_column("Planned cost")

    class Meta:
        model = FinancialPeriod
        fields = ()

    def render_starts_on(self, record):
        return str(record)

    def value_starts_on(self, value):
        return value

    def render_revenue(self, value, record):
        return money(value, record.currency)

    render_planned_revenue = render_cost = render_planned_cost = render_revenue

    def value_revenue(self, value):
        return value

    value_planned_revenue = value_cost = value_planned_cost = value_revenue


class ScorecardTable(ListTable):
    month = tables.DateColumn(format="F Y", verbose_name="Month", linkify=True, attrs=FIT)
    template = tables.Column("Template", accessor="template__name")
    percent = tables.Column("Score", attrs=FIT, default="not filled yet")
    confidence = tables.Column("Measured", attrs=NUM, default="–")
    reds = tables.Column("Red lines", attrs=NUM)

    class Meta:
        model = Scorecard
        fields = ()

    def render_percent(self, value, record):
        return format_html('<span class="state state-{}">{}%</span>', record.tone, value)

    def value_percent(self, value):
        return value

    def render_confidence(self, value):
        return f"{value}%"

    def value_confidence(self, value):
        return value


class IssueTable(ListTable):
    title = tables.Column("Issue", linkify=True)
    side = tables.Column("Whose", attrs=FIT)
    kind = tables.Column("Kind")
    owner = tables.Column("Owner", accessor="owner__name")
    raised_on = day_column("Raised on")
    days = tables.Column("Days", empty_values=(), orderable=False, attrs=NUM)
    resolved_on = day_column("Resolved on", default="open")
    acknowledged_on = day_column("Client agreed on", default="–")

    class Meta:
        model = Issue
        fields = ()

    def render_days(self, record):
        return record.age(self.today)


class IssueFilter(django_filters.FilterSet):
    """Open ones, whose, of which kind."""

    open = django_filters.BooleanFilter(
        method="open_ones",
        label="Open",
        widget=forms.CheckboxInput,
    )
    side = django_filters.ChoiceFilter(choices=Issue.Side.choices, label="Whose")
    kind = django_filters.ChoiceFilter(choices=Issue.Kind.choices, label="Kind")

    class Meta:
        model = Issue
        fields = []

    def open_ones(self, rows, name, value):
        return rows.open() if value else rows


class DeliverableTable(ListTable):
    text = tables.Column("What we deliver", linkify=True)
    owner = tables.Column("Owner", accessor="owner__name")
    due_on = day_column("Due on")
    delivered_on = day_column("Delivered on", empty_values=())
    accepted_first_time = tables.Column(
        "Accepted the first time",
        attrs=FIT,
        default="not known yet",
    )

    class Meta:
        model = Deliverable
        fields = ()

    def render_delivered_on(self, record):
        told = {True: "good", False: "poor", None: "plain"}[record.is_on_time(self.today)]
        shown = (
            f"{record.delivered_on.day} {record.delivered_on:%b %Y}"
            if record.delivered_on
            else "not yet"
        )
        return format_html('<span class="state state-{}">{}</span>', told, shown)

    def value_delivered_on(self, record):
        return record.delivered_on


class ValueTable(ListTable):
    text = tables.Column("What the client gains", linkify=True)
    promised = money_column("Promised")
    measured = money_column("Measured")
    agreed_by = tables.Column("Agreed by", default="nobody yet")
    agreed_on = day_column("Agreed on", default="–")

    class Meta:
        model = ValueRecord
        fields = ()

    def render_promised(self, value, record):
        return money(value, record.currency)

    render_measured = render_promised

    def value_promised(self, value):
        return value

    value_measured = value_promised
