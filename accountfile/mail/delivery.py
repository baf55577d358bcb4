"""Delivery: claim a letter, hand it over, write down what became of it.

May run any number of times at once.
"""

import hashlib
import logging
import os
import random
import socket
import time
import uuid
from datetime import timedelta
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Now

from accountfile.base.files import OutOfReach
from accountfile.base.text import one_line
from accountfile.mail import fences
from accountfile.mail.heartbeat import beat
from accountfile.mail.line import (
    Failure,
    FileGone,
    LetterRefused,
    NotNow,
    NotWanted,
    OurSetUp,
    ServerUnreachable,
    SmtpLine,
    Unclear,
)
from accountfile.mail.models import Lane, Letter, LetterState

log = logging.getLogger(__name__)

BACK_OFF = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
]
LEASE = timedelta(minutes=5)  # longer than every time-out of one SMTP dialogue together
REST_WHEN_REFUSED = timedelta(minutes=5)
REST_WHEN_AWAY = timedelta(seconds=30)
NOBODY_ANSWERS = "The mail server does not answer{code}. Check that it runs, and EMAIL_URL."
SET_UP_REFUSED = "The mail server refuses us{code}. Check EMAIL_URL and DEFAULT_FROM_EMAIL."
ONE_RUN = 120  # seconds after which a run takes no further letter; the sweep comes every thirty


def drain():
    """Send what is due until nothing is, the line must rest or the run is long enough; return how
    many went out.
    """
    sent = 0
    stop_at = time.monotonic() + ONE_RUN
    with SmtpLine() as line:
        while time.monotonic() < stop_at and (letter := claim_one()):
            sent += deliver(letter, line)
    return sent


def sweep():
    """Find what was lost: give letters of vanished workers back, then send what is due."""
    with beat("mail.sweep"):
        fences.each(Letter.objects.abandoned(), _take_back, job="letters of lost workers")
        return drain()


def claim_one():
    """Make the next due letter ours alone, or return None."""
    while True:
        with transaction.atomic():
            # PostgreSQL passes over rows that another worker holds; SQLite has one writer anyway.
            letter = Letter.objects.select_for_update(skip_locked=True, of=("self",)).due().first()
            if letter is None:
                return None
            claimed = letter.step_to(
                LetterState.CLAIMED,
                by=_worker(),
                claim=uuid.uuid4(),
                claimed_by=_worker(),
                # Counted at the claim, so that a letter which kills its worker also runs out of
                # attempts.
                attempts=F("attempts") + 1,
                lease_until=Now() + LEASE,
            )
        if claimed:
            return letter


def deliver(letter, line):
    """Hand one claimed letter over and write down the outcome; return whether it was accepted."""
    try:
        email = _message(letter)
        line.open()
        if not letter.step_to(
            LetterState.HANDOVER, by=_worker(), handover_at=Now(), lease_until=Now() + LEASE
        ):
            return False
        line.carry(email)
    except Failure as failure:
        _settle(letter, failure)
        return False
    except DatabaseError:
        raise
    except Exception as error:
        # Nobody has foreseen it; the other letters must not wait for this one.
        log.exception("letter %s", letter.pk)
        words = f"Unforeseen: {type(error).__name__}"
        _settle(
            letter,
            Unclear(words) if letter.state == LetterState.HANDOVER else NotNow(words),
        )
        return False
    return _record(letter, LetterState.SENT, sent_at=Now(), error="", smtp_code=None)


def _message(letter):
    """Return the message as it will leave, after asking once more whether it should."""
    address = _address(letter)
    try:
        email = EmailMultiAlternatives(
            one_line(letter.subject),
            letter.text,
            to=[formataddr((one_line(letter.to_name), address))],
            headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
        )
        if letter.html:
            email.attach_alternative(letter.html, "text/html")
        if letter.storage_key:
            email.attach(one_line(letter.file_name), _attachment(letter))
        email.message()  # a header that cannot be built must fail before the hand-over
    except (ValueError, UnicodeError) as error:
        raise LetterRefused(f"The letter cannot be written: {error}") from error
    return email


def message_id(letter):
    """Return the Message-ID, the same on every attempt."""
    return f"<{letter.number}@{urlsplit(settings.SITE_URL).hostname}>"


