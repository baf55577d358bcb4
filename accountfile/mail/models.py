"""The outbox: a mail is a row before it is a message, and the row says what became of it."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from accountfile.base.rows import Row, RowQuerySet


class LetterState(models.TextChoices):
    WAITING = "waiting", "being prepared"
    QUEUED = "queued", "waiting"
    CLAIMED = "claimed", "being sent"
    HANDOVER = "handover", "being handed over"
    SENT = "sent", "sent"
    DEAD = "dead", "failed"
    DOUBT = "doubt", "unclear – it may have arrived"
    VOID = "void", "not needed any more"
    HOLD = "hold", "held back"


TO_BE_SENT = (LetterState.WAITING, LetterState.QUEUED, LetterState.CLAIMED, LetterState.HANDOVER)
WITH_A_WORKER = (LetterState.CLAIMED, LetterState.HANDOVER)
WITH_A_CLAIM = (*WITH_A_WORKER, LetterState.DOUBT)
# Whose text holds a way to sign in: nobody but the person may read it.
ACCOUNT_KIND = "account"
# A survey letter holds the respondent's own link: whoever reads it could answer in their place.
# The private annex of a review is for two people of ours, and for each in a letter of their own.
SEALED_KINDS = (ACCOUNT_KIND, "survey", "annex")


class LetterQuerySet(RowQuerySet):
    def of_person(self, person):
        """Return the letters to this person."""
        return self.filter(person=person)

    def of_accounts(self, account_ids):
        """Return the letters about these accounts, given as ids or as a queryset of ids."""
        return self.filter(account_id__in=account_ids)

    def waiting_for(self, thing):
        """Return the letters that travel with this pack, wherever they are by now."""
        return self.filter(waits_for=thing)

    def to_be_sent(self):
        return self.filter(state__in=TO_BE_SENT)

    def in_doubt(self):
        return self.filter(state=LetterState.DOUBT)

    def held(self):
        return self.filter(state=LetterState.HOLD)

    def due(self):
        """Return what may be sent now, by the database's clock; nothing while the line rests."""
        resting = Lane.objects.resting()
        due = self.filter(
            ~models.Exists(resting),
            state=LetterState.QUEUED,
            next_attempt_at__lte=Now(),
        )
        return due.order_by("next_attempt_at", "pk")

    def abandoned(self):
        """Return the letters whose worker has not been heard of before its lease ran out."""
        return self.filter(state__in=WITH_A_WORKER, lease_until__lt=Now())


