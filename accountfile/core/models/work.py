"""What people do for an account: actions, interactions, documents; and what they are told."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accountfile.base.rows import Row, RowQuerySet
from accountfile.core.models.account import Account
from accountfile.core.models.of_account import AboutSomebodyQuerySet, OfAccountQuerySet
from accountfile.core.models.tracked import AccountRow


class ActionQuerySet(AboutSomebodyQuerySet):
    def open(self):
        return self.filter(state=Action.State.OPEN)

    def due_by(self, day):
        return self.open().filter(due_on__lte=day)

    def overdue(self, today):
        return self.open().filter(due_on__lt=today)

    def owned_by(self, person):
        return self.filter(owner=person)


class InternalManager(models.Manager.from_queryset(ActionQuerySet)):
    """The actions that whoever opens the file may read: what is counted, listed, printed and
    mailed.
    """

    def get_queryset(self):
        return super().get_queryset().filter(about=None)


class Action(AccountRow):
    """Something one person has promised to do for an account by a day.

    One that is about the account manager's own work is private: for that person and the line above.
    It is found only through ``with_private``, so that no list, count or pack can hold it by
    oversight.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"

    class Priority(models.IntegerChoices):
        HIGH = 1, "high"
        NORMAL = 2, "normal"
        LOW = 3, "low"

    text = models.CharField("what is to be done", max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions")
    due_on = models.DateField("due on")
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    quick_win = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.OPEN,
        editable=False,
    )
    done_on = models.DateField(null=True, blank=True, editable=False)
    outcome = models.CharField("what came of it", max_length=300, blank=True)
    times_moved = models.PositiveSmallIntegerField(default=0, editable=False)
    origin = models.CharField("comes from", max_length=200, blank=True, editable=False)
    origin_url = models.CharField(max_length=200, blank=True, editable=False)
    client_owner = models.CharField("who at the client", max_length=150, blank=True)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    derived = ("origin",)
    lines = ("text",)
    by_products = ("times_moved",)
    objects = InternalManager()
    with_private = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "priority", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"], name="action_open_owner", condition=Q(state="open")
            )
        ]

    def __str__(self):
        return self.text

    @property
    def audience(self):
        if self.about_id:
            return "private"
        return "internal"

    def contradictions(self):
        is_silent = self.state == self.State.DROPPED and not self.outcome
        if is_silent:
            return {"outcome": "Say why it is dropped: the next review will ask."}
        return {}

    def clean(self):
        super().clean()
        if not self.about_id or not self.owner_id:
            return
        # Everybody is the first of their own line, so the person it is about may own it too.
        if not self.owner.lines_down.filter(junior=self.about_id).exists():
            reason = f"This is private: only {self.about} or the line above can own it."
            raise ValidationError({"owner": reason})

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    def is_overdue(self, today):
        return self.is_open and self.due_on < today

    def end(self, how, on, outcome=""):
        """Let the action be done or dropped, and note what came of it if that is given."""
        self.state, self.done_on = how, on
        self.outcome = outcome or self.outcome

    def reopen(self):
        """Let the action be open again; what had come of it stays."""
        self.state, self.done_on = self.State.OPEN, None

    def save(self, *args, **kwargs):
        if self.pk:
            stored = (
                type(self)
                ._base_manager.filter(pk=self.pk)
                .values_list(
                    "due_on",
                    flat=True,
                )
                .first()
            )
            if stored and stored != self.due_on:
                self.times_moved += 1
        super().save(*args, **kwargs)


class Interaction(AccountRow):
    """A call, a meeting, a visit or a letter: what was said, and with whom."""

    class Kind(models.TextChoices):
        MEETING = "meeting", "meeting"
        CALL = "call", "call"
        MAIL = "mail", "correspondence"
        VISIT = "visit", "visit"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MEETING)
    held_on = models.DateField()
    with_whom = models.CharField("with whom at the client", max_length=200)
    summary = models.TextField("what was said and agreed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interactions")

    objects = OfAccountQuerySet.as_manager()
    happened = {"held_on": "It has not happened yet: plan it as an action instead."}

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display().capitalize()} with {self.with_whom}"


def storage_key(document, name):
    """Return a key that says nothing and never comes from the person's file name."""
    return f"documents/{uuid.uuid4().hex}"


class Document(AccountRow):
    """A file kept with the account; read only through a view that checks who asks."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", "contract"
        CORRESPONDENCE = "correspondence", "correspondence"
        MINUTES = "minutes", "minutes"
        PROPOSAL = "proposal", "proposal"
        OTHER = "other", "other"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    file = models.FileField(upload_to=storage_key, max_length=200)
    file_name = models.CharField(max_length=150, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField("bytes", editable=False, default=0)
    sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="documents", editable=False
    )
    dated_on = models.DateField(null=True, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class NoticeQuerySet(RowQuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def of_person(self, person):
        return self.filter(person=person)

    def visible_to(self, user):
        """Return this person's notices, without those of files they may no longer open."""
        own = self.filter(person=user)
        if user.sees_everything and user.is_active:
            return own
        seen = Account.objects.visible_to(user).filter(pk=models.OuterRef("account"))
        return own.filter(Q(account=None) | models.Exists(seen))


class Notice(Row):
    """One line one person is told once; the key says what "once" means."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    key = models.CharField(max_length=200)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    why = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    digested_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()
    derived = ("text", "why")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["person", "-at"],
                name="notice_unread",
                condition=Q(read_at=None),
            )
        ]

    def __str__(self):
        return self.text


class MorningQuerySet(RowQuerySet):
    def not_done(self, day):
        """Return the mornings of those whose day is still to be done."""
        return self.filter(Q(done_on=None) | Q(done_on__lt=day))


class Morning(Row):
    """The last day, on a person's own calendar, whose morning mail was seen to."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="morning")
    done_on = models.DateField(null=True)

    objects = MorningQuerySet.as_manager()

    def __str__(self):
        return f"{self.person}: {self.done_on}"
