"""What the review pack prints of the blueprint: named rows, frozen when the review is closed."""

from accountfile.blueprint.models import (
    Competitor,
    Objective,
    SwotItem,
)
from accountfile.blueprint.standing import words
from accountfile.blueprint.swot import sheets
from accountfile.core import sections
from accountfile.core.sections import (
    Heading,
)
from accountfile.wording import day


def pack(account, period, audience):
    """Return what the pack prints of one account's blueprint, and under which headings."""
    if audience == sections.CLIENT:
        return None
    found = words(account)
    items = SwotItem.objects.filter(account=account)[:60]
    objectives = Objective.objects.open().filter(account=account).select_related("owner")[:20]
    competitors = Competitor.objects.filter(account=account).with_last_seen()[:12]
    client_source = ""
    if found["client"]:
        client_source = f"{found['client_source']}, {day(found['client_on'])}"
    here = {
        Heading.MISSION_STRATEGY_GOALS: True,
        Heading.COMPETITORS: competitors,
        Heading.SWOT: items,
    }
    return {
        "headings": [heading for heading, rows in here.items() if rows],
        "year": found["year"] or "",
        "agreed_on": day(found["agreed_on"]) if found["agreed_on"] else "",
        "client": found["client"] or "",
        "client_source": client_source,
        "position": found["position"] or "",
        "swot": [_sheet(title, boxes) for _, title, boxes in sheets(items)],
        "objectives": [_objective(each) for each in objectives],
        "competitors": [_competitor(each) for each in competitors],
    }


def _sheet(title, boxes):
    """Return one SWOT as rows of two boxes, what is within us or them above what comes from
    outside.
    """
    within_left, within_right, outside_left, outside_right = [
        _box(heading, items) for _, heading, items in boxes
    ]
    rows = [
        {"left": within_left, "right": within_right},
        {"left": outside_left, "right": outside_right},
    ]
    return {"title": title, "rows": rows}


def _box(heading, items):
    return {
        "heading": heading,
        "items": [{"text": item.text, "state": item.state} for item in items],
    }


def _objective(objective):
    return {
        "text": objective.text,
        "measured_by": f"{objective.measure}: {objective.target}",
        "owner": objective.owner.name,
        "due_on": day(objective.due_on),
    }


def _competitor(competitor):
    return {
        "name": competitor.name,
        "strength": competitor.strength,
        "move": competitor.move,
        "counter": competitor.counter,
        "seen_on": day(competitor.seen_on),
    }
