"""What may be done with letters: post, release, void, hold, send again."""

import re
import uuid

import css_inline
from django.conf import settings
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models.functions import Coalesce, Now
from django.template import Context
from django.template.loader import get_template, render_to_string

from accountfile.celery import after_commit
from accountfile.mail import tasks
from accountfile.mail.models import ACCOUNT_KIND, Letter, LetterEvent, LetterState

THE_PRODUCT = "the product"
YOUR_SIGN_IN = "You get this because it concerns your own sign-in."
# Remote sheets are never fetched: a mail is made of what is in this repository.
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=False)


def compose(template, context):
    """Return subject, text and html from two templates, `….txt` with the subject in its first line,
    and `….html`.
    """
    context = {"site_url": settings.SITE_URL, **context}
    # Plain text has nothing to escape.
    written = get_template(f"{template}.txt").template.render(Context(context, autoescape=False))
    subject, _, text = written.strip().partition("\n")
    text = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    return " ".join(subject.split()), text, _html(f"{template}.html", context)


def _html(template, context):
    return _inliner.inline(render_to_string(template, context))


@transaction.atomic
def post(
    *,
    key,
    subject,
    text,
    kind,
    why,
    html="",
    to_person=None,
    to_address="",
    to_name="",
    account_id=None,
    waits_for="",
):
    """Put one letter into the outbox, in its cause's transaction; one key gives one letter.

    A letter that waits for something leaves only after `release`. Subject and name become one line
    each, so that nobody writes headers of their own by a line break.
    """
    if to_address:
        validate_email(to_address)
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "subject": subject,
            "text": text,
            "html": html,
            "kind": kind,
            "why": why,
            "person": to_person,
            "to_address": to_address,
            "to_name": to_name or (to_person.name if to_person else ""),
            "account_id": account_id,
            "waits_for": waits_for,
            "state": LetterState.WAITING if waits_for else LetterState.QUEUED,
        },
    )
    if is_new:
        _begin(letter, by=THE_PRODUCT)
    return letter


def _begin(letter, *, by):
    LetterEvent.objects.create(
        letter=letter,
        who=str(by),
        after=letter.state,
    )
    letter.refresh_from_db()
    if letter.state == LetterState.QUEUED:
        wake()


def post_account_mail(*, person, to_address, subject, text):
    """Put a mail about somebody's own sign-in into the outbox; each request is a cause of its
    own.
    """
    return post(to_person=person, to_address=to_address, **_about_the_account(subject, text))


def _account_letter(*, person, to_address, subject, text):
    validate_email(to_address)
    return Letter(
        person=person,
        to_name=person.name,
        to_address=to_address,
        **_about_the_account(subject, text),
    )


def _about_the_account(subject, text):
    context = {"subject": subject, "text": text, "why": YOUR_SIGN_IN, "site_url": settings.SITE_URL}
    return {
        "key": f"account:{uuid.uuid4()}",
        "subject": subject,
        "text": f"{text.rstrip()}\n\n-- \n{YOUR_SIGN_IN}\n{settings.SITE_URL}\n",
        "html": _html("mail/account.html", context),
        "kind": ACCOUNT_KIND,
        "why": YOUR_SIGN_IN,
    }


@transaction.atomic
def post_account_news(letters):
    """Put many such mails into the outbox at once, each a dict of what ``post_account_mail``
    takes.
    """
    rows = Letter.objects.bulk_create(
        [_account_letter(**letter) for letter in letters], batch_size=500
    )
    begun = [LetterEvent(letter=letter, who=THE_PRODUCT, after=letter.state) for letter in rows]
    LetterEvent.objects.bulk_create(begun, batch_size=500)
    if rows:
        wake()


@transaction.atomic
def release(waits_for, *, file_name, storage_key, sha256):
    """Let the letters that waited for this file leave with it; return how many now may.

    A letter is bound to the thing, not to the bytes of one printing: all that travel with it know
    the newest file, so that a held letter, one in doubt or the copy of a sent one leaves with a
    file that is there.
    """
    letters = Letter.objects.waiting_for(waits_for)
    letters.update(file_name=file_name, storage_key=storage_key, sha256=sha256)
    which = f"{file_name}, SHA-256 {sha256}"
    released = sum(
        letter.step_to(LetterState.QUEUED, by=THE_PRODUCT, what=which, next_attempt_at=Now())
        for letter in letters.filter(state=LetterState.WAITING)
    )
    if released:
        wake()
    return released


