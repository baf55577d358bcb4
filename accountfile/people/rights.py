"""Nobody gives themselves more than they have: what one person may not change of another, at every
door.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from accountfile.people.models import ReportingLine

RIGHTS = ("sees_everything", "is_staff", "is_superuser")
# Whoever changes one of these could become that person, be rid of somebody above them, or open
# files.
GUARDED = {*RIGHTS, "username", "email", "external_id", "line_manager_id"}
OWN = "Nobody changes their own line manager or rights: ask another administrator."
HIGHER = "{person} has more rights than you: only somebody with as many may change this."
OPENS = "This would open the files of {person} to you: ask another administrator."


def refused(by, changes):
    """Return ``{person: {attribute: sentence}}`` of what this person may not change.

    ``changes`` are ``(person as stored, {attribute: new value})``. Without a person the command
    line does it, and with it whoever owns the machine: nothing is refused.
    """
    guarded = [(person, new.keys() & GUARDED) for person, new in changes]
    if by is None or not any(names for _, names in guarded):
        return {}
    higher = beyond(by, [person for person, _ in changes])
    below = juniors(by)
    found = {}
    for person, new in changes:
        reasons = {
            name: _why_not(by, person, name, new, higher, below)
            for name in sorted(new.keys() & GUARDED)
        }
        found[person] = {
            name: reason.format(person=person) for name, reason in reasons.items() if reason
        }
    return {person: reasons for person, reasons in found.items() if reasons}


def _why_not(by, person, name, new, higher, below):
    if person == by:
        if name in ("line_manager_id", *RIGHTS):
            return OWN
        return ""
    if person.pk in higher:
        return HIGHER
    # Whoever comes below this person brings their files along.
    gains = name == "line_manager_id" and new[name] in below and person.pk not in below
    if gains and not by.sees_everything:
        return OPENS
    return ""


def beyond(by, people):
    """Return the keys of those of these people who may do or open something that this person may
    not.
    """
    if by.is_superuser:
        return set()
    higher = {each.pk for each in people if each.is_staff or each.is_superuser}
    if not by.sees_everything:
        # Named in the settings, because people know nothing of files.
        higher |= import_string(settings.WHO_OPENS_MORE)(by)
        higher |= {each.pk for each in people if each.sees_everything}
    return (higher & {each.pk for each in people}) - {by.pk}


def juniors(by):
    """Return the keys of everyone below this person, and their own."""
    return {by.pk, *ReportingLine.objects.filter(senior=by).values_list("junior", flat=True)}
