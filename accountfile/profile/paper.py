"""What the review pack prints of the client profile: named rows, frozen when the review is
closed.
"""

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.profile.drawing import Box, draw
from accountfile.profile.models import BuyingDate, Fact, Position
from accountfile.wording import day, money

PRINTED_UNDER = {
    Fact.Topic.OVERVIEW: Heading.BUSINESS_PERFORMANCE,
    Fact.Topic.MARKET: Heading.BUSINESS_PERFORMANCE,
    Fact.Topic.BUSINESS: Heading.BUSINESS_PERFORMANCE,
    Fact.Topic.STRUCTURE: Heading.ORGANISATION_CHANGES,
    Fact.Topic.PEOPLE: Heading.ORGANISATION_CHANGES,
    Fact.Topic.PROCUREMENT: Heading.SALES,
    Fact.Topic.SUPPLIERS: Heading.SALES,
    Fact.Topic.COMPETITION: Heading.COMPETITORS,
}
POSITION_IN_FORMAT_1 = ("number", "chart", "title", "holder", "above", "mark")


def pack(account, period, audience):
    """Return what the pack prints of one account's profile, and under which headings."""
    if audience == sections.CLIENT:
        return None
    facts = list(Fact.objects.filter(account=account)[:80])
    positions = Position.objects.filter(account=account).select_related("reports_to")[:200]
    dates = BuyingDate.objects.filter(account=account)[:20]
    topics = [
        _topic(topic, facts) for topic in Fact.Topic if any(fact.topic == topic for fact in facts)
    ]
    here = {topic["heading"] for topic in topics}
    here |= {Heading.ORGANISATION_CHANGES} if positions else set()
    here |= {Heading.SALES} if dates else set()
    return {
        "headings": sorted(here),
        "topics": topics,
        "unconfirmed": [fact.text for fact in facts if fact.grade == Fact.Grade.ASSUMED],
        "positions": [_position(each) for each in positions],
        "calendar": [_date(each) for each in dates],
    }


def pack_charts(data, version):
    """Return the organisation charts of a frozen profile; format 1 kept a position as a list."""
    rows = data["positions"]
    if version == 1:
        rows = [dict(zip(POSITION_IN_FORMAT_1, row, strict=True)) for row in rows]
    found = {}
    for row in rows:
        box = Box(
            row["number"],
            row["title"],
            row["holder"],
            row["above"],
            row["mark"],
        )
        found.setdefault(row["chart"], []).append(box)
    names = [name for name in Position.Chart.values if name in found]
    return {name: draw(f"The client's {name} chart", found[name]) for name in names}


def _topic(topic, facts):
    known = [_fact(fact) for fact in facts if fact.topic == topic]
    return {
        "topic": topic.label.capitalize(),
        "heading": PRINTED_UNDER[topic],
        "facts": known,
    }


def _fact(fact):
    return {
        "text": fact.text,
        "source": fact.source,
        "known_on": day(fact.known_on),
        "grade": fact.grade,
    }


def _position(position):
    return {
        "number": position.pk,
        "chart": position.chart,
        "title": position.title,
        "holder": position.holder,
        "above": position.reports_to_id,
        "mark": position.mark,
    }


def _date(date):
    falls = day(date.falls_on) if date.falls_on else money(date.limit, date.currency)
    return {
        "kind": date.get_kind_display(),
        "text": date.text,
        "falls": falls,
        "signs": date.signs,
    }
