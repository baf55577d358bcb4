"""The evidence that the cover brings to a review."""

from accountfile.base.addresses import reverse
from accountfile.base.clock import house_day
from accountfile.core.models import Interaction
from accountfile.core.sections import (
    AgendaItem,
    Heading,
)
from accountfile.wording import day, plural


def agenda(account, since, today):
    mission = account.mission or "The file has no mission statement yet."
    yield AgendaItem(
        Heading.MISSION_STRATEGY_GOALS,
        mission,
        account.get_absolute_url(),
        "plain" if account.mission else "watch",
    )
    rows = Interaction.objects.filter(account=account)
    spoken = rows.filter(held_on__gte=house_day(since)).count() if since else rows.count()
    url = reverse("core:interaction_list", args=[account.pk])
    when = f"since {day(house_day(since))}" if since else "so far"
    recorded = plural(spoken or "No", "meeting, call or letter", "meetings, calls or letters")
    text = f"{recorded} recorded {when}."
    yield AgendaItem(Heading.RELATIONSHIPS, text, url, "plain" if spoken else "watch")
