"""What changed, by whom: the timeline as sentences, and putting it back."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction

from accountfile.core import access
from accountfile.core.access import RESTRICTED
from accountfile.core.models import Account, Change, acting_as
from accountfile.core.templatetags.af import day, day_time

NEWLY = {Change.ADDED: "added", Change.REMOVED: "removed", Change.RESTORED: "put back"}
# A field called "due on" or "where" reads as half a sentence unless it is quoted.
HALF_SAID = {"at", "by", "for", "from", "in", "of", "on", "to", "until", "where", "with"}
LONGEST_VALUE = 120
WORDED = {
    "DateField": day,
    "DateTimeField": day_time,
    "TimeField": "{:%H:%M}".format,
    "DecimalField": lambda value: f"{value:,f}".removesuffix(".00"),
}


@dataclass(frozen=True)
class Sentence:
    """One change told as a sentence, with the change itself for its links."""

    text: str
    change: Change


PARENT_GONE = "What it belongs to has been removed since: put that back first."
ADDED_AGAIN = "The same has been added again since: edit that instead."


class CannotRestore(Exception):
    """The row cannot be put back; the message says why."""


def timeline(user, *, account=None, since=None, row=None):
    """Return the changes this person may read, newest first."""
    changes = Change.objects.readable_by(user).newest_first().select_related("person", "account")
    if account is not None:
        changes = changes.filter(account=account)
    if row is not None:
        changes = changes.of_row(row)
    return changes.since(since) if since else changes


def sentences(changes, reader=None):
    """Tell these changes as sentences; people and other rows they name are fetched with one statement a kind.

    Another account is named to a reader who may open its file; on paper, which has many readers, it never is.
    """
    changes = list(changes)
    names = _names(changes, reader)
    return [Sentence(_sentence(change, names), change) for change in changes]


def _sentence(change, names):
    model = _model(change.model)
    noun = str(model._meta.verbose_name) if model else change.model
    what = f"{noun} “{change.title.rstrip('.')}”"
    if change.kind in NEWLY:
        return f"{change.actor} {NEWLY[change.kind]} the {what}."
    told = [_told(model, *each, names) for each in change.diff]
    if len(told) == 1:
        label, values = told[0]
        return f"{change.actor} changed {label} of the {what}{values}."
    return f"{change.actor} changed the {what}: {'; '.join(label + values for label, values in told)}."


def _told(model, attname, old, new, names):
    """Return the name of what changed, and its two values unless they are too long for a sentence."""
    field = _field(model, attname)
    label = str(field.verbose_name) if field else attname
    label = f"“{label}”" if label.split()[-1] in HALF_SAID else f"the {label}"
    if any(isinstance(value, str) and len(value) > LONGEST_VALUE for value in (old, new)):
        return label, ""
    return label, f" from {_said(field, old, names)} to {_said(field, new, names)}"


def _said(field, value, names):
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field is None:
        return str(value)
    if field.is_relation:
        return names.get((field.related_model, value), "something since removed")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    kind = field.get_internal_type()
    return WORDED[kind](field.to_python(value)) if kind in WORDED else str(value)


def _names(changes, reader):
    wanted = {}
    for change in changes:
        model = _model(change.model)
        for attname, *values in change.diff:
            field = _field(model, attname)
            if field is not None and field.is_relation:
                wanted.setdefault(field.related_model, set()).update(v for v in values if v)
    rows = [row for model, ids in wanted.items() for row in model._base_manager.filter(pk__in=ids)]
    closed = access.closed_to(reader, [row.pk for row in rows if isinstance(row, Account)])
    shown = {row: RESTRICTED if isinstance(row, Account) and row.pk in closed else str(row) for row in rows}
    return {(type(row), row.pk): name for row, name in shown.items()}


def _model(label):
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _field(model, attname):
    try:
        return model._meta.get_field(attname.removesuffix("_id")) if model else None
    except FieldDoesNotExist:
        return next((f for f in model._meta.concrete_fields if f.attname == attname), None)


def restore(change, *, by):
    """Put back what one change took: a removed row with all that went with it, or the values before an edit.

    Raises CannotRestore with a sentence when the row has been changed again since in the same fields.
    """
    try:
        return _restored(change, by)
    except IntegrityError as refusal:
        raise CannotRestore(PARENT_GONE if is_about_a_parent(refusal) else ADDED_AGAIN) from refusal
    except ObjectDoesNotExist as parent:
        raise CannotRestore(PARENT_GONE) from parent


def is_about_a_parent(error):
    """Say whether a database refused a row because one that it points at has gone; both databases word it so."""
    return "foreign key" in str(error).lower()


def _restored(change, by):
    with transaction.atomic(), acting_as(person=by, reason=f"put back as of {change.at:%-d %b %Y %H:%M}"):
        if change.kind == Change.REMOVED:
            try:
                return _bring_back(change)
            except ValidationError as refusal:
                raise CannotRestore(" ".join(refusal.messages)) from refusal
        if change.kind == Change.CHANGED:
            return _undo_edit(change)
        raise CannotRestore("Only a removal or an edit can be put back; to undo an addition, remove the row.")


def _bring_back(change):
    back = None
    # Of two who press at once, on any row of the act, the second waits here and finds what the first has put back.
    list(
        Change.objects.select_for_update().filter(act=change.act, kind=Change.REMOVED).order_by("pk").values_list("pk")
    )
    # What a removed row took with it (its children) was told in the same act, whatever its model; foreign keys are
    # checked at commit, so the order does not matter.
    for label, ids in _gone_with(change).items():
        model = _model(label)
        there = set(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
        versions = model.history.filter(id__in=ids - there, history_type="-").order_by("history_id")
        for version in {version.id: version for version in versions}.values():
            row = version.instance
            row.put_back()
            back = row if (label, row.pk) == (change.model, change.row_id) else back
    if back is None:
        raise CannotRestore("This row is already back.")
    return back


def _gone_with(change):
    gone = {}
    for label, row_id in Change.objects.filter(act=change.act, kind=Change.REMOVED).values_list("model", "row_id"):
        if _model(label):
            gone.setdefault(label, set()).add(row_id)
    return gone


def _undo_edit(change):
    model = _model(change.model)
    row = model._base_manager.select_for_update().filter(pk=change.row_id).first() if model else None
    if row is None:
        raise CannotRestore("The row has been removed since: put it back first.")
    for attname, old, new in change.diff:
        field = next(f for f in model._meta.concrete_fields if f.attname == attname)
        if getattr(row, attname) != field.to_python(new):
            raise CannotRestore(f"The {field.verbose_name} has been changed again since: edit it by hand.")
        setattr(row, attname, field.to_python(old))
    try:
        row.full_clean(validate_unique=True)
    except ValidationError as refusal:
        raise CannotRestore(" ".join(refusal.messages)) from refusal
    row.save()
    return row
