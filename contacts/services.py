"""What happens between them and us."""

from datetime import timedelta

from django.db import transaction

from accountfile.base.text import cut
from accountfile.core import access, notices
from accountfile.core.models import Action, Interaction, Standing, acting_as
from contacts.consensus import consensus
from contacts.models import Contact, ContactPlan, Rating
from contacts.models.contact import LEFT, MOVED


@transaction.atomic
def rate(*, contact, by, today, **values):
    """Keep one colleague's own rating and bring the consensus up to date; the history tells
    neither.
    """
    contact = Contact.objects.locked(contact)
    rating = Rating.objects.filter(contact=contact, by=by).first() or Rating(contact=contact, by=by)
    for name, value in (values | {"rated_on": today}).items():
        setattr(rating, name, value)
    rating.save()
    for name, value in consensus(list(contact.ratings.all())).items():
        setattr(contact, name, value)
    # No version of its own: whoever edits the person meanwhile meets no conflict, and learns
    # nothing from one.
    contact.version -= 1
    with acting_as("the ratings of the team"):
        contact.save()
    Standing.objects.mark_stale([contact.account_id])
    return rating


@transaction.atomic
def touch(*, plan, by, kind, held_on, summary):
    """Log that somebody spoke with a contact, and set the day of the next time by the plan's
    cadence.
    """
    plan = ContactPlan.objects.locked(plan)
    account = plan.contact.account
    Interaction.objects.create(
        account=account,
        kind=kind,
        held_on=held_on,
        with_whom=plan.contact.name,
        summary=summary,
        by=by,
    )
    plan.count(held_on)
    plan.save()
    return plan


@transaction.atomic
def left(*, contact, by, what, on, where, today, again=False):
    """Note that somebody left or changed role, and draft what must be done now; noting it twice
    does it once.

    When and where to somebody left is corrected when ``again`` is asked; that drafts nothing anew.
    """
    contact = Contact.objects.locked(contact)
    if contact.left_on is not None and what == LEFT and again:
        contact.leave(on, where)
        contact.save()
    if contact.left_on is not None or (what == MOVED and contact.job_title == where):
        return contact
    actions = recovery(contact, what)
    if what == LEFT:
        contact.leave(on, where)
        # One by one, so that the history can restore each.
        for plan in ContactPlan.objects.filter(contact=contact):
            plan.delete()
    else:
        contact.change_role(where)
    contact.save()
    owner = access.responsible_for(contact.account, otherwise=by)
    for text, days in actions:
        action = Action(
            account=contact.account,
            text=cut(text, 300),
            owner=owner,
            due_on=today + timedelta(days=days),
            priority=Action.Priority.HIGH,
            origin=f"{contact.name} {'left' if what == LEFT else 'changed role'}",
            origin_url=contact.get_absolute_url(),
        )
        action.save()
        notices.tell_stand_in(action)
    return contact


def recovery(contact, what):
    """Return ``(text, days)`` of what must be done when somebody goes."""
    was = contact.job_title or "the role"
    found = [
        (f"Find out who follows {contact.name} as {was}", 7),
        (f"Meet whoever follows {contact.name}", 30),
    ]
    for role in contact.roles:
        if role in ("sponsor", "decision maker", "champion"):
            found.append((f"Find another {role} in place of {contact.name}", 14))
    if what == LEFT:
        found.append((f"Stay in touch with {contact.name}", 60))
    return found


def leans_on(contact):
    """Return the open actions that name this person."""
    return Action.objects.open().filter(
        account=contact.account_id, client_owner__iexact=contact.name
    )[:20]
