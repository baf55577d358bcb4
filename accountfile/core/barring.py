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
    rows = list({version.id: version.instance for version in versions}.values())
    parent, *further = model.account_path.split("__")
    found = dict.fromkeys(_added_again(model, rows), ADDED_AGAIN)
    if further:
        found |= dict.fromkeys(_without_parent(model, rows, parent), PARENT_GONE)
    if model.is_frozen is not Tracked.is_frozen:
        models.prefetch_related_objects(rows, parent)
        rows = [row for row in rows if row.pk not in found and getattr(row, parent, None)]
        found |= {row.pk: SIGNED_OFF for row in rows if row.is_frozen}
    return found


def _added_again(model, rows):
    """Return the numbers of those rows beside which there is one now that they cannot be beside."""
    found = []
    for start in range(0, len(rows), AT_ONCE):
        same = {row.pk: row.same_again() for row in rows[start : start + AT_ONCE]}
        same = {pk: condition for pk, condition in same.items() if condition != NOTHING}
        counts = {f"row_{pk}": Count("pk", filter=condition) for pk, condition in same.items()}
        if counts:
            there = model._base_manager.filter(reduce(or_, same.values())).aggregate(**counts)
            found += [pk for pk in same if there[f"row_{pk}"]]
    return found


def _without_parent(model, rows, name):
    """Return the numbers of those rows whose parent went too, but in another act."""
    field = model._meta.get_field(name)
    parents = field.related_model
    pointing = {row.pk: getattr(row, field.attname) for row in rows}
    there = set(parents._base_manager.filter(pk__in=pointing.values()).values_list("pk", flat=True))
    orphans = {pk: above for pk, above in pointing.items() if above not in there}
    return [pk for pk, above in orphans.items() if not _went_together(model, pk, parents, above)]


def _went_together(model, pk, above, above_pk):
    gone = Change.objects.filter(kind=Change.REMOVED)
    acts = gone.filter(model=above._meta.label_lower, row_id=above_pk).values("act")
    return gone.filter(model=model._meta.label_lower, row_id=pk, act__in=acts).exists()
