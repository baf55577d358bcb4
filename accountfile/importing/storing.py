"""Storing a plan in one transaction, set-wise, and keeping what undoing it needs."""

from dataclasses import dataclass, field

from django.db import transaction

from accountfile.importing.opening import opening_nothing
from accountfile.importing.stages import Pending

CHUNK = 1000


@dataclass
class Written:
    """What one import has done: rows made besides, rows created, rows changed with their former
    values.
    """

    besides: list = field(default_factory=list)  # (model, row)
    made: list = field(default_factory=list)
    changed: list = field(default_factory=list)  # (row, {attribute: former value})


@transaction.atomic
def store(plan, progress=lambda done, total: None):
    """Create and change every good row of the plan; return what was Written."""
    written = Written()
    total = len(plan.new) + len(plan.changed)
    pks = _make_besides(plan, written)
    for level in _levels(plan.new):
        for start in range(0, len(level), CHUNK):
            part = level[start : start + CHUNK]
            rows = [plan.kind.build(_to_store(plan.kind, record, pks)) for record in part]
            made = plan.kind.create(rows)
            for record, row in zip(part, made, strict=True):
                pks[record.place] = row.pk
            written.made += made
            progress(len(written.made), total)
    with opening_nothing(
        plan.kind.model,
        [record.found.pk for record in plan.changed],
    ):
        _change(plan, pks, written, progress, total)
    plan.kind.after(written.made, written.changed)
    plan.kind.finish()
    return written


def _make_besides(plan, written):
    """Make the rows that are only named in the file; return ``{Pending: primary key}``."""
    pks = {}
    for name, texts in plan.besides.items():
        rows = plan.kind.field(name).refers.make(list(texts.values()))
        written.besides += rows.values()
        for text, row in rows.items():
            pks[Pending(field=name, text=text).plainly] = row.pk
    return pks


def _levels(records):
    """Yield the records so that whoever is pointed at comes first."""
    waiting = list(records)
    while waiting:
        places = {record.place for record in waiting}
        later = [record for record in waiting if _points_at_any(record, places)]
        # The plan has refused circles, so that in each round some row is ready.
        yield [record for record in waiting if not _points_at_any(record, places)]
        waiting = later


def _points_at_any(record, places):
    return any(isinstance(value, Pending) and value in places for value in record.values.values())


def _to_store(kind, record, pks):
    """Return the attributes of a record, now that every row it points at exists."""
    said = {}
    for name, value in kind.attributes(record).items():
        said[name] = pks[value.plainly] if isinstance(value, Pending) else value
    return said


def _change(plan, pks, written, progress, total):
    for start in range(0, len(plan.changed), CHUNK):
        rows = []
        before = {}
        names: set[str] = set()
        for record in plan.changed[start : start + CHUNK]:
            row = record.found
            columns = [each.attname for each in row._meta.concrete_fields]
            before[row.pk] = {attname: getattr(row, attname) for attname in columns}
            for name, value in _to_store(plan.kind, record, pks).items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
                    names.add(name)
            rows.append(row)
            written.changed.append((row, before[row.pk]))
        all_fields = plan.kind.model._meta.concrete_fields
        fields = [each.name for each in all_fields if each.attname in names]
        plan.kind.update(rows, fields, before)
        progress(
            len(written.made) + len(written.changed),
            total,
        )
