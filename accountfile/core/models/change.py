"""One thin row per version of a tracked row: who, when, where, old and new; and who is acting just
now.
"""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accountfile.base.rows import Row, RowQuerySet


@dataclass(frozen=True)
class Act:
    """One act of one person or job: all that it changes is restored together."""

    name: str = ""
    person: object = None
    reason: str = ""
    key: uuid.UUID = field(default_factory=uuid.uuid4)


_acting: ContextVar[Act | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(name="", *, person=None, reason=""):
    """Name the import, job or person in whose name everything inside is changed."""
    act = Act(
        name=name or (person.name if person else ""),
        person=person,
        reason=reason,
    )
    token = _acting.set(act)
    try:
        yield act
    finally:
        _acting.reset(token)


def current_act():
    """Return the act under way, such as a request or an import; a nameless one outside of any."""
    return _acting.get() or Act(name="the system")


def act_of_request(get_response):
    """Let everything that one request changes be one act of whoever sends it."""

    def middleware(request):
        person = request.user if request.user.is_authenticated else None
        with acting_as("" if person else "a visitor", person=person):
            return get_response(request)

    return middleware


def for_reader(user):
    """Return the condition under which a person reads what may be private.

    A private row is for the person it is about and the line above them, whoever manages the account
    by now; one that is about nobody is for the account manager and the line above.
    """
    line = user.lines_down.values("junior")
    led = Q(about=None, account__account_manager__in=line)
    return ~Q(audience="private") | Q(about__in=line) | led


class ChangeQuerySet(RowQuerySet):
    """The vocabulary of the timeline."""

    def since(self, moment):
        return self.filter(at__gt=moment)

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def readable_by(self, user):
        """Leave out the private ones that are not for this person."""
        if user.sees_everything:
            return self
        return self.filter(for_reader(user))

    def of_row(self, row):
        return self.filter(model=row._meta.label_lower, row_id=row.pk)


class Change(Row):
    """One version of one tracked row, readable as a sentence; rows are only ever added."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"
    KINDS = [(kind, kind) for kind in (ADDED, CHANGED, REMOVED, RESTORED)]

    account = models.ForeignKey(
        "core.Account", models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    section = models.CharField(max_length=40)
    model = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=250)
    diff = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=10, default="internal")
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.UUIDField(default=uuid.uuid4)

    objects = ChangeQuerySet.as_manager()
    derived = ("actor", "title", "reason")

    class Meta:
        indexes = [
            models.Index(fields=["account", "-at"], name="change_account_at"),
            models.Index(fields=["model", "row_id"], name="change_row"),
            models.Index(fields=["act"], name="change_act"),
        ]

    def __str__(self):
        return f"{self.actor} {self.kind} {self.title}"

    @classmethod
    def of(cls, row, kind, diff, act=None):
        """Return the unsaved change that says what happened to a tracked row in this act, or the
        one under way.
        """
        act = act or current_act()
        return cls(
            account_id=row.file_id,
            person=act.person,
            actor=act.name,
            section=row._meta.app_label,
            model=row._meta.label_lower,
            row_id=row.pk,
            kind=kind,
            title=str(row),
            diff=diff,
            reason=act.reason,
            audience=row.audience,
            about_id=row.about_id,
            act=act.key,
        )
