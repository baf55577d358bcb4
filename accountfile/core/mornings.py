"""A person's morning, on their own calendar: what is due is told, and one mail a day carries what
is new for them.
"""

from collections import defaultdict
from itertools import chain

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.utils import timezone

from accountfile.core import notices, sections
from accountfile.core.models import Account, Morning, Notice
from accountfile.mail import fences
from accountfile.mail import services as mail
from accountfile.mail.models import Letter

JOB = "core.mornings"
REMINDERS = f"{JOB}: reminders"
BATCH = 500
MOST_TOLD = 20  # in one digest; whoever has more to do than that reads on among the notices
WHY = "You get one mail a morning with what needs you, because you asked for it."
STOP = "Stop it on the page “My sign-in”: untick the mail each morning."


def begin(now):
    """Do the morning of everybody for whom it has begun and has not been done; return what was told
    and mailed.
    """
    done = {"notices": 0, "digests": 0}
    for day, people in sorted(begun(now).items()):
        # A row for each, so that taking a day below is one update, which only one worker wins.
        rows = [Morning(person=person) for person in people]
        Morning.objects.bulk_create(rows, ignore_conflicts=True)
        done["notices"] += tell(day, people)
        done["digests"] += write(day, people, claims=True)
    return done


def begun(now):
    """Return ``{day: people}`` of those whose hour has come on their own calendar, and whose day is
    not done.

    Whoever was missed at their hour is found at any later one of the same day. A day that was done
    stays done for somebody who travels west and sees it again.
    """
    found = defaultdict(list)
    people = get_user_model().objects.active().annotate(done_on=F("morning__done_on"))
    for person in people.order_by("pk"):
        local = timezone.localtime(now, person.zone)
        has_begun = local.hour >= person.morning_hour
        is_done = person.done_on is not None and person.done_on >= local.date()
        if has_begun and not is_done:
            found[local.date()].append(person)
    return found


def tell(day, people):
    """Keep as notices what the sections remind these people of on a day; return how many are
    new.
    """
    asked = {section.slug: section for section in sections.all_sections()}

    def ask(slug):
        return reminders_of(asked[slug], day)

    found = fences.each(asked, ask, job=REMINDERS, whole=False)
    meant = {person.pk for person in people}
    wanted = [each for reminders in found for each in reminders if each.person_id in meant]
    before = Notice.objects.count()
    fences.batches(
        wanted,
        BATCH,
        notices.keep,
        job=f"{JOB}: notices",
    )
    return Notice.objects.count() - before


def reminders_of(section, day):
    """Return what a section reminds people of on a day; a row that fails is left out alone."""
    return [each for due in section.due(day) for each in _told(due)]


def _told(due):
    def of(part):
        # Read here, so that a row which cannot even be read keeps nobody else's back.
        return list(due.remind(due.rows.filter(pk__in=[row.pk for row in part])))

    rows = due.rows.select_related(None).only("pk")
    return chain.from_iterable(fences.batches(rows, BATCH, of, job=REMINDERS, whole=False))


def write(day, people, *, claims=False):
    """Write one letter to each of these people with notices not yet mailed; return how many were
    written.

    With ``claims`` each person's day is first taken, so that nobody else does it, and counts as
    done.
    """
    waiting = _waiting(people)
    quiet = [person for person in people if person.pk not in waiting]
    if claims:
        Morning.objects.not_done(day).filter(person__in=quiet).update(done_on=day)

    def do(person):
        if claims and not Morning.objects.not_done(day).filter(person=person).update(done_on=day):
            return False
        return _digest(person, waiting[person.pk], day)

    told = [person for person in people if person.pk in waiting]
    return sum(fences.each(told, do, job=f"{JOB}: digests"))


def _waiting(people):
    rows = Notice.objects.unread().filter(digested_at=None, person__in=people)
    wanted = Q(person__is_active=True, person__digest=True, person__email__isnull=False)
    found = defaultdict(list)
    for notice in rows.filter(wanted).select_related("account").order_by("person_id", "pk"):
        found[notice.person_id].append(notice)
    return found


def _digest(person, rows, day):
    """Write the letter of a day, and mark as mailed exactly what it holds."""
    # Files that were moved away since the notice was written are nobody's business any more.
    files = Account.objects.visible_to(person).filter(pk__in=[row.account_id for row in rows])
    seen = {None, *files.values_list("pk", flat=True)}
    rows = [row for row in rows if row.account_id in seen]
    key = f"digest:{person.pk}:{day}"
    if not rows or Letter.objects.filter(key=key).exists():
        return False
    held = rows[:MOST_TOLD]
    context = {
        "person": person,
        "notices": held,
        "number": len(rows),
        "more": len(rows) - len(held),
        "why": WHY,
        "stop": STOP,
        "button_text": "Open your desk",
        "button_url": settings.SITE_URL,
    }
    subject, text, html = mail.compose("mail/digest", context)
    mail.post(
        key=key,
        to_person=person,
        subject=subject,
        text=text,
        html=html,
        kind="digest",
        why=WHY,
    )
    Notice.objects.filter(pk__in=[row.pk for row in held]).update(digested_at=timezone.now())
    return True
