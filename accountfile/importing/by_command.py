"""Storing a file that the command reads: a batch like those of the browser, done at once."""

import uuid

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accountfile.core.models import Batch, acting_as
from accountfile.importing import memory
from accountfile.importing.batches import State, as_of_now, finish, keep, outcome
from accountfile.importing.storing import store


def store_file(plan, table, data, file_name, aliases):
    """Store a plan made by the command, as a batch like those of the browser; return the plan as it
    was stored.
    """
    batch = Batch(
        kind=plan.kind.name, file_name=file_name[:200], sheet=table.sheet, columns=plan.columns
    )
    batch.dates, batch.claim, batch.state = plan.wishes.dates, uuid.uuid4(), State.RUNNING
    try:
        with transaction.atomic(), acting_as(f"Import of {file_name}", reason="import by command"):
            plan = as_of_now(plan, table)
            batch.file.save(
                f"{uuid.uuid4().hex}.bin",
                ContentFile(data),
                save=False,
            )
            batch.save()
            keep(batch, store(plan))
            for field, text, stands_for in aliases:
                memory.remember_alias(field, text, stands_for)
            memory.remember_mapping(
                plan.kind,
                table.headers,
                plan.columns,
                plan.wishes.dates,
            )
            finish(batch, State.DONE, **outcome(plan))
    except IntegrityError:
        batch.file.delete(save=False)
        raise
    return plan
