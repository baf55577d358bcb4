"""Undoing a whole import: created rows go, changed rows get their former values, unless somebody
changed them since.
"""

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import PROTECT

from accountfile.core.models import BatchRow, Tracked, delete_all
from accountfile.importing.opening import opening_nothing

CHUNK = 500
UNTOLD = {"version", "changed_on", "last_login"}


def row_of(batch, row, before=None):
    """Return the BatchRow of a row that was made, or changed from these former values."""
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in UNTOLD]
    changed = [name for name in names if before is None or before[name] != getattr(row, name)]
    former = {}
    if before is not None:
        former = {name: before[name] for name in changed}
    after = {}
    # A tracked row has a version, which says by itself whether anybody was there since.
    if not isinstance(row, Tracked):
        after = {name: getattr(row, name) for name in changed}
    return BatchRow(
        batch=batch,
        model=row._meta.label_lower,
        row_id=row.pk,
        made=before is None,
        version=getattr(row, "version", None),
        before=former,
        after=after,
    )


def undo(batch, kind, *, keep_changed):
    """Take back what a batch has done; return what stands in the way, as ``[{title, why}]``.

    With obstacles nothing is done, unless ``keep_changed``: then they stay as they are and the rest
    is taken back.
    """
    rows = list(batch.rows.all())
    stored = {(row.model, row.row_id): row for row in rows}
    # In the order in which they were written: whatever is pointed at comes first.
    names = dict.fromkeys(row.model for row in rows)
    models = {name: apps.get_model(name) for name in names}
    found = {}
    for name, model in models.items():
        found[name] = _fetch(
            model,
            [row.row_id for row in rows if row.model == name],
        )
    obstacles = _changed_since(rows, found) | _used_since(rows, found, stored, kind)
    if obstacles and not keep_changed:
        return _listed(obstacles, found)
    there = [row for row in rows if row.row_id in found[row.model]]
    free = [row for row in there if (row.model, row.row_id) not in obstacles]
    changed = [row for row in free if not row.made]
    with opening_nothing(kind.model, [row.row_id for row in changed]):
        _put_back(kind, changed, found)
    for name, model in reversed(models.items()):
        made = [row for row in free if row.made and row.model == name]
        gone = [found[name][row.row_id] for row in made]
        if model is kind.model:
            kind.remove(gone)
        else:
            _remove(model, gone)
    kind.finish()
    return _listed(obstacles, found)


def _fetch(model, pks):
    found: dict[int, object] = {}
    for start in range(0, len(pks), CHUNK):
        found |= model._base_manager.in_bulk(pks[start : start + CHUNK])
    return found


def _changed_since(rows, found):
    """Return ``{(model, id): why}`` of the rows that are no longer as the import left them."""
    changed = {}
    for row in rows:
        now = found[row.model].get(row.row_id)
        if now is None:
            if not row.made:
                changed[row.model, row.row_id] = "was removed since"
        elif _differs(row, now):
            changed[row.model, row.row_id] = "was changed since"
    return changed


def _differs(row, now):
    if row.version is not None:
        return now.version != row.version
    return any(as_kept(getattr(now, name)) != value for name, value in row.after.items())


def as_kept(value):
    """Return a value as JSON keeps it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return DjangoJSONEncoder().default(value)


def _used_since(rows, found, stored, kind):
    """Return ``{(model, id): why}`` of created rows that rows from elsewhere point at."""
    used = {}
    for name, own in found.items():
        made_here = [row.row_id for row in rows if row.model == name and row.made]
        made = [pk for pk in made_here if pk in own]
        if not made:
            continue
        for relation in _pointers(apps.get_model(name), kind):
            model = relation.related_model
            for pk, target in _pointing(relation, made):
                # What the same import wrote goes with it.
                if (model._meta.label_lower, pk) not in stored:
                    used[name, target] = f"is used since: {model._meta.verbose_name}"
    return used


def _pointing(relation, targets):
    """Yield ``(id, id of what it points at)`` of the rows that point at these by one relation."""
    rows = relation.related_model._base_manager
    for start in range(0, len(targets), CHUNK):
        part = targets[start : start + CHUNK]
        pointing = rows.filter(**{f"{relation.field.name}__in": part})
        yield from pointing.values_list("pk", relation.field.attname)


def _pointers(model, kind):
    """Yield the relations by which rows that people keep may point at a row of this model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if (
            relation.auto_created
            and (relation.one_to_many or relation.one_to_one)
            and not relation.concrete
        ):
            # What is neither tracked nor protected goes with the row, and nobody misses it.
            kept = issubclass(relation.related_model, Tracked) or relation.on_delete is PROTECT
            if kept and relation.related_model._meta.label_lower not in kind.parts:
                yield relation


def _listed(obstacles, found):
    listed = []
    for (name, pk), why in obstacles.items():
        # A row that was removed since has no title any more, only its number.
        title = str(found[name].get(pk, pk))
        listed.append({"title": title, "why": why})
    return listed


def _put_back(kind, rows, found):
    """Give changed rows their former values."""
    for start in range(0, len(rows), CHUNK):
        objects = []
        names = set()
        before = {}
        for row in rows[start : start + CHUNK]:
            now = found[row.model][row.row_id]
            fields = {field.attname: field for field in now._meta.concrete_fields}
            before[now.pk] = {name: getattr(now, name) for name in fields}
            for name, value in row.before.items():
                setattr(
                    now,
                    name,
                    fields[name].to_python(value),
                )
            names |= {fields[name].name for name in row.before}
            objects.append(now)
        kind.update(objects, names, before)


def _remove(model, rows):
    """Remove what was made besides the rows of the file."""
    if issubclass(model, Tracked):
        delete_all(model, rows)
    else:
        model._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
