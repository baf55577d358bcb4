"""The list of reviews across files."""

import django_tables2 as tables

from accountfile.pages.tables import ListTable
from accountfile.pages.templatetags.af import state
from accountfile.wording import day
from reviews.models import Review


class ReviewTable(ListTable):
    """Reviews with their account, day, state and people."""

    account = tables.Column(
        linkify=lambda record: record.get_absolute_url(), order_by="account__name"
    )
    planned_on = tables.Column("Planned for")
    state = tables.Column()
    held_on = tables.Column("Held on", default="–")
    manager = tables.Column(
        "Account manager",
        accessor="account__account_manager__name",
        default="nobody",
    )
    line_manager = tables.Column(
        "Line manager",
        accessor="account__account_manager__line_manager__name",
        default="nobody",
    )
    tier = tables.Column("Tier", accessor="account__tier__name", default="none")
    missing = tables.Column(
        "Missing in the file",
        accessor="account__standing__missing",
        default="–",
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
    )
    why = tables.Column()

    optional = ("held_on", "line_manager", "tier", "missing", "why")
    hidden_at_first = ("held_on", "tier", "why")

    class Meta:
        model = Review
        fields = (
            "account",
            "planned_on",
            "state",
            "held_on",
            "manager",
            "line_manager",
            "tier",
            "missing",
            "why",
        )

    def render_planned_on(self, value):
        return day(value)

    def value_planned_on(self, value):
        return value

    def render_held_on(self, value):
        return day(value)

    def value_held_on(self, value):
        return value

    def render_state(self, record):
        if self.request and record.is_overdue(self.request.user.today()):
            return state("red", f"{record.get_state_display()}, overdue")
        return state(record.tone, record.get_state_display())

    def value_state(self, record):
        return record.get_state_display()


class FileReviewTable(ReviewTable):
    """The reviews of one file."""

    optional = ("held_on", "why")
    hidden_at_first = ()

    planned_on = tables.Column("Planned for", linkify=lambda record: record.get_absolute_url())

    class Meta(ReviewTable.Meta):
        exclude = ("account", "manager", "line_manager", "tier", "missing")
        fields = ("planned_on", "state", "held_on", "why")
