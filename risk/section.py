"""Risk management as a section of the file: what may happen, how bad, and who does what about
it.
"""

from accountfile.core import sections
from accountfile.core.sections import (
    Searchable,
)
from risk.models import Assumption, Response, Risk


@sections.register
class RiskSection(sections.Section):
    """Risks, responses and assumptions of one file."""

    slug = "risk"
    title = "Risk management"
    why = "What could go wrong with this account, how likely that is, and what we do about it."
    icon = "exclamation-triangle"
    desk = ((5, "Risks", "risk_desk:list"),)


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Risk,
        text=lambda risk: f"{risk.cause} {risk.ending}",
        place=6,
    )
    yield Searchable(Response)
    yield Searchable(Assumption, text=lambda assumption: assumption.rests_on)
