"""The client profile as a section: what it asks, tells, shows and draws."""

from accountfile.core import sections
from accountfile.core.sections import Searchable
from accountfile.profile.models import ClientCompetitor, Fact, Position, Supplier


@sections.register
class Profile(sections.Section):
    """What the client is: overview, market, business, structure, people, procurement, suppliers,
    competition.
    """

    slug = "profile"
    title = "Client profile"
    why = "The client’s market, business, people, suppliers and calendar."
    icon = "building-office-2"


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Fact,
        text=lambda row: f"{row.prompt} {row.source}",
    )
    yield Searchable(Position, text=lambda row: row.unit)
    yield Searchable(
        Supplier,
        text=lambda row: f"{row.supplies} {row.evidence}",
    )
    yield Searchable(
        ClientCompetitor,
        text=lambda row: f"{row.threat} {row.evidence}",
    )
