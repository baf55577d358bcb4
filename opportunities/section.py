"""Sales and marketing as a section of the file: what it shows, asks, warns of and brings to the
review.
"""

from accountfile.core import sections
from accountfile.core.sections import Searchable
from opportunities.models import Opportunity, Proposition


@sections.register
class Sales(sections.Section):
    """Orders won and lost, what is open, ideas, prices, whitespace, marketing."""

    slug = "opportunities"
    title = "Sales and marketing"
    why = "What the client buys, may buy next, and why we win or lose."
    icon = "presentation-chart-line"
    figures_in = "opportunities.SalesFigures"
    desk = (
        (2, "Opportunities", "opportunities_desk:list"),
        (9, "Figures", "opportunities_desk:figures", "chart-bar"),
    )


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Opportunity,
        text=lambda row: f"{row.client_need} {row.competitor} {row.external_id or ''}",
        place=2,
    )
    yield Searchable(Proposition, text=lambda row: f"{row.text} {row.hypothesis} {row.sponsor}")
