"""What the file page shows of the blueprint."""

from functools import partial

from accountfile.blueprint.models import (
    Objective,
    SwotItem,
)
from accountfile.blueprint.standing import words, year_in_full
from accountfile.blueprint.swot import sheets


def summary(account, today):
    items = list(SwotItem.objects.filter(account=account)[:60])
    objectives = list(Objective.objects.open().filter(account=account).select_related("owner")[:20])
    return words(account) | {
        "sheets": sheets(items),
        "unhandled": sum(not item.handled for item in items),
        "objectives": objectives,
        "overdue": sum(objective.is_overdue(today) for objective in objectives),
        "in_full": partial(year_in_full, account, today),  # asked by the section's own page only
    }
