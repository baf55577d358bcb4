"""What is costly to add up and changes only when something is written: worked out once, kept until
then.

Pages keep drawn parts with ``{% cache %}`` and a ``stamp``; views keep values with ``kept``.
"""

import hashlib

from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db.models import F, Subquery

from accountfile.core.models import Batch, Change, Standing, reach_of

LONGEST = (
    60  # seconds; of two changes written at the same moment, the later to arrive may show that late
)


def kept(mark, what, make):
    """Return what ``make()`` works out, kept as long as the mark, a person's ``stamp``, stays the
    same.

    ``what`` tells it from all else that is kept, and holds what else it depends on: the period, the
    address.
    """
    told = repr((mark, what))
    return cache.get_or_set(
        f"kept:{hashlib.sha256(told.encode()).hexdigest()}",
        make,
        LONGEST,
    )


def stamp(person):
    """Return words that change with a file, a stored figure, a price, this person's line, and from
    day to day.
    """
    return f"{person.pk}:{person.today()}:{reach(person)}:{newest()}"


def newest():
    """Return what tells one state of the database from the next.

    Files write changes; stored figures follow them; prices, rates and stages come by import or
    through the admin.
    """
    figures = (
        Standing.objects.exclude(refreshed_at=None).order_by("-refreshed_at").values("refreshed_at")
    )
    imports = Batch.objects.order_by(F("ended_at").desc(nulls_last=True)).values("ended_at")
    by_admins = LogEntry.objects.order_by("-pk").values("pk")
    beside = [Subquery(rows[:1]) for rows in (figures, imports, by_admins)]
    return (
        Change.objects.order_by("-pk")
        .values_list(
            "pk",
            "at",
            *beside,
        )
        .first()
    )


def reach(person):
    """Return whose files this person opens for being in charge: everybody's, or those of the people
    below.
    """
    if person.sees_everything:
        return "all"
    return sorted(reach_of(person)[0])
