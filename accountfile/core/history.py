"""What changed, by whom: the timeline as sentences, and putting it back."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from accountfile.core import access, restoring
from accountfile.core.access import RESTRICTED
from accountfile.core.models import Account, Change
from accountfile.wording import day, day_time

NEWLY = {Change.ADDED: "added", Change.REMOVED: "removed", Change.RESTORED: "restored"}
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
    """One change told as a sentence, with the change itself for its links, and whether a reader may
    restore it.
    """

    text: str
    change: Change
    restorable: bool = False


def timeline(user, *, account=None, since=None, row=None):
    """Return the changes this person may read, newest first."""
    changes = Change.objects.readable_by(user).newest_first().select_related("person", "account")
    if account is not None:
        changes = changes.filter(account=account)
    if row is not None:
        changes = changes.of_row(row)
    if since:
        return changes.since(since)
    return changes


def sentences(changes, reader=None, *, account=None):
    """Tell these changes as sentences; people and other rows they name are fetched with one
    statement a kind.

    Another account is named to a reader who may open its file; on paper, which has many readers, it
    never is. With the account as its reader fetched it, each says whether that person may restore
    it and it can work.
    """
    changes = list(changes)
    names = _names(changes, reader)
    may_try = account is not None and account.may_change
    open_to = restoring.offered(changes, account, reader) if may_try else ()
    return [
        Sentence(
            _sentence(change, names),
            change,
            change.pk in open_to,
        )
        for change in changes
    ]


def _sentence(change, names):
    model = _model(change.model)
    noun = str(model._meta.verbose_name) if model else change.model
    # The sentence ends with a full stop of its own.
    what = f"{noun} “{change.title.rstrip('.')}”"
    if change.kind in NEWLY:
        return f"{change.actor} {NEWLY[change.kind]} the {what}."
    told = [_told(model, *each, names) for each in change.diff]
    if len(told) == 1:
        label, values = told[0]
        return f"{change.actor} changed {label} of the {what}{values}."
    parts = "; ".join(label + values for label, values in told)
    return f"{change.actor} changed the {what}: {parts}."


def _told(model, attname, old, new, names):
    """Return the name of what changed, and its two values unless they are too long for a
    sentence.
    """
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
    if kind in WORDED:
        return WORDED[kind](field.to_python(value))
    return str(value)


def _names(changes, reader):
    wanted = {}
    for change in changes:
        model = _model(change.model)
        for attname, *values in change.diff:
            field = _field(model, attname)
            if field is not None and field.is_relation:
                wanted.setdefault(field.related_model, set()).update(v for v in values if v)
    rows = []
    for model, ids in wanted.items():
        rows += model._base_manager.filter(pk__in=ids)
    accounts = [row.pk for row in rows if isinstance(row, Account)]
    closed = access.closed_to(reader, accounts)
    names = {}
    for row in rows:
        is_closed = isinstance(row, Account) and row.pk in closed
        names[type(row), row.pk] = RESTRICTED if is_closed else str(row)
    return names


def _model(label):
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _field(model, attname):
    try:
        if model:
            return model._meta.get_field(attname.removesuffix("_id"))
        return None
    except FieldDoesNotExist:
        # A column may be called ..._id without being a pointer, such as external_id.
        return next(
            (f for f in model._meta.concrete_fields if f.attname == attname),
            None,
        )
