"""Who may do what in the client profile."""

from datetime import date

from accountfile.profile.models import BuyingDate, ClientCompetitor, Fact, Position, Supplier
from tests.access import CHANGE, Row, crud, moves

FACT = {
    "topic": "market",
    "text": "It grows",
    "source": "Annual report",
    "known_on": "2026-01-05",
    "grade": "confirmed",
}
POSITION = {"chart": "organisation", "title": "Head", "held": "vacant"}
DATE = {"kind": "closes", "text": "Framework", "falls_on": "2027-01-05"}


def fact(acme, cast):
    return Fact.objects.create(
        account=acme, topic="market", text="It grows", known_on=date(2026, 1, 5)
    )


def kept(model, **values):
    """Return a function that makes one row of Acme's."""
    return lambda acme, cast: model.objects.create(account=acme, **values)


ROWS = [
    *crud("profile:fact", fact, FACT),
    Row(
        "profile:still_true",
        moves(CHANGE),
        make=lambda acme, cast: {"row_id": fact(acme, cast).pk},
        method="post",
    ),
    *crud("profile:position", kept(Position, title="Head", held="vacant"), POSITION),
    *crud(
        "profile:buyingdate",
        kept(BuyingDate, kind="closes", text="Framework", falls_on=date(2027, 1, 5)),
        DATE,
    ),
    *crud(
        "profile:supplier",
        kept(Supplier, name="Other", supplies="Steel"),
        {"name": "Other", "supplies": "Steel"},
    ),
    *crud(
        "profile:clientcompetitor",
        kept(ClientCompetitor, name="Rival", threat="Price"),
        {"name": "Rival", "threat": "Price"},
    ),
]
