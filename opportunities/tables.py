"""How opportunities stand in lists."""

import django_tables2 as tables
from django.utils.html import format_html

from accountfile.pages.tables import DAY, NUM, ListTable, Words
from accountfile.wording import day, money
from opportunities.models import Opportunity

TONES = {"won": "green", "lost": "red", "open": "accent"}
# One that waits for its account has no name yet, and is called after its product.
NAMED = {
    "verbose_name": "Opportunity",
    "linkify": True,
    "empty_values": (),
    "order_by": ("name", "product__name"),
}


class OpportunityTable(ListTable):
    """One line an opportunity."""

    name = Words(**NAMED)
    account = tables.Column(linkify=True, default="none yet")
    owner = tables.Column(verbose_name="Account manager", order_by="owner__name", default="–")
    product = tables.Column(default="–", order_by="product__name")
    stage = tables.Column(order_by="stage__place")
    value = tables.Column(attrs=NUM, empty_values=(), order_by="worth")
    chance = tables.Column(verbose_name="Chance", attrs=NUM, orderable=False)
    engaged_on = tables.Column(verbose_name="First talked", attrs=DAY, default="–")
    expected_on = tables.Column(verbose_name="Expected", attrs=DAY, default="–")
    closed_on = tables.Column(verbose_name="Closed", attrs=DAY, default="–")

    optional = (
        "account",
        "owner",
        "product",
        "stage",
        "value",
        "chance",
        "engaged_on",
        "expected_on",
        "closed_on",
    )
    hidden_at_first = ("chance", "engaged_on")

    class Meta:
        model = Opportunity
        fields = ()
        attrs = {"class": "table"}

    def render_stage(self, value, record):
        return format_html('<span class="state state-{}">{}</span>', TONES[record.state], value)

    def value_stage(self, value):
        return str(value)

    def render_value(self, record):
        if record.expected_value is None:
            return "not known yet"
        if record.value is not None:
            return money(record.value, record.currency)
        price = money(record.expected_value, record.product.currency)
        return format_html(
            '<span title="list price">{} <span class="meta">list</span></span>', price
        )

    def value_value(self, record):
        return record.expected_value

    def render_chance(self, value):
        return f"{value}%"

    def value_chance(self, value):
        return value

    def render_engaged_on(self, value):
        return day(value)

    def value_engaged_on(self, value):
        return value

    render_expected_on = render_closed_on = render_engaged_on
    value_expected_on = value_closed_on = value_engaged_on


class InFileTable(OpportunityTable):
    """The same inside one file."""

    account = None
    optional = tuple(name for name in OpportunityTable.optional if name != "account")

    class Meta(OpportunityTable.Meta):
        pass


class WaitingTable(ListTable):
    """Opportunities without an account, each with a box to tick."""

    pick = tables.TemplateColumn(
        '<input type="checkbox" class="form-check-input" name="rows" value="{{ record.pk }}" '
        'form="assign" '
        'aria-label="Choose {{ record }}">',
        verbose_name="Choose",
        orderable=False,
        exclude_from_export=True,
    )
    name = Words(**NAMED)
    owner = tables.Column(verbose_name="Account manager", order_by="owner__name", default="–")
    product = tables.Column(default="–", order_by="product__name")
    stage = tables.Column(order_by="stage__place")
    engaged_on = tables.Column(verbose_name="First talked", attrs=DAY, default="–")
    external_id = tables.Column(verbose_name="Number there", default="–")

    class Meta:
        model = Opportunity
        fields = ()
        attrs = {"class": "table"}

    def render_engaged_on(self, value):
        return day(value)

    def value_engaged_on(self, value):
        return value
