"""Which removed rows cannot come back: found with a few statements for a page of changes."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Count

from accountfile.base.rows import NOTHING
from accountfile.core.models import Change, Tracked

PARENT_GONE = "What it belongs to has been removed since: restore that first."
ADDED_AGAIN = "The same has been added again since: edit that instead."
SIGNED_OFF = "What is signed off is not changed any more."
AT_ONCE = 50  # rows of one model looked at with one statement


def barred(model, ids):
    """Return ``{number: sentence}`` for those of these removed rows that cannot come back."""
    versions = model.history.filter(id__in=ids, history_type="-").order_by("history_id")
    # In order, so that of a row that went twice the last state counts.
    last = {version.id: version.instance for version in versions}
    rows = list(last.values())
    parent, *further = model.account_path.split("__")
    found = dict.fromkeys(_added_again(model, rows), ADDED_AGAIN)
    # A row right under the account has a parent for as long as there is a file to look at.
    if further:
        orphans = _without_parent(model, rows, parent)
        found |= dict.fromkeys(orphans, PARENT_GONE)
    # Asked only where a model freezes its rows: the parents cost a statement.
    if model.is_frozen is not Tracked.is_frozen:
        models.prefetch_related_objects(rows, parent)
        rows = [row for row in rows if row.pk not in found and getattr(row, parent, None)]
        found |= {row.pk: SIGNED_OFF for row in rows if row.is_frozen}
    return found


def _added_again(model, rows):
    """Return the numbers of those rows beside which there is one now that they cannot be beside."""
    found = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        same = {row.pk: row.same_again() for row in part}
        same = {pk: condition for pk, condition in same.items() if condition != NOTHING}
        if not same:
            continue
        # One statement for all of them: how many rows meet the condition of each.
        counts = {}
        for pk, condition in same.items():
            counts[f"row_{pk}"] = Count("pk", filter=condition)
        any_of_them = reduce(or_, same.values())
        there = model._base_manager.filter(any_of_them).aggregate(**counts)
        found += [pk for pk in same if there[f"row_{pk}"]]
    return found


def _without_parent(model, rows, name):
    """Return the numbers of those rows whose parent went too, but in another act."""
    field = model._meta.get_field(name)
    parents = field.related_model
    pointing = {row.pk: getattr(row, field.attname) for row in rows}
    still = parents._base_manager.filter(pk__in=pointing.values())
    there = set(still.values_list("pk", flat=True))
    found = []
    for pk, above in pointing.items():
        # What went in the same act as its parent comes back with it.
        if above not in there and not _went_together(model, pk, parents, above):
            found.append(pk)
    return found


def _went_together(model, pk, above, above_pk):
    gone = Change.objects.filter(kind=Change.REMOVED)
    acts = gone.filter(model=above._meta.label_lower, row_id=above_pk).values("act")
    return gone.filter(
        model=model._meta.label_lower,
        row_id=pk,
        act__in=acts,
    ).exists()
