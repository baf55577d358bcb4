"""The evidence that the blueprint brings to a review."""

from accountfile.base.addresses import reverse
from accountfile.blueprint.models import (
    Competitor,
    Objective,
    SwotItem,
    is_out_of_sight,
)
from accountfile.blueprint.standing import words
from accountfile.core import sections
from accountfile.core.sections import (
    PLAIN,
    AgendaItem,
    Heading,
)
from accountfile.wording import day

UNKNOWN_AIM = "Nobody has written down what the client wants from us."


def agenda(account, since, today):
    yield from _goals(account, today)
    url = reverse("blueprint:competitor_list", args=[account.pk])
    competitors = Competitor.objects.filter(account=account).with_last_seen()[:12]
    for each in competitors:
        old = is_out_of_sight(each.seen_on, today)
        seen = f"last seen on {day(each.seen_on)}" if each.seen_on else "never seen yet"
        seen += ", more than 90 days ago" if old and each.seen_on else ""
        text = f"{each}: strength {each.strength} of 5, {seen}."
        tone = sections.WATCH if old else sections.POOR if each.strength >= 4 else PLAIN
        yield AgendaItem(Heading.COMPETITORS, text, each.get_absolute_url(), tone, detail=True)
    if competitors:
        strongest = max(competitors, key=lambda each: each.strength)
        text = (
            f"Competitors here: {len(competitors)}; the strongest is {strongest} "
            f"({strongest.strength} of 5)."
        )
        yield AgendaItem(
            Heading.COMPETITORS, text, url, sections.WATCH if strongest.strength >= 4 else PLAIN
        )
    if not competitors:
        yield AgendaItem(
            Heading.COMPETITORS, "No competitor is named in the file.", url, sections.WATCH
        )
    yield from _swot(account, today)


def _goals(account, today):
    found = words(account)
    heading = Heading.MISSION_STRATEGY_GOALS
    page = reverse("section", args=[account.pk, "blueprint"])
    year = (
        f"Our 12-month objective: {found['year']}"
        if found["year"]
        else "There is no 12-month objective."
    )
    yield AgendaItem(
        heading, year, page, PLAIN if found["year"] else sections.POOR, detail=bool(found["year"])
    )
    aim = f"The client's objective: {found['client']}" if found["client"] else UNKNOWN_AIM
    known = bool(found["client"])
    yield AgendaItem(
        heading,
        aim,
        page,
        PLAIN if known else sections.POOR,
        detail=known,
    )
    for objective in Objective.objects.open().filter(account=account).select_related("owner")[:8]:
        late = objective.is_overdue(today)
        text = (
            f"{objective} ({objective.measure}: {objective.target}; {objective.owner}, "
            f"{day(objective.due_on)})"
        )
        tone = sections.POOR if late else PLAIN
        yield AgendaItem(heading, text, objective.get_absolute_url(), tone, detail=True)


def _swot(account, today):
    page = reverse("blueprint:swot", args=[account.pk])
    items = list(SwotItem.objects.filter(account=account).order_by("-weight", "since_on")[:60])
    undone = [item for item in items if not item.handled]
    if not items:
        yield AgendaItem(Heading.SWOT, "There is no SWOT in the file.", page, sections.WATCH)
        return
    text = f"SWOT items in the file: {len(items)}; still to be acted upon: {len(undone)}."
    yield AgendaItem(Heading.SWOT, text, page)
    for item in undone[:8]:
        days = (today - item.since_on).days
        tone = sections.WATCH if days > 180 else PLAIN
        text = (
            f"{item.get_quadrant_display().capitalize()}: {item} ({item.state}, {days} days old)."
        )
        yield AgendaItem(Heading.SWOT, text, item.get_absolute_url(), tone, detail=True)
