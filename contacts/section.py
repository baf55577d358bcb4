"""People and relationships as a section: what it asks, tells and shows; of ratings only the
consensus.
"""

from accountfile.core import sections
from accountfile.core.sections import (
    ClientPerson,
    Searchable,
)
from contacts.models import Contact, HospitalityEvent, Relationship


@sections.register
class Relationships(sections.Section):
    """Who is who at the client, on whose side, and who of us speaks with them."""

    slug = "contacts"
    title = "People and relationships"
    why = "Who counts at the client, whose side they are on, and whom of us they trust."
    icon = "users"
    desk = ((3, "Contacts", "contacts_desk:list"),)
    keeps_summary = False


def client_people(account):
    """Yield the client's people, for every section to pick from."""
    for contact in Contact.objects.filter(account=account).current()[:500]:
        yield ClientPerson(
            contact.name,
            contact.email,
            contact.job_title,
            contact.department,
        )


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Contact,
        text=lambda row: f"{row.department} {row.email} {row.phone}",
        place=1,
    )
    yield Searchable(HospitalityEvent, text=lambda row: f"{row.purpose} {row.attendees}")
    yield Searchable(Relationship, text=lambda row: row.note)
