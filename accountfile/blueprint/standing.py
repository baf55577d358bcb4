"""How the blueprints of many files stand, in one statement."""

from django.db.models import Count, F, OuterRef, Subquery

from accountfile.blueprint.models import (
    Acknowledgement,
    ClientObjective,
    Objective,
    Position,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
)
from accountfile.core.models import Account

AT_THE_HEAD = (
    "year_id",
    "year",
    "agreed_on",
    "client",
    "client_source",
    "client_on",
    "position",
    "position_on",
    "known",
    "rivals",
)


def newest(model, field, **only):
    """Return a subquery: one field of an account's newest row of a model."""
    return Subquery(
        model.objects.filter(
            **{model.account_path: OuterRef("pk")},
            **only,
        ).values(field)[:1]
    )


def last(model, field, **only):
    """Return a subquery: the latest day of a field among an account's rows."""
    rows = model.objects.filter(
        **{model.account_path: OuterRef("pk")},
        **only,
    ).order_by(F(field).desc())
    return Subquery(rows.values(field)[:1])


def answers(accounts):
    """Return for each account the day on which each question of the blueprint was last answered."""
    rows = Account.objects.filter(pk__in=[account.pk for account in accounts]).order_by()
    found = rows.values(
        "pk",
        position=last(Position, "known_on"),
        year=last(TwelveMonthObjective, "agreed_on"),
        client=last(ClientObjective, "known_on"),
        ours=last(SwotItem, "changed_on", side=SwotItem.Side.RELATIONSHIP),
        theirs=last(SwotItem, "changed_on", side=SwotItem.Side.CLIENT),
        sighting=last(Sighting, "seen_on"),
        objective=last(Objective, "changed_on", state=Objective.State.OPEN),
    )
    return {row["pk"]: row for row in found}


def words(account):
    """Return what stands at the head of one blueprint, and how many of the team know it."""
    known = Acknowledgement.objects.filter(objective=OuterRef("year_id")).order_by()
    known = known.values("objective").annotate(number=Count("pk")).values("number")
    found = (
        Account.objects.filter(pk=account.pk)
        .annotate(
            year_id=newest(TwelveMonthObjective, "pk"),
            year=newest(TwelveMonthObjective, "text"),
            agreed_on=newest(TwelveMonthObjective, "agreed_on"),
            client=newest(ClientObjective, "text"),
            client_source=newest(ClientObjective, "source"),
            client_on=newest(ClientObjective, "known_on"),
            position=newest(Position, "text"),
            position_on=newest(Position, "known_on"),
            rivals=Count("blueprint_competitor_rows", distinct=True),
        )
        # Apart from the rest, as it asks of ``year_id``, which has to be known by then.
        .annotate(known=Subquery(known))
    )
    return found.values(*AT_THE_HEAD).get()


def year_in_full(account, today):
    """Return the 12-month objective in force with its tests and who knows it since when, or
    nothing.
    """
    objective = TwelveMonthObjective.objects.filter(account=account).first()
    if objective is None:
        return {}
    since = {each.person_id: each.known_on for each in objective.acknowledgements.all()}
    people = [member.person for member in account.team.filter(until=None).select_related("person")]
    if account.account_manager and account.account_manager not in people:
        people.insert(0, account.account_manager)
    team = [(person, since.get(person.pk)) for person in people]
    tests = objective.tests(
        today,
        disseminated=bool(team) and all(known for _, known in team),
    )
    return {"objective": objective, "tests": tests, "team": team}
