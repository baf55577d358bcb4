"""Imports: each file as a batch that can be undone, and what was learnt of columns and
spellings.
"""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accountfile.base.rows import Row
from accountfile.core.models.search import plain


class Batch(Row):
    """One imported file: what it holds, what is to become of it, what became of it."""

    class State(models.TextChoices):
        TO_OPEN = "to_open", "waiting to be opened"
        OPENING = "opening", "being opened"
        UPLOADED = "uploaded", "columns to be chosen"
        TO_CHECK = "to_check", "waiting to be read"
        CHECKING = "checking", "being read"
        CHECKED = "checked", "to be confirmed"
        QUEUED = "queued", "waiting to be stored"
        RUNNING = "running", "being stored"
        DONE = "done", "stored"
        TO_UNDO = "to_undo", "waiting to be undone"
        UNDOING = "undoing", "being undone"
        UNDONE = "undone", "undone"
        FAILED = "failed", "refused"

    # What a worker makes of what it finds, and what it falls back to when the worker is lost.
    AT_WORK = {
        State.TO_OPEN: State.OPENING,
        State.TO_CHECK: State.CHECKING,
        State.QUEUED: State.RUNNING,
        State.TO_UNDO: State.UNDOING,
    }
    WANTS_A_WORKER = tuple(AT_WORK)
    LEASE = timedelta(minutes=11)
    AT_ONCE = 256 * 1024
    UNPACKED_AT_ONCE = 2 * 1024 * 1024

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/%Y/%m", max_length=300)
    # What opening it has shown: headers, sheets and the first rows, so that no page opens it again.
    head = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    unpacked = models.PositiveBigIntegerField("bytes once unpacked", default=0)
    sheet = models.CharField(max_length=100, blank=True)
    columns = models.JSONField(default=dict)
    dates = models.CharField(max_length=3, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    obstacles = models.JSONField(default=list)
    keep_changed = models.BooleanField(default=False)
    reason = models.CharField("why it was refused", max_length=300, blank=True)
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    derived = ("file_name", "sheet", "reason")

    class Meta:
        verbose_name = "import"
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(
                fields=["state"],
                name="batch_wants_worker",
                condition=~Q(state__in=["done", "undone"]),
            )
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_light(self):
        """Say whether it is opened, read and stored while the person waits."""
        return self.file.size <= self.AT_ONCE and self.unpacked <= self.UNPACKED_AT_ONCE

    @property
    def is_waiting(self):
        """Say whether a worker has it or is to have it."""
        return self.state in self.AT_WORK or self.state in self.AT_WORK.values()


class BatchRow(Row):
    """One row that an import has made or changed, with what undoing it puts back."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    model = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    made = models.BooleanField()
    version = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "model", "row_id"], name="batch_row_once")
        ]

    def __str__(self):
        return f"{self.model} {self.row_id}"


class Alias(Row):
    """A spelling in files and what it stands for: asked once, remembered for every import."""

    field = models.CharField(max_length=40)
    text = models.CharField("in the file", max_length=200)
    words = models.CharField(max_length=200, editable=False)
    stands_for = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["field", "text"]
        constraints = [models.UniqueConstraint(fields=["field", "words"], name="alias_one_meaning")]

    def __str__(self):
        return f"{self.text} → {self.stands_for}"

    def save(self, *args, **kwargs):
        self.words = plain(self.text)
        super().save(*args, **kwargs)


class Mapping(Row):
    """Which column meant which field in files with these headers."""

    kind = models.CharField(max_length=40)
    shape = models.TextField(help_text="The headers, in alphabetical order.")
    digest = models.CharField(max_length=64, editable=False)
    columns = models.JSONField(default=dict)
    dates = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="mapping_one_a_shape")
        ]

    def __str__(self):
        return f"{self.kind}: {', '.join(self.columns.values())}"
