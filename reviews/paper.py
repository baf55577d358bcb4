"""What the review pack prints of the reviews."""

from accountfile.core import sections
from accountfile.core.sections import (
    Heading,
)
from accountfile.wording import day
from reviews.models import ProgressReview

PROGRESS_PRINTED = 4
MOODS = {"good": "green", "mixed": "amber", "poor": "red"}


def pack(account, period, audience):
    if audience == sections.CLIENT:
        return None
    rows = [
        {
            "held_on": day(each.held_on),
            "with_whom": each.with_whom,
            "mood": each.get_mood_display(),
            "colour": MOODS[each.mood],
            "agreed": each.agreed,
            "confirmed_on": day(each.confirmed_on) if each.confirmed_on else "",
        }
        for each in ProgressReview.objects.filter(account=account)[:PROGRESS_PRINTED]
    ]
    return {"headings": [Heading.SURVEY], "progress": rows} if rows else None
