"""The access table: who gets which answer from which address.

Every app's ``tests/<label>/access.py`` holds ``ROWS``; ``tests/architecture/test_access.py`` walks
them all and fails the build for an address that stands in none. A refused request must leave the
database as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

ROLES = ("dora", "lena", "max", "mia", "tia", "rob", "otto", "ada", "anon")

# Acme's file: Max keeps it, Lena and Dora stand above, Tia contributes, Rob reads; Mia, Otto and
# Ada are strangers.
READ = {
    "dora": 200,
    "lena": 200,
    "max": 200,
    "mia": 404,
    "tia": 200,
    "rob": 200,
    "otto": 404,
    "ada": 404,
    "anon": 302,
}
CHANGE = READ | {"rob": 403}
COVER = READ | {"rob": 403, "tia": 403}
LEAD = READ | {"rob": 403, "tia": 403, "max": 403}
PRIVATE = READ | {"rob": 403, "tia": 403}
EVERYBODY = dict.fromkeys(ROLES, 200) | {"anon": 302}


def moves(expect, to=302):
    """Return the table of a verb that leads elsewhere where it is allowed."""
    return {role: to if status == 200 else status for role, status in expect.items()}


@dataclass
class Row:
    """One address and method; ``make(acme, cast)`` builds what it needs and returns the arguments
    of the address.

    ``account_id`` is Acme's unless ``make`` says otherwise. ``data`` may be a function of the same
    two.
    """

    name: str
    expect: dict
    make: Callable = lambda acme, cast: {}
    method: str = "get"
    data: dict | Callable = field(default_factory=dict)
    query: str = ""

    def __str__(self):
        return f"{self.method} {self.name}"


def crud(prefix, make_row, data, *, expect=CHANGE, read=READ, removable=True, version=True):
    """Return the rows of the five pages that ``Records`` makes; ``make_row(acme, cast)`` returns
    one saved row.
    """

    def one(acme, cast):
        return {"row_id": make_row(acme, cast).pk}

    def posted(acme, cast):
        filled = data(acme, cast) if callable(data) else data
        return filled | ({"version": 1} if version else {})

    rows = [
        Row(f"{prefix}_list", read),
        Row(prefix, read, make=one),
        Row(f"{prefix}_add", expect),
        Row(f"{prefix}_add", moves(expect), method="post", data=data),
        Row(f"{prefix}_edit", expect, make=one),
        Row(f"{prefix}_edit", moves(expect), make=one, method="post", data=posted),
    ]
    if removable:
        rows += [
            Row(f"{prefix}_remove", expect, make=one),
            Row(f"{prefix}_remove", moves(expect), make=one, method="post"),
        ]
    return rows
