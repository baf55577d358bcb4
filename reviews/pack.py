"""Printing a pack: claim it, have it drawn, put the file in its place, let its letters go."""

import logging
import os
import socket
import threading
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from accountfile import pdf
from accountfile.mail import fences
from accountfile.mail import services as mail
from reviews.drawing import UnknownFormat, draw
from reviews.models import Pack

log = logging.getLogger(__name__)

# With the sweep's thirty, a killed worker's pack is taken up within two minutes.
LEASE = timedelta(seconds=60)
RENEWED_EVERY = 20  # seconds
AT_ONCE = timedelta(0)
BACK_OFF = [
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
]
MOST_ATTEMPTS = len(BACK_OFF) + 1
State = Pack.State


def sweep():
    """Give packs of vanished workers back, then print what is due; return how many were printed."""
    give_back_lost()
    printed = 0
    while pack := claim(Pack.objects.due()):
        printed += print_claimed(pack)
    return printed


def give_back_lost():
    """Give back the packs whose workers have not been heard of; the first time, the pack is due at
    once.
    """
    fences.each(Pack.objects.abandoned(), _lost, job="packs of lost workers")


def print_if_due(pack_id):
    """Print this one pack unless somebody else does or has done so; return whether it is ready
    now.
    """
    pack = claim(Pack.objects.due().filter(pk=pack_id))
    return bool(pack) and print_claimed(pack)


def claim(waiting):
    """Make the next of these packs ours alone, or return None."""
    with transaction.atomic():
        # PostgreSQL passes over rows that another worker holds; SQLite has one writer anyway.
        pack = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if pack is None:
            return None
        taken = Pack.objects.filter(pk=pack.pk, state=State.QUEUED).update(
            state=State.CLAIMED,
            claim=uuid4(),
            claimed_by=f"{socket.gethostname()}:{os.getpid()}"[:100],
            # Counted at the claim, so that a pack which kills its worker also runs out of attempts.
            attempts=F("attempts") + 1,
            lease_until=Now() + LEASE,
        )
    if taken:
        pack.refresh_from_db()
        return pack
    return None


def print_claimed(pack):
    """Print a claimed pack and write down the outcome; return whether it is ready."""
    try:
        with _claim_renewed(pack):
            paper = draw(pack)
        return _put_in_place(pack, paper)
    except (pdf.TooLong, UnknownFormat) as error:
        _record(pack, State.DEAD, error=str(error))
    except Exception as error:
        log.exception("pack %s could not be printed", pack.pk)
        _give_back(pack, f"{type(error).__name__}: {error}")
    return False


@contextmanager
def _claim_renewed(pack):
    """Keep the claim while the pack is being printed, however long that takes; a dead worker renews
    nothing.
    """
    done = threading.Event()
    renewing = threading.Thread(target=_renew, args=(pack, done), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()


def _renew(pack, done):
    while not done.wait(RENEWED_EVERY):
        try:
            _claimed(pack).update(lease_until=Now() + LEASE)
        except DatabaseError:
            log.warning("the claim on pack %s could not be renewed", pack.pk)
        finally:
            connection.close()  # of this thread alone


def _put_in_place(pack, paper):
    """Keep the file whole or not at all, and let the letters go, if the claim is still ours.

    Each printing has a name of its own, so that no reader ever meets a file that is half written.
    """
    earlier = pack.storage_key
    key = default_storage.save(f"packs/{pack.uuid}-{pack.claim}.pdf", ContentFile(paper.content))
    found = {
        "storage_key": key,
        "sha256": paper.sha256,
        "size": len(paper.content),
        "pages": paper.pages,
        "missing_letters": paper.missing[:60],
        "error": "",
    }
    try:
        with transaction.atomic():
            ours = _record(pack, State.READY, **found)
            if ours:
                # Whatever has not left leaves with this file, also what failed for want of an
                # earlier one.
                mail.wait_again(pack.waits_for, by=mail.THE_PRODUCT)
                mail.release(
                    pack.waits_for,
                    file_name=pack.file_name,
                    storage_key=key,
                    sha256=paper.sha256,
                )
    except Exception:
        default_storage.delete(key)
        raise
    unused = earlier if ours else key
    if unused:
        default_storage.delete(unused)
    return ours


def _lost(pack):
    first = pack.attempts == 1
    _give_back(pack, "The worker was lost while printing.", AT_ONCE if first else None)


def _give_back(pack, words, pause=None):
    if pack.attempts >= MOST_ATTEMPTS:
        return _record(
            pack,
            State.DEAD,
            error=f"{words} It was tried {pack.attempts} times."[:500],
        )
    pause = BACK_OFF[pack.attempts - 1] if pause is None else pause
    return _record(
        pack,
        State.QUEUED,
        error=words[:500],
        next_attempt_at=Now() + pause,
    )


def _record(pack, state, **changes):
    """Write the outcome while the claim is ours; say whether it was."""
    return bool(
        _claimed(pack).update(
            state=state,
            claim=None,
            lease_until=None,
            **changes,
        )
    )


def _claimed(pack):
    return Pack.objects.filter(
        pk=pack.pk,
        state=State.CLAIMED,
        claim=pack.claim,
    )