@transaction.atomic
def wait_again(waits_for, *, by):
    """Make every letter that has not left wait for a file that is being made anew; return how many
    do.
    """
    letters = Letter.objects.waiting_for(waits_for)
    without_file = {"file_name": "", "storage_key": "", "sha256": ""}
    letters.held().update(**without_file)
    changes = without_file | {"attempts": 0, "error": "", "smtp_code": None}
    not_left = letters.filter(state__in=[LetterState.QUEUED, LetterState.DEAD])
    return sum(letter.step_to(LetterState.WAITING, by=by, **changes) for letter in not_left)


@transaction.atomic
def void(*, reason, keys=(), waits_for="", by=THE_PRODUCT):
    """Withdraw letters that have not left, because their cause is gone; return how many were."""
    if waits_for:
        letters = Letter.objects.waiting_for(waits_for)
    else:
        letters = Letter.objects.filter(key__in=keys)
    return withdraw(letters, by=by, reason=reason)


@transaction.atomic
def withdraw(letters, *, by, reason):
    """Withdraw those of the letters that have not left; one that a worker holds runs its course."""
    not_left = letters.filter(
        state__in=[LetterState.WAITING, LetterState.QUEUED, LetterState.HOLD, LetterState.DEAD]
    )
    return sum(
        letter.step_to(LetterState.VOID, by=by, what=reason, error=reason) for letter in not_left
    )


@transaction.atomic
def hold(letters, *, by, reason):
    """Hold letters back until somebody lets them go; return how many are now held.

    Also those that a worker held: after a restore nobody can say whether they had left.
    """
    held = 0
    for letter in letters.to_be_sent():
        held += letter.step_to(LetterState.HOLD, by=by, what=reason, error=reason)
    return held


@transaction.atomic
def let_go(letters, *, by):
    """Put held letters back where they belong: in the queue, or waiting for their file."""
    freed = 0
    for letter in letters.held():
        state = (
            LetterState.WAITING
            if letter.waits_for and not letter.storage_key
            else LetterState.QUEUED
        )
        freed += letter.step_to(state, by=by, next_attempt_at=Now(), error="")
    if freed:
        wake()
    return freed


@transaction.atomic
def send_again(letter, *, by):
    """Put a failed or unclear letter back in the queue, or a copy of one that was sent; return what
    will leave.

    The second press finds it on its way already and does nothing.
    """
    if letter.state == LetterState.SENT:
        return _copy(letter, by=by)
    if letter.can_be_sent_again:
        again = letter.step_to(
            LetterState.QUEUED,
            by=by,
            what="sent again",
            generation=letter.generation + 1,
            attempts=0,
            next_attempt_at=Now(),
            error="",
            smtp_code=None,
        )
        if again:
            wake()
    return letter


def _copy(letter, *, by):
    # The copy of a copy is one more copy of the first: two presses make one letter.
    original_key = re.sub(r":g\d+$", "", letter.key)
    generation = letter.generation + 1
    kept = [
        "kind",
        "why",
        "person",
        "to_address",
        "to_name",
        "account_id",
        "subject",
        "text",
        "html",
    ]
    kept += ["waits_for", "file_name", "storage_key", "sha256"]
    copy, is_new = Letter.objects.get_or_create(
        key=f"{original_key}:g{generation}",
        defaults={name: getattr(letter, name) for name in kept} | {"generation": generation},
    )
    if is_new:
        _begin(copy, by=by)
    return copy


def it_arrived(letter, *, by):
    """Close an unclear letter because somebody knows that it came; say whether it was unclear."""
    return letter.state == LetterState.DOUBT and letter.step_to(
        LetterState.SENT, by=by, what="it arrived", sent_at=Coalesce("handover_at", Now()), error=""
    )


def wake():
    """Wake a worker once after this transaction, however many letters it wrote."""
    # Django keeps what is to follow a commit in a list, and knows no "once" for it.
    if all(entry[1] is not _enqueue for entry in connection.run_on_commit):
        transaction.on_commit(_enqueue)


def _enqueue():
    after_commit(tasks.drain)
