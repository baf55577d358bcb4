"""What is done once a day for everybody: standings, reminders, notices, one digest a morning a person."""

from datetime import time, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from accountfile.clock import house_day
from accountfile.core import notices, sections, standing
from accountfile.core.models import Account, Draft, Notice, Press
from accountfile.mail import services as mail

MORNING = time(7, 0)
MOST_TOLD = 20  # in one digest; whoever has more to do than that reads on among the notices
WHY = "You get one mail a morning with what needs you, because you asked for it."
STOP = "Stop it on the page “My sign-in”: untick the mail each morning."


def run(today):
    """Do everything the night does for this day; running it again the same day adds nothing. Returns the counts."""
    done = {}
    for section in sections.all_sections():
        done |= section.nightly(today)
    told = sum(notices.tell(list(section.reminders(today))) for section in sections.all_sections())
    refreshed = standing.refresh(Account.objects.order_by("pk").values_list("pk", flat=True), today)
    sent = digests(today)
    Draft.objects.filter(at__lt=timezone.now() - Draft.KEPT_FOR).delete()
    Press.objects.filter(at__lt=timezone.now() - timedelta(days=2)).delete()
    return done | {"notices": told, "standings": refreshed, "digests": sent}


def digests(today, *, people=None):
    """Write one letter to each person with notices not yet mailed: one a person a day, and nothing twice."""
    waiting = Notice.objects.unread().filter(digested_at=None, person__is_active=True, person__email__isnull=False)
    if people is not None:
        waiting = waiting.filter(person__in=people)
    by_person = {}
    for notice in waiting.filter(person__digest=True).select_related("account").order_by("person_id", "pk"):
        by_person.setdefault(notice.person_id, []).append(notice)
    people = get_user_model().objects.in_bulk(list(by_person))
    return sum(_digest(people[person_id], rows, today) for person_id, rows in by_person.items())


def _digest(person, rows, today):
    # Files that were moved away since the notice was written are nobody's business any more.
    seen = set(
        Account.objects.visible_to(person).filter(pk__in=[r.account_id for r in rows]).values_list("pk", flat=True)
    )
    rows = [row for row in rows if row.account_id is None or row.account_id in seen]
    words = {
        "person": person,
        "why": WHY,
        "stop": STOP,
        "button_text": "Open your desk",
        "button_url": settings.SITE_URL,
    }
    with transaction.atomic():
        if rows:
            subject, text, html = mail.compose(
                "mail/digest",
                words
                | {"notices": rows[:MOST_TOLD], "number": len(rows), "more": len(rows[MOST_TOLD:]), "today": today},
            )
            mail.post(
                key=f"digest:{person.pk}:{today}",
                to_person=person,
                subject=subject,
                text=text,
                html=html,
                kind="digest",
                why=WHY,
            )
        Notice.objects.filter(person=person, pk__in=[row.pk for row in rows]).update(digested_at=timezone.now())
    return bool(rows)


def people_whose_morning_it_is(now):
    """Return the active people for whom it is between seven and eight in the morning in their own zone."""
    return [person for person in get_user_model().objects.active() if now.astimezone(person.zone).hour == MORNING.hour]


def hourly(now=None):
    """Run the night at four in the morning (UTC) and the digests of those whose morning it is."""
    now = now or timezone.now()
    done = {}
    if now.hour == 4:
        done = run(house_day(now))
    return done | {"digests": digests(house_day(now), people=people_whose_morning_it_is(now))}
