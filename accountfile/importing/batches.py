"""What happens to an import: uploaded, read, confirmed, stored by a worker, undone; each claimed by
one worker.
"""

import logging
import uuid

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accountfile.core.models import Batch, BatchRow, acting_as
from accountfile.importing import memory, undoing
from accountfile.importing.engine import make_plan, understood
from accountfile.importing.kinds import Refused
from accountfile.importing.progress import in_words, tell, telling
from accountfile.importing.reading import head_of
from accountfile.importing.registry import all_kinds
from accountfile.importing.storing import store
from accountfile.importing.workbook import unpacked_size
from accountfile.mail import fences

log = logging.getLogger(__name__)
State = Batch.State
STORED_BY_OTHERS = (
    "Somebody changed the same rows at the same time, so nothing was stored. Import the file again."
)
UNFORESEEN = (
    "Something went wrong that we did not foresee, so nothing was stored. The log of the worker "
    "says what."
)
MOST_SHOWN = 5_000  # problems kept with a batch; the numbers are always complete
ONE_AT_A_TIME = 4_080_217  # the number of the lock, one for all imports


class TakenOver(Exception):
    """Another worker has this batch by now; what this one did is rolled back."""


def receive(*, kind, data, file_name, person, sheet=""):
    """Keep an uploaded file as a batch; refuse what is no table.

    A light file is opened at once and its columns are proposed; a heavy one waits for the worker.
    """
    batch = Batch(
        kind=kind.name, file_name=file_name[:200], person=person, sheet=sheet, state=State.TO_OPEN
    )
    batch.file.save(
        f"{uuid.uuid4().hex}.bin",
        ContentFile(data),
        save=False,
    )
    try:
        batch.unpacked = unpacked_size(data)
        if batch.is_light:
            vars(batch).update(opened(batch, data), state=State.UPLOADED)
    except Refused:
        batch.file.delete(save=False)
        raise
    batch.save()
    return batch


def opened(batch, data):
    """Return what opening a batch's file says: its sheet, what its columns seem to mean, its first
    rows.
    """
    table, wishes = understood(
        all_kinds()[batch.kind](),
        data,
        sheet=batch.sheet,
        memory=memory,
    )
    return {
        "sheet": table.sheet,
        "columns": wishes.mapping,
        "dates": wishes.dates,
        "head": head_of(table),
    }


def contents(batch):
    """Return the bytes of a batch's file."""
    with batch.file.open("rb") as file:
        return file.read()


def plan_of(batch):
    """Return the plan and the table of a batch as its columns stand now."""
    kind = all_kinds()[batch.kind]()
    given = {field.name: batch.columns.get(field.name, "") for field in kind.fields}
    table, wishes = understood(
        kind, contents(batch), sheet=batch.sheet, given=given, dates=batch.dates, memory=memory
    )
    return make_plan(kind, table, wishes, telling(batch, "Reading the rows")), table


def ask_for(batch, state, since, **more):
    """Move a batch on, if it still stands where the person saw it; a second press finds it moved
    already.
    """
    as_seen = Batch.objects.filter(pk=batch.pk, state__in=since)
    return as_seen.update(state=state, **more) == 1


def work(batch_id, *, again=False):
    """Do what a batch waits for: read it, store it or undo it.

    Returns whether there was anything to do.
    """
    batch = claim(batch_id, again)
    if batch is None:
        return False
    do = {
        State.OPENING: open_file,
        State.CHECKING: check,
        State.RUNNING: run,
        State.UNDOING: undo,
    }[batch.state]
    who = f"Import of {batch.file_name}"
    try:
        with acting_as(who, person=batch.person, reason=f"import {batch.pk}"):
            do(batch)
    except TakenOver:
        log.warning("import %s was taken over by another worker", batch.pk)
    except Exception as fault:
        give_up(batch, fault)
    return True


def give_up(batch, fault):
    """Say on the batch's page why nothing was stored, whatever the reason."""
    if isinstance(fault, Refused):
        reason = str(fault)
    elif isinstance(fault, DatabaseError):
        reason = STORED_BY_OTHERS
    else:
        reason = UNFORESEEN
    log.warning("import %s refused", batch.pk, exc_info=fault)
    # An import that could not be undone is as good as it was.
    state = State.DONE if batch.state == State.UNDOING else State.FAILED
    finish(batch, state, reason=reason[:300])