class Letter(Row):
    """One mail to one person; its number is the Message-ID of every attempt, so that a receiver can
    tell twins.
    """

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(
        max_length=300, unique=True, help_text="What “once” means for this mail."
    )
    generation = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=40)
    why = models.CharField("why you got this", max_length=300)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    # Empty for a person: then the address is the one they have when it is sent.
    to_address = models.EmailField("address", blank=True)
    to_name = models.CharField("name", max_length=200, blank=True)
    # A number, not a pointer: mail knows nothing of accounts.
    account_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    waits_for = models.CharField(max_length=100, blank=True, db_index=True)
    file_name = models.CharField("attachment", max_length=200, blank=True)
    storage_key = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=10,
        choices=LetterState.choices,
        default=LetterState.QUEUED,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField("next try", db_default=Now())
    claim = models.UUIDField(null=True, blank=True)
    claimed_by = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    handover_at = models.DateTimeField("handed over", null=True, blank=True)
    sent_at = models.DateTimeField("sent", null=True, blank=True)
    smtp_code = models.PositiveSmallIntegerField("answer of the mail server", null=True, blank=True)
    error = models.CharField("what went wrong", max_length=500, blank=True)
    created_at = models.DateTimeField("written", db_default=Now())

    objects = LetterQuerySet.as_manager()
    derived = ("why", "to_name", "subject", "file_name", "claimed_by", "error")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=LetterState.values), name="letter_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=WITH_A_CLAIM, claim__isnull=False)
                | models.Q(~models.Q(state__in=WITH_A_CLAIM), claim__isnull=True),
                name="letter_is_claimed_while_underway",
            ),
            models.CheckConstraint(
                condition=models.Q(state=LetterState.SENT, sent_at__isnull=False)
                | models.Q(~models.Q(state=LetterState.SENT), sent_at__isnull=True),
                name="letter_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(to_address=""),
                name="letter_is_to_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="letter_queued",
                condition=models.Q(state=LetterState.QUEUED),
            ),
            models.Index(
                fields=["lease_until"],
                name="letter_underway",
                condition=models.Q(state__in=WITH_A_WORKER),
            ),
            models.Index(fields=["state", "-id"], name="letter_by_state"),
        ]

    def __str__(self):
        # Shown where nobody may read what it says, or to whom.
        return f"letter {self.pk} ({self.kind})"

    @property
    def is_sealed(self):
        """Say whether nobody but its receiver may read what it says."""
        return self.kind in SEALED_KINDS

    @property
    def recipient(self):
        """Name whom it is to."""
        return self.to_name or self.to_address

    @property
    def will_be_tried_again(self):
        """Say whether an attempt failed and another is planned."""
        return self.state == LetterState.QUEUED and self.attempts > 0

    @property
    def can_be_sent_again(self):
        """Say whether a person may put it in the queue once more."""
        return self.state in (LetterState.DEAD, LetterState.DOUBT, LetterState.SENT)

    def step_to(self, state, *, by, what="", **changes):
        """Move to another state unless somebody was quicker; keep a line of it and say whether it
        worked.

        The row is changed only while state and claim are those we read, so a worker that was given
        up for dead cannot write over what happened since.
        """
        if state not in WITH_A_CLAIM:
            changes |= {"claim": None, "lease_until": None}
        as_read = Letter.objects.filter(
            pk=self.pk,
            state=self.state,
            claim=self.claim,
        )
        with transaction.atomic():
            moved = as_read.update(state=state, **changes)
            if moved:
                LetterEvent.objects.create(
                    letter=self, who=str(by), before=self.state, after=state, what=what
                )
                self.refresh_from_db()
        return bool(moved)


class EventsAreKept(Exception):
    """Somebody tried to change what happened to a letter."""


class LetterEvent(Row):
    """One step in the life of a letter, never changed afterwards."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="events")
    at = models.DateTimeField(db_default=Now())
    who = models.CharField(max_length=200)
    before = models.CharField("from", max_length=10, choices=LetterState.choices, blank=True)
    after = models.CharField("to", max_length=10, choices=LetterState.choices)
    what = models.CharField(max_length=500, blank=True)

    derived = ("who", "what")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_after_display()} by {self.who}"

    def save(self, **kwargs):
        if self.pk:
            raise EventsAreKept("What happened to a letter is not rewritten.")
        super().save(**kwargs)


class LaneQuerySet(RowQuerySet):
    def resting(self):
        """Return the line while nothing is sent over it, by the database's clock."""
        return self.filter(paused_until__gt=Now())


class Lane(Row):
    """The line to the mail server; it rests while the server does not answer or does not want
    us.
    """

    name = models.CharField(max_length=20, unique=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    ours_to_mend = models.BooleanField("our set-up is refused", default=False)
    reason = models.CharField(max_length=500, blank=True)

    objects = LaneQuerySet.as_manager()
    derived = ("reason",)

    def __str__(self):
        return self.name


class Heartbeat(Row):
    """When a scheduled job last began and last finished, and why it failed."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    done_for = models.DateField(
        null=True, blank=True, help_text="The last day that a daily job was finished for."
    )
    error = models.CharField(max_length=500, blank=True)

    derived = ("error",)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Fault(Row):
    """One item that a scheduled job had to leave out; it goes when the job gets through it
    again.
    """

    job = models.CharField(max_length=100)
    item = models.CharField(max_length=200)
    error = models.CharField(max_length=500)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    derived = ("item",)

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["job", "item"], name="fault_once_an_item")]

    def __str__(self):
        return f"{self.job}: {self.item}"
