"""Storing a plan in one transaction, set-wise, and keeping what undoing it needs."""

from dataclasses import dataclass, field

from django.db import transaction

from accountfile.core.models.search import plain
from accountfile.importing.kinds import Pending
from accountfile.importing.opening import opening_nothing

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
    new = plan.new
    changed = plan.changed
    total = len(new) + len(changed)
    _make_besides(plan, written)
    for record in new:
        record.row = None
    for level in _levels(new):
        for start in range(0, len(level), CHUNK):
            part = level[start : start + CHUNK]
            rows = [plan.kind.build(_resolved(plan, record)) for record in part]
            made = plan.kind.create(rows)
            for record, row in zip(part, made, strict=True):
                record.row = row
            written.made += made
            progress(len(written.made), total)
    with opening_nothing(
        plan.kind.model,
        [record.found.pk for record in changed],
    ):
        _change(plan, changed, written, progress, total)
    plan.kind.after(written.made, written.changed)
    plan.kind.finish()
    return written


def _make_besides(plan, written):
    """Make the rows that are only named in the file, and point at them."""
    for name, texts in plan.besides().items():
        reference = plan.kind.field(name).refers
        rows = reference.make(list(texts.values()))
        made = {plain(text): row for text, row in rows.items()}
        written.besides += made.values()
        for record in plan.good:
            value = record.values.get(name)
            if isinstance(value, Pending) and value.record is None:
                record.values[name] = made[plain(value.text)].pk


def _levels(records):
    """Yield the records so that whoever is pointed at comes first."""
    waiting = list(records)
    while waiting:
        # The plan has refused circles, so that in each round some row is ready.
        yield [record for record in waiting if not _waits(record)]
        waiting = [record for record in waiting if record.row is None]


def _waits(record):
    """Say whether a record points at one that is not stored yet."""
    pending = [value for value in record.values.values() if isinstance(value, Pending)]
    return any(value.record.row is None for value in pending)


def _resolved(plan, record):
    """Return the attributes of a record, now that every row it points at exists."""
    for name, value in record.values.items():
        if isinstance(value, Pending):
            record.values[name] = value.record.row.pk
    return plan.kind.attributes(record)


def _change(plan, records, written, progress, total):
    for start in range(0, len(records), CHUNK):
        rows = []
        before = {}
        names: set[str] = set()
        for record in records[start : start + CHUNK]:
            row = record.found
            columns = [each.attname for each in row._meta.concrete_fields]
            before[row.pk] = {attname: getattr(row, attname) for attname in columns}
            for name, value in _resolved(plan, record).items():
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
