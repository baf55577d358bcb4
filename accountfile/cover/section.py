"""The cover as a section: mission, account manager, team, background; it asks, tells and is found
like the others.
"""

from accountfile.core import sections
from accountfile.core.models import Account, Action, Document, Interaction, Milestone, TeamMember
from accountfile.core.sections import (
    Searchable,
)


@sections.register
class Cover(sections.Section):
    """The cover of the file; it has no folder of its own, and is always the first."""

    slug = "cover"
    title = "Cover"
    icon = "identification"


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Account,
        text=lambda row: f"{row.sector} {row.country} {row.mission}",
        place=0,
    )
    yield Searchable(Action, text=lambda row: row.outcome, place=4)
    yield Searchable(Interaction, text=lambda row: row.summary, place=5)
    yield Searchable(Document, text=lambda row: row.file_name, place=5)
    yield Searchable(Milestone)
    yield Searchable(TeamMember, title=lambda row: row.does)