def claim(batch_id, again=False):
    """Return the batch for this worker alone, or None; ``again``: its first worker is known to be
    gone.
    """
    token = uuid.uuid4()
    for waiting, at_work in Batch.AT_WORK.items():
        states = [waiting, at_work] if again else [waiting]
        mine = Batch.objects.filter(pk=batch_id, state__in=states)
        if mine.update(state=at_work, claim=token, claimed_at=timezone.now()):
            return Batch.objects.get(pk=batch_id)
    return None


def sweep():
    """Do what no worker has done: what was never begun, and what a lost worker has left."""
    long_ago = timezone.now() - Batch.LEASE
    lost = Batch.objects.filter(state__in=list(Batch.AT_WORK.values()), claimed_at__lt=long_ago)
    job = "imports of lost workers"
    fences.each(
        lost,
        lambda batch: work(batch.pk, again=True),
        job=job,
        whole=False,
    )
    waiting = Batch.objects.filter(state__in=Batch.WANTS_A_WORKER)
    fences.each(
        waiting,
        lambda batch: work(batch.pk),
        job="imports",
        whole=False,
    )


def finish(batch, state, **values):
    """End this worker's part, unless another one has taken over."""
    cache.delete(f"import:{batch.pk}")
    values["ended_at"] = timezone.now()
    mine = Batch.objects.filter(pk=batch.pk, claim=batch.claim)
    if not mine.update(state=state, claim=None, **values):
        raise TakenOver


def outcome(plan):
    """Return the fields of a batch that say what a plan comes to."""
    result = plan.result()
    problems = result.pop("problems")
    doubts = []
    for doubt in plan.doubts:
        label = plan.kind.field(doubt.field).label
        doubts.append(vars(doubt) | {"label": label})
    counts = result | {
        "problems": len(problems),
        "unsure_dates": plan.unsure_dates,
        "unread": plan.unread,
    }
    return {
        "counts": counts,
        "problems": problems[:MOST_SHOWN],
        "doubts": doubts,
        "reason": "",
    }


def open_file(batch):
    """Open the file and propose what its columns mean."""
    finish(
        batch,
        State.UPLOADED,
        reason="",
        **opened(batch, contents(batch)),
    )
    if not batch.is_light:
        tell(batch, f"“{batch.file_name}” is opened: say what its columns mean.")


def check(batch):
    """Read the file and say what would become of it."""
    plan, _ = plan_of(batch)
    finish(batch, State.CHECKED, **outcome(plan))
    if not batch.is_light:
        tell(batch, f"“{batch.file_name}” is read: look at what would be stored and confirm it.")


def run(batch):
    """Store the file: all of it in one transaction, or nothing."""
    plan, table = plan_of(batch)
    with transaction.atomic():
        plan = as_of_now(plan, table)
        written = store(plan, telling(batch, "Storing the rows"))
        keep(batch, written)
        memory.remember_mapping(
            plan.kind,
            table.headers,
            plan.columns,
            batch.dates,
        )
        finish(batch, State.DONE, **outcome(plan))
        tell(
            batch,
            f"“{batch.file_name}” is imported: {in_words(plan.counts())}.",
        )


def as_of_now(plan, table):
    """Return the plan, made again if another import was stored or undone since; until the end none
    can be.

    Only then is the file read a second time: it is rare, and cheaper than what was read of every
    file in memory beside its plan, or than reading while all other imports wait.
    """
    _wait_for_others()
    if plan.finished == memory.finished():
        return plan
    return make_plan(plan.kind, table, plan.wishes)


def _wait_for_others():
    """Let no other import be stored or undone until this transaction ends."""
    # On SQLite the transaction is a lock itself.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def keep(batch, written):
    """Keep what was written, so that it can be undone."""
    # What was made besides comes first, as the rows of the file point at it.
    made = [*written.besides, *written.made]
    rows = [undoing.row_of(batch, row) for row in made]
    rows += [undoing.row_of(batch, row, before) for row, before in written.changed]
    BatchRow.objects.bulk_create(rows, batch_size=1000)


def undo(batch):
    """Take back the whole batch; rows changed since stand in the way, or stay if the person said
    so.
    """
    with transaction.atomic():
        _wait_for_others()
        obstacles = undoing.undo(
            batch,
            all_kinds()[batch.kind](),
            keep_changed=batch.keep_changed,
        )
        is_done = not obstacles or batch.keep_changed
        state = State.UNDONE if is_done else State.DONE
        finish(batch, state, obstacles=obstacles[:500])
        if obstacles:
            tell(batch, f"“{batch.file_name}” could not be undone.")
        else:
            tell(batch, f"“{batch.file_name}” is undone.")
