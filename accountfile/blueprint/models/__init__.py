"""Where we stand with a client and where we want to go: position, objectives, SWOT, our
competition.
"""

from accountfile.blueprint.models.competition import Competitor, Sighting, is_out_of_sight
from accountfile.blueprint.models.objectives import (
    Acknowledgement,
    ClientObjective,
    Objective,
    Position,
    TwelveMonthObjective,
)
from accountfile.blueprint.models.swot import SwotItem

__all__ = [
    "Acknowledgement",
    "ClientObjective",
    "Competitor",
    "Objective",
    "Position",
    "Sighting",
    "SwotItem",
    "TwelveMonthObjective",
    "is_out_of_sight",
]
