"""Printing a pack: claim it, draw it from what was frozen, put the file in its place, let its
letters go.
"""

import logging
import os
import socket
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from accountfile import pdf
from accountfile.charts import contributions
from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.mail import fences
from accountfile.mail import services as mail
from accountfile.wording import joined
from reviews.models import Pack, taken_over_by
from reviews.models.pack import FORMATS

log = logging.getLogger(__name__)

LEASE = timedelta(
    seconds=60
)  # with the sweep's thirty, a killed worker's pack is taken up within two minutes
RENEWED_EVERY = 20  # seconds
AT_ONCE = timedelta(0)
BACK_OFF = [
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
]
MOST_ATTEMPTS = len(BACK_OFF) + 1
ON_THE_SNAPSHOT = (
    "revenue",
    "won_by_month",
)  # the names of charts fit for the first page, the best first
State = Pack.State


class UnknownFormat(Exception):
    """A pack was frozen by a version of the product that is newer than this one."""


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


def draw(pack):
    """Return the PDF of what was frozen; nothing is asked of the file any more."""
    data, version = pack.data, pack.data["format"]
    if version not in FORMATS:
        raise UnknownFormat(
            f"The pack was frozen in format {version}, which this version cannot print."
        )
    edition = pack.get_edition_display()
    names = [data["client"]] if pack.edition == Pack.Edition.CLIENT else data["recipients"]
    cover = {
        "client": data["client"],
        "period": data["period"],
        "edition": edition,
        "kind": "Performance review",
        "printed_on": date.fromisoformat(data["closed_on"]),
        "prepared_by": data["closed_by"],
        "prepared_for": joined(names, most=8) or "the file",
        "recipient": joined(names, most=3) or "the readers of this file",
        "version": f"{pack.template_version}.{version}",
        "checksum": pack.checksum,
        "watermark": ""
        if pack.edition == Pack.Edition.CLIENT
        else pack.get_edition_display().capitalize(),
    }
    charts = {slug: _charts(slug, part["data"], version) for slug, part in data["parts"].items()}
    # Taken out of its section's charts, so that no picture is printed twice.
    main_chart = _main_chart(charts) if "snapshot" in data else None
    context = {
        "pack": cover,
        "data": data,
        "agenda": [_item(item, data, charts) for item in data["agenda"]],
        "health_chart": _health(data, version),
        "main_chart": main_chart,
        "first": _words(data, charts, sections.FIRST_PAGE),
    }
    title = f"{data['client']}: performance review, {data['period']}"
    template = "annex" if pack.is_private else "pack"
    return pdf.render(f"reviews/pack/v{version}/{template}.html", context, title=title)


def _charts(slug, data, version):
    section = sections.section_named(slug)
    return section.pack_charts(data, version) if section else {}


def _item(item, data, charts):
    minutes = [minute for minute in data.get("minutes", ()) if minute["number"] == item["number"]]
    words = _words(data, charts, item["number"])
    numbers = [each["number"] for each in data["agenda"]]
    return item | {
        # What belongs to a standing item that this agenda leaves out is printed with the item
        # before it.
        "holds": [
            heading for heading in Heading if taken_over_by(numbers, heading) == item["number"]
        ],
        "known": item["evidence"][0] if item["evidence"] else None,
        "rest": item["evidence"][1:],
        "words": words,
        "is_bare": not words
        and not minutes
        and item["number"] not in (Heading.SUCCESS_FACTORS, Heading.CLOSE),
        "notes": [minute for minute in minutes if minute["kind"] == "note"],
        "decisions": [minute for minute in minutes if minute["kind"] == "decision"],
        "actions": [minute["action"] for minute in minutes if minute["action"]],
    }


def _words(data, charts, heading):
    """Return what each section prints under one heading, in the order of the file."""
    parts = [(slug, part) for slug, part in data["parts"].items() if heading in part["headings"]]
    told = [_part(slug, part, charts[slug], heading, data["format"]) for slug, part in parts]
    return [words for words in told if words.strip()]


def _part(slug, part, charts, heading, version):
    """Return a section's own words as it prints them, or nothing where it has no template for
    paper.
    """
    try:
        template = get_template(f"{slug}/pack/v{version}/_pack.html")
    except TemplateDoesNotExist:
        return ""
    context = {"data": part["data"], "charts": charts, "title": part["title"], "heading": heading}
    return template.render({**part["data"], **context})


def _health(data, version):
    """Draw what makes up health, if anything does; format 1 kept a part as a list."""
    parts = data.get("snapshot", {}).get("health_parts", [])
    if version == 1:
        parts = [{"points": points, "text": text} for points, text in parts]
    items = [(part["text"], part["points"]) for part in parts]
    return contributions(title="What makes up health", items=items, text="none") if items else None


def _main_chart(charts):
    named = {name: drawn for drawn in charts.values() for name in drawn}
    return next((named[name].pop(name) for name in ON_THE_SNAPSHOT if name in named), None)


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
        return _record(pack, State.DEAD, error=f"{words} It was tried {pack.attempts} times."[:500])
    pause = BACK_OFF[pack.attempts - 1] if pause is None else pause
    return _record(pack, State.QUEUED, error=words[:500], next_attempt_at=Now() + pause)


def _record(pack, state, **changes):
    """Write the outcome while the claim is ours; say whether it was."""
    return bool(_claimed(pack).update(state=state, claim=None, lease_until=None, **changes))


def _claimed(pack):
    return Pack.objects.filter(pk=pack.pk, state=State.CLAIMED, claim=pack.claim)
