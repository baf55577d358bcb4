"""Contacts across accounts, one line a person."""

import django_tables2 as tables

from accountfile.core.views.plain_tables import NUM, ListTable, day_column
from contacts.models import Contact


class ContactTable(ListTable):
    name = tables.Column("Name", linkify=True, order_by=("name", "pk"))
    account = tables.Column(
        "Account", accessor="account__name", linkify=lambda record: record.account.get_absolute_url()
    )
    job_title = tables.Column("Job title", default="–")
    department = tables.Column("Department", default="–")
    part = tables.Column("Part", orderable=False, default="–")
    allegiance = tables.Column(
        "Allegiance", accessor="get_allegiance_display", order_by="allegiance", default="not known yet"
    )
    influence = tables.Column("Influence", attrs=NUM, default="not known yet")
    coverage = tables.Column("Coverage", attrs=NUM)
    email = tables.Column("E-mail", default="–")
    phone = tables.Column("Phone", default="–")
    left_on = day_column("Left on", default="–")

    optional = ("job_title", "department", "part", "allegiance", "influence", "coverage", "email", "phone", "left_on")
    hidden_at_first = ("department", "phone", "left_on")

    class Meta:
        model = Contact
        fields = ()
        attrs = {"class": "table"}

    def render_influence(self, record):
        return record.influence

    def render_coverage(self, record):
        return record.coverage
