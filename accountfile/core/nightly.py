"""What is done once a day for the house: reviews are planned, standings brought up to date, old
drafts dropped.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from accountfile.base.clock import house_day
from accountfile.core import mornings, sections, standing
from accountfile.core.models import Account, Draft, Press
from accountfile.mail import fences, heartbeat

JOB = "core.nightly"
BEGINS_AFTER = timedelta(hours=4)  # on the house's clock, when few people work


def run(today):
    """Do the night and everybody's morning of one day, by hand; running it again adds nothing.

    Returns the counts.
    """
    people = list(get_user_model().objects.active().order_by("pk"))
    done = night(today)
    return done | {
        "notices": mornings.tell(today, people),
        "digests": mornings.write(today, people),
    }


def night(today):
    """Do for a day what nobody waits for; running it again the same day adds nothing.

    Returns the counts.
    """
    done = {}
    asked = {section.slug: section for section in sections.all_sections()}
    for counts in fences.each(
        asked,
        lambda slug: asked[slug].nightly(today),
        job=JOB,
    ):
        done |= counts
    refreshed = standing.refresh(
        Account.objects.order_by("pk").values_list("pk", flat=True),
        today,
    )
    Draft.objects.filter(at__lt=timezone.now() - Draft.KEPT_FOR).delete()
    Press.objects.filter(at__lt=timezone.now() - timedelta(days=2)).delete()
    return done | {"standings": refreshed}


def day_of_night(now):
    """Return the house's day whose night should have been done by now: yesterday's until early in
    the morning.
    """
    return house_day(now - BEGINS_AFTER)


def run_if_due(now):
    """Do the night unless it was finished for this day already or another worker is at it; say
    whether it was done.
    """
    return heartbeat.alone(
        JOB,
        lambda: night(house_day(now)),
        day=day_of_night(now),
    )
