"""The pages of sales that are more than the plain pages of a row."""

from opportunities.views.board import board
from opportunities.views.figures import figures, measure, sheet
from opportunities.views.lists import opportunities, opportunity, unassigned
from opportunities.views.proposals import managers
from opportunities.views.verbs import beside, lose, move, started, win

__all__ = [
    "beside",
    "board",
    "figures",
    "lose",
    "managers",
    "measure",
    "move",
    "opportunities",
    "opportunity",
    "sheet",
    "started",
    "unassigned",
    "win",
]
