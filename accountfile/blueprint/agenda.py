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

STRONG = 4  # of 5
UNKNOWN_AIM = "Nobody has written down what the client wants from us."


def agenda(account, since, today):
    yield from _goals(account, today)
    url = reverse("blueprint:competitor_list", args=[account.pk])
    competitors = Competitor.objects.filter(account=account).with_last_seen()[:12]
    for each in competitors:
        yield _about_competitor(each, today)
    if competitors:
        strongest = max(competitors, key=lambda each: each.strength)
        text = (
            f"Competitors here: {len(competitors)}; the strongest is {strongest} "
            f"({strongest.strength} of 5)."
        )
        tone = sections.WATCH if strongest.strength >= STRONG else PLAIN
        yield AgendaItem(Heading.COMPETITORS, text, url, tone)
    if not competitors:
        nobody = "No competitor is named in the file."
        yield AgendaItem(Heading.COMPETITORS, nobody, url, sections.WATCH)
    yield from _swot(account, today)


def _about_competitor(competitor, today):
    is_old = is_out_of_sight(competitor.seen_on, today)
    seen = "never seen yet"
    if competitor.seen_on:
        seen = f"last seen on {day(competitor.seen_on)}"
        if is_old:
            seen += ", more than 90 days ago"
    # What nobody has looked at of late matters before how strong it once seemed.
    if is_old:
        tone = sections.WATCH
    elif competitor.strength >= STRONG:
        tone = sections.POOR
    else:
        tone = PLAIN
    text = f"{competitor}: strength {competitor.strength} of 5, {seen}."
    page = competitor.get_absolute_url()
    return AgendaItem(Heading.COMPETITORS, text, page, tone, detail=True)


def _goals(account, today):
    found = words(account)
    heading = Heading.MISSION_STRATEGY_GOALS
    page = reverse("section", args=[account.pk, "blueprint"])
    aims = [
        (found["year"], "Our 12-month objective", "There is no 12-month objective."),
        (found["client"], "The client's objective", UNKNOWN_AIM),
    ]
    for aim, name, when_unknown in aims:
        text = f"{name}: {aim}" if aim else when_unknown
        tone = PLAIN if aim else sections.POOR
        # On paper the aims are printed in full above; that one is missing is not.
        yield AgendaItem(
            heading,
            text,
            page,
            tone,
            detail=bool(aim),
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
        yield AgendaItem(
            Heading.SWOT,
            text,
            item.get_absolute_url(),
            tone,
            detail=True,
        )
