"""Inviting people who have never had a password, which is everyone whom an import has made."""

from datetime import timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from accountfile.mail import fences
from accountfile.mail.models import ACCOUNT_KIND, Letter
from accountfile.mail.services import compose, post
from accountfile.people.models import User
from accountfile.people.services import invitation_link

LIVES_FOR = timedelta(hours=72)
WHY = (
    "You get this because your company keeps its key accounts in the Account File and you are in "
    "its list of people."
)


def without_password():
    """Return the active people who have never had a password."""
    return (
        User.objects.active().filter(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("name")
    )


def to_invite():
    """Return those without a password who have an address and no invitation that still holds."""
    recent = Letter.objects.filter(
        key__startswith="invitation:", created_at__gt=timezone.now() - LIVES_FOR
    )
    return (
        without_password().with_mail().exclude(pk__in=recent.exclude(person=None).values("person"))
    )


@transaction.atomic
def invite_all(by=""):
    """Write an invitation to each person who needs one, once within its 72 hours; return these
    people.
    """
    people = list(to_invite().select_for_update())
    return fences.each(
        people,
        lambda person: _invite(person, by),
        job="invitations",
    )


def _invite(person, by):
    link = invitation_link(person)
    context = {
        "to_name": person.name,
        "link": link,
        "by": by,
        "username": person.username,
        "why": WHY,
    }
    context |= {"button_url": link, "button_text": "Set your password"}
    subject, text, html = compose("importing/mail/invitation", context)
    post(
        key=f"invitation:{person.pk}:{timezone.now():%Y%m%d}",
        to_person=person,
        subject=subject,
        text=text,
        html=html,
        kind=ACCOUNT_KIND,
        why=WHY,
    )
    return person
