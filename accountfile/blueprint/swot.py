"""The two SWOTs as sheets of two by two."""

from accountfile.blueprint.models import SwotItem

HEADINGS = {"S": "Strengths", "W": "Weaknesses", "O": "Opportunities", "T": "Threats"}
TITLES = {
    SwotItem.Side.RELATIONSHIP: "SWOT of our relationship with the client",
    SwotItem.Side.CLIENT: "SWOT of the client in its market",
}


def sheets(items):
    """Return ``(side, title, [(quadrant, heading, items), …])`` for both sides, empty boxes
    included.
    """
    found = {}
    for item in items:
        found.setdefault((item.side, item.quadrant), []).append(item)
    return [
        (
            side.value,
            title,
            [
                (letter, heading, found.get((side.value, letter), []))
                for letter, heading in HEADINGS.items()
            ],
        )
        for side, title in TITLES.items()
    ]
