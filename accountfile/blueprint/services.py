"""What happens in the blueprint."""

from django.db import transaction

from accountfile.blueprint.models import Acknowledgement, Objective


def acknowledge(*, objective, person, today):
    """Note that a member of the team knows the objective; saying it twice is saying it once."""
    return Acknowledgement.objects.get_or_create(
        objective=objective, person=person, defaults={"known_on": today}
    )[0]


@transaction.atomic
def end_objective(*, objective, end, outcome, today, again=False):
    """End an open objective; one that has ended stays as it is, unless somebody who knows that asks
    ``again``.
    """
    objective = Objective.objects.locked(objective)
    if objective.is_open or again:
        objective.end(end, today, outcome)
        objective.save()
    return objective
