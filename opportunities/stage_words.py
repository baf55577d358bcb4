"""What other systems call the two ends of a sale."""

import re

from accountfile.core.models import plain
from opportunities.models import State

# The whole name of a stage.

WON_WORDS = (
    "Won",
    "Closed Won",
    "Closed-Won",
    "closedwon",
    "Ordered",
    "Gewonnen",
    "Gagné",
    "Gagnée",
    "Ganada",
    "Vinta",
)
LOST_WORDS = (
    "Lost",
    "Closed Lost",
    "Closed-Lost",
    "closedlost",
    "No Decision",
    "Verloren",
    "Perdu",
    "Perdue",
    "Perdida",
)
# Words within a stage that nobody has foreseen; with none of them it counts as open.
WON_ENDS = {
    "won",
    "closedwon",
    "gewonnen",
    "gagne",
    "gagnee",
    "ganado",
    "ganada",
    "vinto",
    "vinta",
    "vunnen",
    "vundet",
}
LOST_ENDS = {
    "lost",
    "closedlost",
    "dead",
    "abandoned",
    "cancelled",
    "canceled",
    "verloren",
    "abgesagt",
    "perdu",
    "perdue",
    "perdido",
    "perdida",
    "perso",
    "persa",
    "forlorad",
    "tabt",
    "tapt",
}
CLOSING = {State.WON: WON_WORDS, State.LOST: LOST_WORDS}


def usual_chance(name):
    """Return the chance, in percent, that a stage of this name gets until somebody sets another."""
    chances = {
        State.WON: 100,
        State.LOST: 0,
        State.OPEN: 50,
    }
    return chances[state_of_word(name)]


def state_of_word(name):
    """Return what a stage of this name counts as: won and lost where it says so, else open."""
    words = set(re.findall(r"[a-z]+", plain(name)))
    if words & WON_ENDS:
        return State.WON
    return State.LOST if words & LOST_ENDS else State.OPEN
