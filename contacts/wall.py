"""The wall chart: allegiance across, influence down, the unknown in a row and a column of their
own.
"""

from collections import defaultdict

from contacts.models import Contact
from contacts.models.contact import ALLEGIANCES, INFLUENCES, ROLES

UNKNOWN = (None, "not known yet")
COLUMNS = [*ALLEGIANCES, UNKNOWN]
ROWS = [*INFLUENCES, UNKNOWN]
MOST = 300
MOST_COVERED = 20
WANTED = ("is_sponsor", "is_decision_maker", "is_champion", "is_user", "is_buyer")


def wall_chart(contacts):
    """Return ``(headings, [(row heading, [(tone, contacts), …]), …])``."""
    cells = defaultdict(list)
    for contact in contacts:
        cells[contact.influence, contact.allegiance].append(contact)
    rows = []
    for influence, heading in ROWS:
        fields = [
            (tone(influence, allegiance), cells[influence, allegiance]) for allegiance, _ in COLUMNS
        ]
        rows.append((heading, fields))
    return [heading for _, heading in COLUMNS], rows


def tone(influence, allegiance):
    """Return how a field is shaded: where weight is for us, undecided, or against us."""
    if influence is None or allegiance is None:
        return "unsure"
    if influence < 3:
        return ""
    if allegiance == 0:
        return "medium"
    return "high" if allegiance < 0 else "low"


def role_gaps(contacts):
    """Return the roles that nobody we know plays, as ``(field, word)``."""
    return [
        (field, ROLES[field])
        for field in WANTED
        if not any(getattr(contact, field) for contact in contacts)
    ]


def to_discuss(contacts):
    """Return ``(contact, why)`` for whom the review should talk about: the disputed first, then the
    unknown.
    """
    disputed = [
        (contact, "we see this person differently") for contact in contacts if contact.disputed
    ]
    unknown = [
        (contact, unknown_of(contact))
        for contact in contacts
        if None in (contact.allegiance, contact.influence) and not contact.disputed
    ]
    return disputed + unknown


def unknown_of(contact):
    missing = [word for word in ("allegiance", "influence") if getattr(contact, word) is None]
    return f"{' and '.join(missing)} not known yet"


def support(contacts):
    """Return the influence-weighted support from −100 to 100, or None while nobody is rated."""
    rated = [c for c in contacts if c.allegiance is not None and c.influence is not None]
    weight = sum(c.influence for c in rated)
    if not weight:
        return None
    # An ally counts 2, so that fifty times the mean lies between -100 and 100.
    for_us = sum(c.allegiance * c.influence for c in rated)
    return round(50 * for_us / weight)


def coverage_table(contacts, ratings):
    """Return ``(our people, [(contact, [coverage of each], how many know them)])`` for the most
    influential.
    """
    found = {(rating.contact_id, rating.by): rating.coverage for rating in ratings}
    people = sorted({by for _, by in found}, key=str)
    in_order = sorted(contacts, key=lambda contact: (-(contact.influence or 0), contact.name))
    rows = []
    for contact in in_order[:MOST_COVERED]:
        coverage = [found.get((contact.pk, person)) for person in people]
        rows.append((contact, coverage, contact.known_to))
    return people, rows


def people_of(account, reader=None):
    """Return everybody of an account who is still there, the most influential first.

    With what this reader may know of the ratings; without a reader with the whole consensus.
    """
    people = Contact.objects.filter(account=account).current()
    if reader is None:
        return list(people.by_influence()[:MOST])
    shown = people.as_read_by(reader).by_influence("shown_influence")[:MOST]
    return [contact.as_shown() for contact in shown]
