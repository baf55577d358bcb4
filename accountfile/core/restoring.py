"""Restoring what one change took, by the rules that hold for a form, and saying beforehand where
that can work.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction

from accountfile.core import access
from accountfile.core.barring import ADDED_AGAIN, PARENT_GONE, SIGNED_OFF, barred
from accountfile.core.models import Account, Change, acting_as

UNFIT = "The file has changed since, so that this no longer fits into it."
OWN_BUTTON = "This step has a button of its own: it cannot be restored from here."


class CannotRestore(Exception):
    """The row cannot be restored; the message says why."""


@dataclass
class Rows:
    """The rows that some changes are about, as they are now, fetched with one statement a model."""

    now: dict = field(default_factory=dict)
    barred: dict = field(default_factory=dict)  # those that are gone and cannot come back: why

    @classmethod
    def of(cls, changes):
        wanted = {}
        for change in changes:
            if change.kind not in (Change.REMOVED, Change.CHANGED):
                continue
            if model := model_of(change):
                wanted.setdefault(model, set()).add(change.row_id)
        found = cls()
        for model, ids in wanted.items():
            found._look_at(model, ids)
        return found

    def _look_at(self, model, ids):
        parent, *_ = model.account_path.split("__")
        related = [parent] if parent != "id" else []
        rows = model._base_manager.filter(pk__in=ids).select_related(*related)
        self.now |= {(model, row.pk): row for row in rows}
        if gone := ids - {row.pk for row in rows}:
            self.barred |= {(model, pk): why for pk, why in barred(model, gone).items()}

    def get(self, change):
        return self.now.get((model_of(change), change.row_id))

    def obstacle(self, change, account, user):
        if why := self.barred.get((model_of(change), change.row_id)):
            return why
        return obstacle(change, self.get(change), account, user)


def model_of(change):
    """Return the model a change is about, or None for one that is no more."""
    try:
        return apps.get_model(change.model)
    except LookupError:
        return None


def offered(changes, account, user):
    """Return the numbers of those changes that this person may restore and that can still be
    restored.
    """
    rows = Rows.of(changes)
    return {change.pk for change in changes if not rows.obstacle(change, account, user)}


def obstacle(change, row, account, user):
    """Say why a change cannot be restored by this person as the file is now, or nothing.

    It asks nothing of the database, so that a page of changes can be looked through; what only the
    rules of the row find is said when somebody tries.
    """
    model = model_of(change)
    if model is None or change.kind not in (Change.REMOVED, Change.CHANGED):
        return "Only a removal or an edit can be restored; to undo an addition, remove the row."
    if change.kind == Change.REMOVED:
        if row is not None:
            return "This row is already back."
        return _without_right(change, model, account, user)
    if row is None:
        return "The row has been removed since: restore it first."
    if row.is_frozen:
        return SIGNED_OFF
    if why := _without_right(change, row, account, user):
        return why
    return _changed_since(change, model, row)


def _without_right(change, row, account, user):
    """Ask for the right to the row itself; of a removed row its model says which, of a removed
    account nobody.
    """
    if account is None:
        return ""
    names = {name.removesuffix("_id") for name, *_ in change.diff}
    if isinstance(row, type):
        allowed = account.may(row.right) and (row.audience != "private" or account.may_see_private)
    else:
        allowed = row.may_be_changed_by(user, account, names)
    return "" if allowed else "You may not change such a row."


def _changed_since(change, model, row):
    fields = {each.attname: each for each in model._meta.concrete_fields}
    touched = [fields[name] for name, *_ in change.diff if name in fields]
    typed = [each for each in touched if each.editable]
    if not typed or any(_has_own_verb(model, each) for each in touched):
        return OWN_BUTTON
    for name, _, new in change.diff:
        # Columns come and go with releases; what the product works out follows by itself.
        if name not in fields or not fields[name].editable:
            continue
        if getattr(row, name) != fields[name].to_python(new):
            noun = fields[name].verbose_name
            return f"The {noun} has been changed again since: edit it by hand."
    return ""


def _has_own_verb(model, each):
    follows = each.name in model.by_products
    return (not each.editable and not follows) or each.name in model.moved_by_verbs


def restore(change, *, by):
    """Restore what one change took: a removed row with all that went with it, or the values before
    an edit.

    Raises CannotRestore with a sentence, or PermissionDenied for who has no right to the row
    itself.
    """
    try:
        with transaction.atomic():
            reason = f"restored as of {change.at:%-d %b %Y %H:%M}"
            with acting_as(person=by, reason=reason):
                return _restore(change, by)
    except IntegrityError as refusal:
        # Two races end here: a parent that has just gone, or the same row added a moment ago.
        why = PARENT_GONE if is_about_a_parent(refusal) else ADDED_AGAIN
        raise CannotRestore(why) from refusal
    except ObjectDoesNotExist as parent:
        raise CannotRestore(PARENT_GONE) from parent
    except ValidationError as refusal:
        raise CannotRestore(_sentences(refusal)) from refusal


def is_about_a_parent(error):
    """Say whether a database refused a row because one that it points at has gone; both databases
    word it so.
    """
    return "foreign key" in str(error).lower()


def _restore(change, by):
    account = Account.objects.with_rights(by).filter(pk=change.account_id).first()
    if account is None and not by.sees_everything:
        raise CannotRestore("The account itself is gone: only a director restores it.")
    model = model_of(change)
    # Of two who press at once, on any row of the act, the second waits here and finds what the
    # first has restored.
    held = Change.objects.select_for_update(of=("self",)).filter(act=change.act).order_by("pk")
    list(held.values_list("pk", flat=True))
    row = None
    if model:
        row = model._base_manager.select_for_update().filter(pk=change.row_id).first()
    if why := obstacle(change, row, account, by):
        # Whoever lacks the right is refused for that, and learns nothing of the row.
        if row is not None and _without_right(change, row, account, by):
            access.refuse(by, account, row.right)
        if model and row is None and change.kind == Change.REMOVED:
            access.refuse(by, account, model.right)
        raise CannotRestore(why)
    if row is not None:
        return _undo_edit(change, row)
    return _bring_back(change, account, by)


def _undo_edit(change, row):
    fields = {each.attname: each for each in row._meta.concrete_fields}
    typed = {name: each for name, each in fields.items() if each.editable}
    touched = {name: old for name, old, _ in change.diff if name in typed}
    for name, old in touched.items():
        setattr(
            row,
            name,
            fields[name].to_python(old),
        )
    check(row, {fields[name].name for name in touched})
    row.save()
    return row


def _bring_back(change, account, by):
    waiting = _gone_with(change)
    for row in _roots(waiting):
        if account is not None and not row.may_be_changed_by(by, account):
            access.refuse(by, account, row.right)
    back = None
    for level in _levels(waiting):
        for row in level:
            check(row)
            row.put_back()
            if (row._meta.label_lower, row.pk) == (change.model, change.row_id):
                back = row
    if back is None:
        raise CannotRestore("Nothing of this row was saved that could be restored.")
    return back


def _gone_with(change):
    """Return the rows that went in one act, as they were, but those that are there again."""
    gone = {}
    removed = Change.objects.filter(
        act=change.act,
        kind=Change.REMOVED,
        account=change.account_id,
    )
    for each in removed:
        if model := model_of(each):
            gone.setdefault(model, set()).add(each.row_id)
    found = {}
    for model, ids in gone.items():
        there = model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)
        away = ids - set(there)
        versions = model.history.filter(id__in=away, history_type="-").order_by("history_id")
        # In order, so that of a row that went twice the last state counts.
        found |= {(model, version.id): version.instance for version in versions}
    return found


def _pointed_at(row, waiting):
    """Yield the keys of the waiting rows that this one points at."""
    for each in row._meta.concrete_fields:
        if not each.is_relation:
            continue
        key = (each.related_model, getattr(row, each.attname))
        if key in waiting and waiting[key] is not row:
            yield key


def _roots(waiting):
    """Return the rows that did not go because another one went."""
    return [row for row in waiting.values() if not any(_pointed_at(row, waiting))]


def _levels(waiting):
    """Yield the rows so that whatever is pointed at comes first; a circle comes as it is."""
    waiting = dict(waiting)
    while waiting:
        ready = [key for key, row in waiting.items() if not any(_pointed_at(row, waiting))]
        ready = ready or list(waiting)
        yield [waiting.pop(key) for key in ready]


def check(row, names=None):
    """Hold a row against the rules that a form would hold it against; ``names``: the fields that
    change.
    """
    fields = row._meta.concrete_fields
    untouched = {each.name for each in fields if not each.editable}
    if names:
        untouched |= {each.name for each in fields} - names
    try:
        row.clean_fields(exclude=untouched)
    except ValidationError as refusal:
        why = PARENT_GONE if _lacks_parent(row, refusal) else _sentences(refusal)
        raise CannotRestore(why) from refusal
    row.clean()
    row.validate_unique()
    row.validate_constraints()


def _lacks_parent(row, refusal):
    """Say whether a row that this one points at was removed on its own."""
    for name in refusal.message_dict:
        each = row._meta.get_field(name)
        if not isinstance(each, models.ForeignKey):
            continue
        parent_id = getattr(row, each.attname)
        if parent_id is None:
            continue
        if not each.related_model._base_manager.filter(pk=parent_id).exists():
            return True
    return False


def _sentences(refusal):
    """Return what a refusal says to a person; the name of a constraint says nothing to anybody."""
    return " ".join(UNFIT if "Constraint “" in each else each for each in refusal.messages)
