"""Telling people once: in-app notices, and the one digest a morning that carries them by mail."""

from django.utils import timezone

from accountfile.core.models import Account, Notice
from accountfile.core.sections import Reminder
from accountfile.mail import services as mail
from accountfile.mail.models import Letter


def tell(reminders):
    """Keep each reminder as a notice of its person; telling it again does nothing.

    Returns how many were new.
    """
    before = Notice.objects.count()
    keep(reminders)
    return Notice.objects.count() - before


def keep(reminders):
    """Keep each reminder as a notice of its person, once."""
    notices = [
        Notice(
            person_id=reminder.person_id,
            account_id=reminder.account_id,
            key=reminder.key[:200],
            text=reminder.text,
            url=reminder.url[:300],
            why=reminder.why,
        )
        for reminder in reminders
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=1000)


def tell_stand_in(action):
    """Tell whoever got an action in the place of an account manager who has left, and nobody
    else.
    """
    manager = action.account.account_manager
    if manager is None or manager.is_active or action.owner_id == manager.pk:
        return
    text = f"{manager} has left, so “{action}” for {action.account} is yours."
    why = "You are the nearest in the line above who still works here."
    key = f"stand-in:{action.pk}"
    tell(
        [
            Reminder(
                key,
                action.owner_id,
                action.account_id,
                text,
                action.get_absolute_url(),
                why,
            )
        ]
    )


def forget(*, account, person, by):
    """Take back what somebody was to be told of an account they may open no more: notices, and
    letters not yet sent.
    """
    if person is None or Account.objects.visible_to(person).filter(pk=account.pk).exists():
        return
    Notice.objects.of_person(person).unread().filter(account=account).update(read_at=timezone.now())
    waiting = Letter.objects.of_accounts([account.pk]).of_person(person)
    mail.withdraw(waiting, by=by, reason=f"{account} was handed over.")
