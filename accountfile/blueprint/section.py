"""The blueprint as a section: what it asks, tells and shows."""

from accountfile.blueprint.models import (
    ClientObjective,
    Competitor,
    Objective,
    Position,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
)
from accountfile.core import sections
from accountfile.core.sections import (
    Searchable,
)


@sections.register
class Blueprint(sections.Section):
    """Position, objectives, SWOT and our competition: what we want of this account and with it."""

    slug = "blueprint"
    title = "Position and blueprint"
    why = "Our current position, what the client wants from us, and what we aim to reach in a year."
    icon = "map"


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(TwelveMonthObjective)
    yield Searchable(ClientObjective, text=lambda row: row.source)
    yield Searchable(Position, text=lambda row: row.scope)
    yield Searchable(
        Objective,
        text=lambda row: f"{row.measure} {row.target}",
    )
    yield Searchable(SwotItem, text=lambda row: row.how)
    yield Searchable(
        Competitor,
        text=lambda row: f"{row.move} {row.counter}",
    )
    yield Searchable(Sighting)
