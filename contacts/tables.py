"""Contacts across accounts, one line a person."""

import django_tables2 as tables

from accountfile.pages.tables import NUM, ListTable, day_column
from contacts.models import Contact
from contacts.models.contact import ALLEGIANCES


class ContactInFileTable(ListTable):
    """Contacts of one file; of the ratings what the reader may know
    (``Contact.objects.as_read_by``).
    """

    name = tables.Column("Name", linkify=True, order_by=("name", "pk"))
    job_title = tables.Column("Job title", default="–")
    department = tables.Column("Department", default="–")
    part = tables.Column("Part", orderable=False, default="–")
    allegiance = tables.Column("Allegiance", accessor="shown_allegiance", default="not known yet")
    influence = tables.Column(
        "Influence",
        accessor="shown_influence",
        attrs=NUM,
        default="not known yet",
    )
    coverage = tables.Column(
        "Coverage",
        accessor="shown_coverage",
        attrs=NUM,
        default="not known yet",
    )
    left_on = day_column("Left on", default="–")

    class Meta:
        model = Contact
        fields = ()
        attrs = {"class": "table"}

    def render_allegiance(self, value):
        return dict(ALLEGIANCES)[value]


class ContactTable(ContactInFileTable):
    account = tables.Column(
        "Account",
        accessor="account__name",
        linkify=lambda record: record.account.get_absolute_url(),
    )
    email = tables.Column("E-mail", default="–")
    phone = tables.Column("Phone", default="–")

    optional = (
        "job_title",
        "department",
        "part",
        "allegiance",
        "influence",
        "coverage",
        "email",
        "phone",
        "left_on",
    )
    hidden_at_first = ("department", "phone", "left_on")

    class Meta:
        model = Contact
        fields = ()
        attrs = {"class": "table"}
        sequence = ("name", "account", "...", "email", "phone", "left_on")
