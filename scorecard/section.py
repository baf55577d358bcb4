"""Delivery performance as a section of the file: figures, scorecard, issues, deliverables,
value.
"""

from accountfile.core import sections
from accountfile.core.sections import (
    Searchable,
)
from scorecard.models import Deliverable, Issue, ValueRecord


@sections.register
class Delivery(sections.Section):
    """Financials, scorecards, issues, deliverables and value of one file."""

    slug = "scorecard"
    title = "Delivery performance"
    why = "What we earn, what we promised and what went wrong, in figures."
    icon = "chart-bar"


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Issue,
        text=lambda row: f"{row.root_cause} {row.rectification} {row.prevention}",
        place=6,
    )
    yield Searchable(Deliverable)
    yield Searchable(ValueRecord, text=lambda row: f"{row.how_measured} {row.agreed_by}")
