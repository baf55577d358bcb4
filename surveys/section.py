"""Satisfaction as a section of the file: what the client says of us, and whether they would say so
to others.
"""

from accountfile.core import sections
from accountfile.core.sections import (
    Searchable,
)
from surveys.models import Answer, ReferenceSite, ReferenceVisit, Survey


@sections.register
class Satisfaction(sections.Section):
    """Surveys, references and visits of one file."""

    slug = "surveys"
    title = "Satisfaction and references"
    why = "What the client thinks of us, and who would recommend us."
    icon = "chat-bubble-left-right"
    desk = ((4, "Surveys", "surveys_desk:list"),)
    keeps_summary = False


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(Survey, text=lambda row: row.intro, place=7)
    yield Searchable(Answer, text=lambda row: row.comment)
    yield Searchable(ReferenceSite, text=lambda row: f"{row.contact} {row.remark}")
    yield Searchable(ReferenceVisit, text=lambda row: f"{row.purpose} {row.outcome}")
