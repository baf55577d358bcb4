"""What every row of an Account File has: a version, a full history, one account, its place in the
search.
"""

import hashlib
from itertools import islice

from django.db import models, router, transaction
from django.db.models.deletion import Collector
from django.db.models.fields.files import FieldFile
from django.urls import NoReverseMatch
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accountfile.base.addresses import reverse
from accountfile.base.rows import Row
from accountfile.core.models.change import Change, current_act
from accountfile.core.models.search import index_rows, unindex_rows
from accountfile.core.models.standing import Standing

UNTOLD = {"id", "version", "changed_on"}


class Tracked(Row):
    """A row whose every version is kept, told in the account's history and found by search."""

    # Either may be a property where it differs from row to row; ``about_id`` is the person whom a
    # private row is about.
    audience = "internal"
    about_id = None
    account_path = "account"
    kind_of_adding = Change.ADDED
    right = "file"  # what somebody needs to change such a row; see core.access
    by_products: tuple = ()  # fields that nobody types and that follow from the others
    # Fields that a form sets once; afterwards they have a button of their own.
    moved_by_verbs: tuple = ()
    tells_adding = (
        True  # False where the product lays rows out before anybody has written anything into them
    )
    untold = frozenset()  # columns that follow from the others

    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    @property
    def file_id(self):
        """The account to whose file the row belongs, or None for a row that waits for one."""
        row = self
        *steps, last = self.account_path.split("__")
        for step in steps:
            row = getattr(row, step)
        if row:
            return getattr(row, f"{last}_id")
        return None

    def get_absolute_url(self):
        name = f"{self._meta.app_label}:{self._meta.model_name}"
        try:
            return reverse(name, args=[self.file_id, self.pk])
        except NoReverseMatch:
            if self.file_id:
                return reverse("file", args=[self.file_id])
            return reverse("desk")

    def save(self, *args, **kwargs):
        with transaction.atomic(using=router.db_for_write(type(self), instance=self)):
            before = self._stored_values()
            if before is not None:
                self.version += 1
                if kwargs.get("update_fields") is not None:
                    kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
            super().save(*args, known=before, **kwargs)
            kind = self.kind_of_adding if before is None else Change.CHANGED
            diff = difference(self, before)
            if diff or (before is None and (self.tells_adding or kind == Change.RESTORED)):
                tell([Change.of(self, kind, diff)])
            index_rows([self])

    @property
    def is_frozen(self):
        """Say whether the row belongs to something that is signed off."""
        return False

    @property
    def can_be_removed(self):
        """Say whether the row may be removed: whatever goes with it can be put back."""
        return not self.is_frozen

    def may_be_changed_by(self, user, account, names=()):
        """Say whether somebody may change these fields of the row; ``account`` is as that person
        fetched it.
        """
        return account.may(self.right) and (self.audience != "private" or account.may_see_private)

    def put_back(self):
        """Save a removed row under its old number, told as put back."""
        self._state.adding = True
        self.kind_of_adding = Change.RESTORED
        self.save(force_insert=True)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            forget(with_children([self]))
            return super().delete(*args, **kwargs)

    def _stored_values(self):
        if self._state.adding or self.pk is None:
            return None
        return type(self)._base_manager.filter(pk=self.pk).values().first()


def mark(*rows):
    """Return what tells this state of these rows from every other: their versions, or a digest of
    what has none.

    A word stands for itself: what is watched need not be a row.
    """
    return ".".join(_state(row) for row in rows)


def _state(row):
    if isinstance(row, str):
        return row
    if hasattr(row, "version"):
        return str(row.version if row.pk else 0)
    values = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class AccountRow(Tracked):
    """A row that belongs to exactly one account."""

    account = models.ForeignKey(
        "core.Account", models.CASCADE, related_name="%(app_label)s_%(class)s_rows"
    )

    class Meta:
        abstract = True


def difference(row, before):
    """Return ``[field, old, new]`` for each field that differs from the stored values (None: a new
    row).
    """
    if before is None:
        return []
    told = []
    for field in row._meta.concrete_fields:
        # As the column holds it: a file is its name, a person their number.
        old = before[field.attname]
        new = field.to_python(getattr(row, field.attname))
        if isinstance(new, FieldFile):
            new = new.name
        if field.attname not in UNTOLD | row.untold and old != new:
            told.append([field.attname, old, new])
    return told


def tell(changes):
    """Keep the changes and mark the standing of their accounts as out of date."""
    Change.objects.bulk_create(changes, batch_size=1000)
    Standing.objects.mark_stale({change.account_id for change in changes if change.account_id})


def bulk_insert(rows, *, batch_size=2000):
    """Insert rows of the measuring population, a batch at a time, and return how many.

    They have no history: nobody works with these rows, or asks who changed what in them.
    """
    rows, written = iter(rows), 0
    while batch := list(islice(rows, batch_size)):
        written += len(type(batch[0])._base_manager.bulk_create(batch))
    return written


def create_all(model, rows, *, batch_size=1000):
    """Create many tracked rows with their history, their changes and their search entries,
    set-wise.
    """
    act = current_act()
    model.tidy_all(rows)
    with transaction.atomic():
        made = bulk_create_with_history(
            rows,
            model,
            batch_size=batch_size,
            default_user=act.person,
        )
        tell([Change.of(row, Change.ADDED, [], act) for row in made if row.tells_adding])
        index_rows(made)
    return made


def update_all(model, rows, fields, before, *, batch_size=500):
    """Save the named fields of many tracked rows; ``before`` maps pk to the stored values."""
    act = current_act()
    model.tidy_all(rows, names=fields)
    told = []
    for row in rows:
        row.version += 1
        told.append(
            Change.of(
                row,
                Change.CHANGED,
                difference(row, before[row.pk]),
                act,
            )
        )
    with transaction.atomic():
        bulk_update_with_history(
            rows,
            model,
            [*fields, "version"],
            batch_size=batch_size,
            default_user=act.person,
            manager=model._base_manager,
        )
        tell([change for change in told if change.diff])
        index_rows(rows)


def with_children(rows):
    """Return these rows and every tracked row that would go with them."""
    collector = Collector(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    return [row for gone in collector.data.values() for row in gone if isinstance(row, Tracked)]


def forget(rows):
    """Tell the removal of these rows in one act, so that they can be put back together; search
    finds them no more.
    """
    act = current_act()
    tell([Change.of(row, Change.REMOVED, [], act) for row in rows])
    by_model = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for same in by_model.values():
        unindex_rows(same)


def delete_all(model, rows):
    """Remove many tracked rows, leaving in the history what they were."""
    rows = list(rows)
    with transaction.atomic():
        if rows:
            forget(with_children(rows))
        for start in range(0, len(rows), 500):
            # The library's delete hook keeps the last version of each row, cascaded ones included.
            model._base_manager.filter(
                pk__in=[row.pk for row in rows[start : start + 500]]
            ).delete()
