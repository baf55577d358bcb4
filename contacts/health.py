"""How people and relationships weigh in the health of an account."""

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    Signal,
)
from contacts.consensus import ENOUGH
from contacts.questions import known


def signals(accounts, today):
    for row in known(accounts):
        url = reverse("contacts:wall_chart", args=[row["account"]])
        if row["number"] and not row["is_sponsor"]:
            yield Signal(
                row["account"],
                -10,
                "No sponsor at the client",
                url,
            )
        if row["judged"] and row["close"] < 2:
            yield Signal(
                row["account"],
                -8,
                "Single-threaded: fewer than two people known well",
                url,
            )
        if row["placed"] >= ENOUGH and row["foes"]:
            yield Signal(
                row["account"],
                -6,
                f"{row['foes']} influential against us",
                url,
            )
        if row["placed"] >= ENOUGH and row["friends"]:
            yield Signal(
                row["account"],
                min(10, 5 * row["friends"]),
                f"{row['friends']} influential with us",
                url,
            )
