"""The list of accounts as a table: its columns, how they sort and how they export."""

from functools import cache

import django_tables2 as tables
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.html import format_html

from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.pages.tables import NUM, ListTable


class AccountTable(ListTable):
    """One line an account; everything it shows is stored, so that no line costs a statement."""

    name = tables.Column("Account", linkify=True, order_by=("name",))
    account_manager = tables.Column(
        "Account manager", accessor="account_manager__name", default="nobody yet"
    )
    tier = tables.Column("Tier", accessor="tier__name", order_by=("tier__place",), default="–")
    stage = tables.Column("Stage", accessor="stage__name", order_by=("stage__place",), default="–")
    status = tables.Column("Status")
    sector = tables.Column("Sector", default="–")
    country = tables.Column("Country", default="–")
    region = tables.Column("Region", accessor="account_manager__region", default="–")
    health = tables.Column("Health", accessor="standing__health", default="not known yet")
    completeness = tables.Column("Complete", accessor="standing__completeness", attrs=NUM)
    missing = tables.Column("Missing", accessor="standing__missing", attrs=NUM)
    next_review = tables.Column(
        "Next review", accessor="standing__next_review_on", default="no date"
    )
    open_actions = tables.Column("Open actions", accessor="standing__open_actions", attrs=NUM)

    optional = (
        "account_manager",
        "tier",
        "stage",
        "status",
        "sector",
        "country",
        "region",
        "health",
        "completeness",
        "missing",
        "next_review",
        "open_actions",
    )
    hidden_at_first = ("status", "country", "region", "stage")

    class Meta:
        model = Account
        fields = ()
        order_by = "name"
        attrs = {"class": "table"}

    def order_name(self, rows, is_descending):
        """Sort by name as the index does, whatever the case."""
        by = Lower("name")
        return rows.order_by(
            by.desc() if is_descending else by.asc(), "-pk" if is_descending else "pk"
        ), True

    def render_health(self, value, record):
        tone = record.standing.tone
        return format_html('<span class="state state-{}">{} {}</span>', tone, value, tone)

    def value_health(self, value):
        return value

    def render_completeness(self, value):
        return f"{value}%"

    def value_completeness(self, value):
        return value

    def render_open_actions(self, value, record):
        late = record.standing.overdue_actions
        if late:
            return f"{value}, {late} overdue"
        return value

    def value_open_actions(self, value):
        return value


class MoneyColumn(tables.Column):
    """Amounts of the reporting currency, whole; exported to the penny."""

    def render(self, value):
        return f"{value:,.0f}"

    def value(self, value):
        return value


@cache
def account_table():
    """Return the table of accounts with the stored figures that the sections declare for it."""
    figures = [figure for figure in sections.stored_figures() if figure.column]
    made = {}
    for figure in figures:
        column = MoneyColumn if figure.money else tables.Column
        made[figure.column] = column(figure.in_list, accessor=figure.name, attrs=NUM, default=0)
    made["optional"] = (*AccountTable.optional, *(figure.column for figure in figures))
    return type("AccountTableWithFigures", (AccountTable,), made)


def with_figures(rows, period):
    """Annotate the sections' figures of a period, so that what is shown is what is sorted and
    exported.

    Those of the last twelve months are stored; for any other period the sections work them out in
    the query.
    """
    found = {}
    if period.code != "12m":
        for section in sections.all_sections():
            found |= section.figures_within(period)
    columns = {}
    for figure in sections.stored_figures():
        if figure.column or figure.on_desk:
            is_stored = period.code == "12m" or not figure.of_a_period
            columns[figure.name] = F(figure.path) if is_stored else found[figure.name]
    return rows.annotate(**columns)


SHOWN = (
    "name",
    "status",
    "sector",
    "country",
    "account_manager__name",
    "account_manager__username",
    "account_manager__region",
    "tier__name",
    "tier__place",
    "stage__name",
    "stage__place",
    "standing__health",
    "standing__completeness",
    "standing__missing",
    "standing__next_review_on",
    "standing__open_actions",
    "standing__overdue_actions",
)
