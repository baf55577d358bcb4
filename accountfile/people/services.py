"""What happens to people: they join, are placed under a line manager, are invited, and leave."""

import re
import unicodedata

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accountfile.people.models import ReportingLine, User
from accountfile.people.tokens import PasswordLinks

# Letters that no Unicode decomposition turns into ASCII.
PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
    }
)


def username_for(name, taken=None):
    """Return a free ASCII username made from a full name, such as mei-mei.johns; numbered when it
    is taken.

    `taken` is a set of lower-case usernames, for callers that make many at once; without it the
    people are asked.
    """
    spelt = unicodedata.normalize("NFKD", name.lower().translate(PLAIN_LETTERS))
    plain = spelt.encode("ascii", "ignore").decode()
    parts = re.sub(r"[^a-z0-9 .-]", "", plain).replace(".", " ").split()
    # Ten characters are left for a number. A name without a Latin letter leaves nothing.
    base = ".".join(parts)[:140].strip("-.") or "person"
    if taken is None:
        taken = {username.lower() for username in _usernames_like(base)}
    number = 1
    username = base
    while username in taken:
        number += 1
        username = f"{base}{number}"
    return username


def _usernames_like(base):
    return User.objects.filter(username__istartswith=base).values_list("username", flat=True)


@transaction.atomic
def add_person(*, name, username="", password=None, line_manager=None, **details):
    """Add a person and place them in the reporting line; without a password they wait for an
    invitation.
    """
    username = username or username_for(name)
    person = User(name=name, username=username, line_manager=line_manager, **details)
    person.set_password(password)
    person.full_clean(exclude=["password"])
    person.save()
    rebuild_reporting_lines()
    return person


@transaction.atomic
def rebuild_reporting_lines():
    """Make the reporting lines say what the line managers say, writing only what differs."""
    wanted = _lines_of(_managers_locked())
    stored = {}
    for pk, *line in ReportingLine.objects.values_list("pk", "senior", "junior", "distance"):
        stored[tuple(line)] = pk
    gone = [pk for line, pk in stored.items() if line not in wanted]
    ReportingLine.objects.filter(pk__in=gone).delete()
    new = []
    for senior, junior, distance in sorted(wanted - stored.keys()):
        new.append(ReportingLine(senior_id=senior, junior_id=junior, distance=distance))
    ReportingLine.objects.bulk_create(new, batch_size=1000)


def _managers_locked():
    """Return each person's line manager; two people moving others at once wait for each other."""
    # In one order, or two who wait for each other would wait for ever.
    people = User.objects.select_for_update().order_by("pk")
    return dict(people.values_list("pk", "line_manager_id"))


def _chain_upwards(person_id, managers):
    """Return the person and everyone above, the nearest first; stop where a circle would begin."""
    chain = []
    while person_id is not None and person_id not in chain:
        chain.append(person_id)
        person_id = managers[person_id]
    return chain


def _lines_of(managers):
    lines = set()
    for junior in managers:
        chain = _chain_upwards(junior, managers)
        # Whoever is the last on the way up has nobody above, unless the way leads round.
        if managers[chain[-1]] is not None:
            raise ValidationError(
                "These line managers form a circle: somebody would report to themselves."
            )
        lines |= {(senior, junior, distance) for distance, senior in enumerate(chain)}
    return lines


@transaction.atomic
def deactivate(*, person, by):
    """Shut the person out at once and keep all that they wrote; nobody shuts out themselves."""
    if person == by:
        raise ValidationError("You cannot deactivate yourself.")
    if person.is_active:
        person.is_active = False
        person.deactivated_at = timezone.now()
        person.save(update_fields=["is_active", "deactivated_at"])
    end_sessions(person)


def reactivate(*, person):
    """Let a person who had left sign in again, with the password they had."""
    person.is_active = True
    person.deactivated_at = None
    person.save(update_fields=["is_active", "deactivated_at"])


def end_sessions(person, but=None):
    """Sign the person out everywhere, except in the session with the key `but`."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=but or ""):
        session.end()


@transaction.atomic
def remove_second_factor(person):
    """Let a person who lost the phone and the codes sign in with the password alone, in a new
    session.
    """
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)


def invitation_link(person):
    """Return the link by which the person sets a first password: once, within 72 hours."""
    key = PasswordLinks().make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return settings.SITE_URL + path
