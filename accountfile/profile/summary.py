"""What the file page shows of the client profile."""

from collections import defaultdict
from datetime import timedelta
from urllib.parse import urlencode

from accountfile.base.addresses import reverse
from accountfile.profile.drawing import chart_of
from accountfile.profile.models import BuyingDate, Fact, Position
from accountfile.profile.prompts import unanswered

FRESH_DAYS = 180


def summary(account, today):
    facts = list(Fact.objects.filter(account=account)[:80])
    positions = list(Position.objects.filter(account=account).select_related("reports_to")[:200])
    overview = [fact for fact in facts if fact.topic == Fact.Topic.OVERVIEW]
    fresh_since = today - timedelta(days=FRESH_DAYS)
    coming = BuyingDate.objects.filter(account=account, falls_on__gte=today)
    return {
        "topics": topics(account, facts),
        # Any two facts are a better beginning than none.
        "overview": overview[:2] or facts[:2],
        "known": len(facts),
        "unconfirmed": sum(fact.grade == Fact.Grade.ASSUMED for fact in facts),
        "stale": sum(fact.known_on < fresh_since for fact in facts),
        "charts": drawn(positions),
        "positions": len(positions),
        "gaps": sum(position.mark == "gap" for position in positions),
        "next_date": coming.first(),
    }


def charts():
    return {
        name: chart_of(name, f"{label.capitalize()} chart")
        for name, label in Position.Chart.choices
    }


def by_topic(facts):
    """Return the facts of each topic, in the order of the topics."""
    return {topic: [fact for fact in facts if fact.topic == topic] for topic in Fact.Topic}


def topics(account, facts):
    """Return ``(heading, facts, empty prompts with the address that answers them)`` for each
    topic.
    """
    add = reverse("profile:fact_add", args=[account.pk])
    for topic, known in by_topic(facts).items():
        empty = []
        for prompt in unanswered(topic, known):
            chosen = urlencode({"topic": topic, "prompt": prompt})
            empty.append((prompt, f"{add}?{chosen}"))
        yield topic.label.capitalize(), known, empty


def drawn(positions):
    """Return ``(name, label, rows)`` for each chart that has positions."""
    found = by_chart(positions)
    return [(name, label, found[name]) for name, label in Position.Chart.choices if name in found]


def by_chart(positions):
    """Return the positions of each chart."""
    found = defaultdict(list)
    for position in positions:
        found[position.chart].append(position)
    return found
