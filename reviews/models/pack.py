"""The pack: what was frozen when a review was closed, how its paper is made, and who gets it."""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accountfile.base.rows import Row
from accountfile.core.models import OfAccountQuerySet
from reviews.models.review import Review

# The forms of frozen data that have been released. Each keeps its templates
# (<label>/pack/v<number>/) and a stored pack that a test prints, for ever. What is frozen now has
# the newest; once that has been released, a name in the data that changes or goes makes a new one.
FORMATS = (1, 2)


class PackQuerySet(OfAccountQuerySet):
    def due(self):
        """Return the packs that wait to be printed, by the database's clock."""
        return self.filter(state=Pack.State.QUEUED, next_attempt_at__lte=Now()).order_by(
            "next_attempt_at", "pk"
        )

    def abandoned(self):
        """Return the packs whose worker has not been heard of before its lease ran out."""
        return self.filter(state=Pack.State.CLAIMED, lease_until__lt=Now())


class Pack(Row):
    """One frozen edition of one review; the row is the queue, so that no pack is lost with a
    worker.
    """

    audience = "internal"
    account_path = "review__account"

    class State(models.TextChoices):
        QUEUED = "queued", "waiting to be printed"
        CLAIMED = "claimed", "being printed"
        READY = "ready", "ready"
        DEAD = "dead", "failed"

    class Edition(models.TextChoices):
        INTERNAL = "internal", "internal"
        CLIENT = "client", "for the client"
        PRIVATE = "private", "private annex"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="packs")
    edition = models.CharField(max_length=10, choices=Edition, default=Edition.INTERNAL)
    data = models.JSONField()
    template_version = models.PositiveSmallIntegerField()
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the frozen data.")
    press = models.UUIDField(unique=True, default=uuid4)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_default=Now())
    claim = models.UUIDField(null=True, blank=True)
    claimed_by = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    storage_key = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField("bytes", default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    missing_letters = models.CharField("letters that no font has", max_length=60, blank=True)
    error = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "edition"], name="pack_one_an_edition"),
            models.CheckConstraint(
                condition=Q(state="claimed", claim__isnull=False)
                | Q(~Q(state="claimed"), claim__isnull=True),
                name="pack_is_claimed_while_printed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="pack_queued",
                condition=Q(state="queued"),
            ),
            models.Index(
                fields=["lease_until"],
                name="pack_underway",
                condition=Q(state="claimed"),
            ),
        ]

    def __str__(self):
        return f"Pack of the {self.review}"

    @property
    def waits_for(self):
        """The word by which its letters wait for it."""
        return f"pack:{self.uuid}"

    def read(self):
        """Return the printed bytes, or None where they are gone or not the ones that were
        printed.
        """
        if self.state != self.State.READY:
            return None
        try:
            with default_storage.open(self.storage_key) as file:
                content = file.read()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == self.sha256 else None

    @property
    def has_file(self):
        """Say whether its paper lies where it was put, as it was printed."""
        return self.read() is not None

    @property
    def needs_printing(self):
        """Say whether a person has to ask for its paper again: it failed, lacks letters, or the
        file is gone.
        """
        if self.state == self.State.READY:
            return bool(self.missing_letters) or not self.has_file
        return self.state == self.State.DEAD

    @property
    def is_private(self):
        """Say whether it is for the account manager of the review and the line above only."""
        return self.edition == self.Edition.PRIVATE

    @property
    def file_name(self):
        """Return the name under which people get it."""
        name = (
            "".join(c if c.isalnum() else "-" for c in self.data["client"]).strip("-")[:60]
            or "client"
        )
        kind = "private-annex" if self.is_private else "review"
        return f"{kind}-{name}-{self.data['held_on']}.pdf".lower()

    @property
    def tone(self):
        return {"ready": "green", "dead": "red"}.get(self.state, "amber")


class Distribution(Row):
    """One person to whom a pack goes."""

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="distribution")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pack", "person"], name="distribution_once")]

    def __str__(self):
        return str(self.person)

    @property
    def key(self):
        """What "once" means for the mail of this pack to this person."""
        return f"pack:{self.pack.uuid}:{self.person_id}"


class SignOff(Row):
    """Who put their name to which data; never changed afterwards."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="sign_off")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    checksum = models.CharField(max_length=64)

    def __str__(self):
        return f"Signed by {self.by}"