def _address(letter):
    person = letter.person
    if person and not person.is_active:
        raise NotWanted("This person is not active any more.")
    address = letter.to_address or (person.email if person else "")
    if not address:
        raise LetterRefused(f"No e-mail address is known for {person}.")
    try:
        validate_email(address)
    except ValidationError as error:
        raise LetterRefused("The e-mail address is not one that mail can be sent to.") from error
    return address


def _attachment(letter):
    try:
        with default_storage.open(letter.storage_key) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise FileGone("The file to attach is missing.") from error
    except OutOfReach as error:
        raise NotNow("The file to attach cannot be read just now.") from error
    if hashlib.sha256(content).hexdigest() != letter.sha256:
        raise FileGone("The file to attach is not the one that was made for this letter.")
    return content


def _settle(letter, failure):
    log.warning(
        "letter %s: %s %s",
        letter.pk,
        type(failure).__name__,
        failure.code or "",
    )
    told = {"error": failure.words, "smtp_code": failure.code}
    match failure:
        case OurSetUp():
            _rest(REST_WHEN_REFUSED, failure, ours_to_mend=True)
            _record(
                letter,
                LetterState.QUEUED,
                attempts=F("attempts") - 1,
                next_attempt_at=Now(),
                **told,
            )
        case NotNow():
            if isinstance(failure, ServerUnreachable):
                _rest(REST_WHEN_AWAY, failure, ours_to_mend=False)
            _try_later(letter, told)
        case NotWanted():
            _record(letter, LetterState.VOID, **told)
        case FileGone() if _has_another_file_by_now(letter):
            _record(
                letter,
                LetterState.QUEUED,
                attempts=F("attempts") - 1,
                next_attempt_at=Now(),
                **told,
            )
        case Unclear():
            _record(letter, LetterState.DOUBT, **told)
        case _:
            _record(letter, LetterState.DEAD, **told)


def _has_another_file_by_now(letter):
    """Say whether the file was made anew while we held the letter."""
    return not Letter.objects.filter(pk=letter.pk, sha256=letter.sha256).exists()


def _try_later(letter, told):
    if letter.attempts > len(BACK_OFF):
        _record(letter, LetterState.DEAD, **told)
    else:
        # A fifth more or less, so that a thousand letters do not all come back in the same second.
        pause = BACK_OFF[letter.attempts - 1] * random.uniform(0.8, 1.2)  # noqa: S311
        _record(
            letter,
            LetterState.QUEUED,
            next_attempt_at=Now() + pause,
            **told,
        )


def _record(letter, state, **changes):
    """Write the outcome under our claim; also when the sweep meanwhile called the letter
    unclear.
    """
    what = changes.get("error", "")
    if not letter.step_to(state, by=_worker(), what=what, **changes):
        late = Letter.objects.in_doubt().filter(pk=letter.pk, claim=letter.claim).first()
        return bool(late) and late.step_to(state, by=_worker(), what=what, **changes)
    return state == LetterState.SENT


def _take_back(letter):
    if letter.state == LetterState.HANDOVER:
        words = "The worker was lost while handing the letter over."
        letter.step_to(LetterState.DOUBT, by="the sweep", what=words, error=words)
    elif letter.attempts > len(BACK_OFF):
        words = "Every attempt lost its worker."
        letter.step_to(LetterState.DEAD, by="the sweep", what=words, error=words)
    else:
        words = "The worker was lost before the letter left."
        letter.step_to(
            LetterState.QUEUED,
            by="the sweep",
            what=words,
            error=words,
            next_attempt_at=Now(),
        )


def _rest(pause, failure, *, ours_to_mend):
    """Send nothing for a while, and say what kind of failure it was; what the server said is in the
    log.
    """
    log.warning("mail rests: %s", failure.words)
    words = SET_UP_REFUSED if ours_to_mend else NOBODY_ANSWERS
    code = f" (code {failure.code})" if failure.code else ""
    state = {
        "paused_until": Now() + pause,
        "reason": words.format(code=code),
        "ours_to_mend": ours_to_mend,
    }
    Lane.objects.update_or_create(name="mail", defaults=state)


def _worker():
    return f"{socket.gethostname()}:{os.getpid()}"[:100]
