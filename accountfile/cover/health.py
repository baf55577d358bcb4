"""How the cover weighs in the health of an account."""

from django.db.models import Count, Max

from accountfile.base.addresses import reverse
from accountfile.core.models import Action, Interaction
from accountfile.core.sections import (
    Signal,
)
from accountfile.wording import plural


def signals(accounts, today):
    late = (
        Action.objects.overdue(today)
        .filter(account__in=accounts)
        .order_by()
        .values_list("account")
        .annotate(Count("pk"))
    )
    for account_id, number in late:
        points = -min(15, 3 * number)
        yield Signal(
            account_id,
            points,
            f"{plural(number, 'action')} overdue",
            reverse("core:action_list", args=[account_id]),
        )
    spoken = (
        Interaction.objects.filter(account__in=accounts)
        .order_by()
        .values_list("account")
        .annotate(Max("held_on"))
    )
    for account_id, last in spoken:
        if (today - last).days <= 30:
            yield Signal(
                account_id,
                5,
                "Spoken with the client within 30 days",
                reverse("core:interaction_list", args=[account_id]),
            )
        elif (today - last).days > 90:
            yield Signal(
                account_id,
                -8,
                f"Not spoken with the client for {(today - last).days} days",
                reverse("core:interaction_list", args=[account_id]),
            )
