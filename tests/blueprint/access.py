"""Who may do what in the blueprint."""

from datetime import date

from accountfile.blueprint.models import (
    ClientObjective,
    Competitor,
    Objective,
    Position,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
)
from tests.access import CHANGE, READ, Row, crud, moves

DAY = date(2026, 1, 5)
YEAR = {"text": "Be asked first", "agreed_on": "2026-01-05"}
AIM = {"text": "Peace at night", "source": "Kim", "known_on": "2026-01-05"}
ITEM = {"side": "client", "quadrant": "S", "text": "Strong", "weight": 2, "since_on": "2026-01-05"}
# The team is asked whether it knows the objective: who manages, contributes or reads; nobody above,
# no stranger.
TEAM = READ | {"dora": 403, "lena": 403}


def kept(model, **values):
    """Return a function that makes one row of Acme's."""
    return lambda acme, cast: model.objects.create(account=acme, **values)


def one(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


def objective(acme, cast):
    return Objective.objects.create(
        account=acme, text="Win", measure="depots", target="10", due_on=DAY, owner=cast["max"]
    )


def sighting(acme, cast):
    return Sighting.objects.create(competitor=rival(acme, cast), seen_on=DAY, evidence="Their van")


def smart(acme, cast):
    row = {
        "text": "Win",
        "measure": "depots",
        "target": "10",
        "due_on": "2027-01-05",
        "priority": 2,
        "origin": "year",
    }
    return row | {"owner": cast["max"].pk}


def seen(acme, cast):
    competitor = Competitor.objects.filter(account=acme).first() or rival(acme, cast)
    return {"competitor": competitor.pk, "seen_on": "2026-01-05", "evidence": "Their van"}


rival = kept(Competitor, name="Rival")
year = kept(TwelveMonthObjective, text="Be asked first", agreed_on=DAY)
ROWS = [
    *crud("blueprint:twelvemonthobjective", year, YEAR),
    Row("blueprint:acknowledge", moves(TEAM), make=one(year), method="post"),
    *crud(
        "blueprint:clientobjective",
        kept(ClientObjective, text="Peace", source="Kim", known_on=DAY),
        AIM,
    ),
    *crud("blueprint:objective", objective, smart),
    Row("blueprint:end_objective", CHANGE, make=one(objective)),
    Row(
        "blueprint:end_objective",
        moves(CHANGE),
        make=one(objective),
        method="post",
        data={"end": "reached", "outcome": "Signed"},
    ),
    Row("blueprint:swot", READ),
    *crud("blueprint:swotitem", kept(SwotItem, quadrant="S", text="Strong", since_on=DAY), ITEM),
    *crud("blueprint:competitor", rival, {"name": "Rival", "strength": 3}),
    *crud("blueprint:sighting", sighting, seen),
    *crud(
        "blueprint:position",
        kept(Position, text="Trusted", known_on=DAY),
        {"text": "Trusted", "known_on": "2026-01-05"},
    ),
]
