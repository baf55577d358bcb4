"""Who is written to when somebody's address or line manager changes: the old address, and the line
above.
"""

from collections import defaultdict

from django.conf import settings
from django.utils.module_loading import import_string

from accountfile.people.models import User

TOLD = ("email", "line_manager_id")
SUBJECT_OWN = "Your details were changed"
SUBJECT_ABOVE = "Details of your people were changed"
TEXT = "{greeting}\n\n{sentences}\n\nIf this is not right, tell an administrator at once."


def tell(changes, *, by):
    """Write to everyone concerned; ``changes`` are ``(person as they are now, {attribute: former
    value})``.

    The old address is written to, because whoever changed it may be whoever reads the new one.
    """
    changes = [(person, before) for person, before in changes if set(TOLD) & set(before)]
    managers = _line_managers(changes)
    to_above = defaultdict(list)
    letters = []
    for person, before in changes:
        sentences = _sentences(person, before, managers, by)
        address = before.get("email", person.email)
        if address and person.is_active:
            letters.append(_letter(person, address, SUBJECT_OWN, sentences))
        # The former line manager too, who would not learn of it otherwise; each of them once.
        both = (before.get("line_manager_id"), person.line_manager_id)
        for manager in dict.fromkeys(both):
            if manager not in (None, person.pk):
                to_above[manager] += sentences
    for number, sentences in to_above.items():
        manager = managers[number]
        if manager.email and manager.is_active:
            letters.append(_letter(manager, manager.email, SUBJECT_ABOVE, sentences))
    # By its name in the settings: people/ knows no outbox.
    import_string(settings.ACCOUNT_NEWS_SENDER)(letters)


def _line_managers(changes):
    numbers = {before.get("line_manager_id") for _, before in changes}
    numbers |= {person.line_manager_id for person, _ in changes}
    return User.objects.in_bulk(sorted(numbers - {None}))


def _sentences(person, before, managers, by):
    sentences = []
    if "email" in before:
        old = before["email"] or "nothing"
        new = person.email or "nothing"
        sentences.append(f"The address of {person} was changed from {old} to {new} by {by}.")
    if "line_manager_id" in before:
        old = managers.get(before["line_manager_id"], "nobody")
        new = managers.get(person.line_manager_id, "nobody")
        sentences.append(f"The line manager of {person} was changed from {old} to {new} by {by}.")
    return sentences


def _letter(person, address, subject, sentences):
    text = TEXT.format(greeting=f"Hello {person},", sentences="\n".join(sentences))
    return {"person": person, "to_address": address, "subject": subject, "text": text}
