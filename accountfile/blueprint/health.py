"""How the blueprint weighs in the health of an account."""

from datetime import timedelta

from django.db.models import Count

from accountfile.base.addresses import reverse
from accountfile.blueprint.models import (
    Objective,
    Sighting,
)
from accountfile.core.sections import (
    Signal,
)
from accountfile.wording import plural


def signals(accounts, today):
    late = Objective.objects.overdue(today).filter(account__in=accounts).order_by()
    for account_id, number in late.values_list("account").annotate(Count("pk")):
        url = reverse("blueprint:objective_list", args=[account_id])
        yield Signal(
            account_id,
            -min(9, 3 * number),
            f"{plural(number, 'objective')} overdue",
            url,
        )
    seen = Sighting.objects.filter(
        competitor__account__in=accounts, competitor__strength__gte=4
    ).order_by()
    near = (
        seen.filter(seen_on__gt=today - timedelta(days=90))
        .values_list("competitor__account")
        .distinct()
    )
    for (account_id,) in near:
        url = reverse("blueprint:competitor_list", args=[account_id])
        yield Signal(account_id, -6, "A strong competitor was seen within 90 days", url)
