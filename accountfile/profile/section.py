"""The client profile as a section: what it asks, tells, shows and draws."""

from collections import defaultdict
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Max

from accountfile.addresses import reverse
from accountfile.clock import house_day
from accountfile.core import sections
from accountfile.core.sections import AgendaItem, Due, Heading, Input, InputState, Question, Reminder, Searchable
from accountfile.core.templatetags.af import day
from accountfile.profile import paper, sample
from accountfile.profile.drawing import chart_of
from accountfile.profile.models import BuyingDate, ClientCompetitor, Fact, Position, Supplier
from accountfile.profile.prompts import unanswered

FRESH_DAYS = 180
CHART_DAYS = 365
WHO_SITS_WHERE = "Who sits where, and who reports to whom?"
WHEN_THEY_BUY = "What are their budget dates, and who signs at which amount?"


class Profile(sections.Section):
    """What the client is: overview, market, business, structure, people, procurement, suppliers, competition."""

    def summary(self, account, today):
        facts = list(Fact.objects.filter(account=account)[:80])
        positions = list(Position.objects.filter(account=account).select_related("reports_to")[:200])
        return {
            "topics": topics(account, facts),
            "overview": [fact for fact in facts if fact.topic == Fact.Topic.OVERVIEW][:2] or facts[:2],
            "known": len(facts),
            "unconfirmed": sum(fact.grade == Fact.Grade.ASSUMED for fact in facts),
            "stale": sum(today - fact.known_on > timedelta(days=FRESH_DAYS) for fact in facts),
            "charts": drawn(positions),
            "positions": len(positions),
            "gaps": sum(position.mark == "gap" for position in positions),
            "next_date": BuyingDate.objects.filter(account=account, falls_on__gte=today).first(),
        }

    def pack(self, account, period, audience):
        return None if audience == sections.CLIENT else paper.printed(account)

    def pack_charts(self, data, version):
        return paper.charts(data, version)

    def charts(self):
        return {name: chart_of(name, f"{label.capitalize()} chart") for name, label in Position.Chart.choices}

    def questions(self, accounts, today):
        facts = Fact.objects.filter(account__in=accounts).order_by()
        rows = facts.values_list("account", "topic").annotate(Max("known_on"))
        known = {(account_id, topic): known_on for account_id, topic, known_on in rows}
        charts, calendar = latest(Position, accounts), latest(BuyingDate, accounts)
        for account in accounts:
            add = reverse("profile:fact_add", args=[account.pk])
            for topic, text in ASKED.items():
                yield Question(account.pk, text, known.get((account.pk, topic)), f"{add}?topic={topic}", FRESH_DAYS)
            page = reverse("profile:position_list", args=[account.pk])
            yield Question(account.pk, WHO_SITS_WHERE, charts.get(account.pk), page, CHART_DAYS, 2)
            page = reverse("profile:buyingdate_list", args=[account.pk])
            yield Question(account.pk, WHEN_THEY_BUY, calendar.get(account.pk), page, CHART_DAYS)

    def agenda(self, account, since, today):
        facts = Fact.objects.filter(account=account)
        market = facts.about(Fact.Topic.MARKET, Fact.Topic.BUSINESS)
        for fact in (market.filter(known_on__gte=house_day(since)) if since else market)[:5]:
            words = f"{fact.text} ({fact.grade}, {day(fact.known_on)})"
            yield AgendaItem(Heading.BUSINESS_PERFORMANCE, words, fact.get_absolute_url(), detail=True)
        positions = Position.objects.filter(account=account)
        for box in positions.filter(changed_on__gte=house_day(since))[:8] if since else ():
            words = f"{box} (changed {day(box.changed_on)})"
            yield AgendaItem(Heading.ORGANISATION_CHANGES, words, box.get_absolute_url())
        if gaps := positions.exclude(held=Position.Held.KNOWN).count():
            words = f"Vacant or unknown boxes in the client's organisation charts: {gaps}."
            url = reverse("profile:position_list", args=[account.pk])
            yield AgendaItem(Heading.ORGANISATION_CHANGES, words, url, sections.WATCH)
        if assumed := facts.unconfirmed().count():
            words = f"Facts of the profile that are assumed, not confirmed: {assumed}."
            url = reverse("profile:fact_list", args=[account.pk])
            yield AgendaItem(Heading.MISSING_INFORMATION, words, url, sections.WATCH)

    def inputs(self, account, today):
        changed = latest(Position, [account]).get(account.pk)
        state, words = sections.MISSING, "No organisation chart is drawn yet."
        if changed is not None:
            state = sections.STALE if today - changed > timedelta(days=FRESH_DAYS) else sections.READY
            words = f"Organisation charts last changed on {day(changed)}."
        yield InputState(Input.ORGANISATION_CHARTS, state, words, reverse("section", args=[account.pk, self.slug]))

    def due(self, today):
        soon = BuyingDate.objects.falling(today, today + timedelta(days=30)).select_related("account")
        yield Due(soon.filter(account__account_manager__is_active=True), _soon)

    def promises(self, account, day):
        for date in BuyingDate.objects.filter(account=account, falls_on__lte=day):
            yield date.falls_on, str(date), date.get_absolute_url()

    def searchable(self):
        yield Searchable(Fact, text=lambda row: f"{row.prompt} {row.source}")
        yield Searchable(Position, text=lambda row: row.unit)
        yield Searchable(Supplier, text=lambda row: f"{row.supplies} {row.evidence}")
        yield Searchable(ClientCompetitor, text=lambda row: f"{row.threat} {row.evidence}")

    def demo(self, accounts, people, today):
        sample.demo(accounts, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        sample.populate(accounts, today, random)


ASKED = {
    Fact.Topic.OVERVIEW: "What does the client do, and for whom?",
    Fact.Topic.MARKET: "How does the client's market move?",
    Fact.Topic.BUSINESS: "How does the client earn its money, and what does it want?",
    Fact.Topic.STRUCTURE: "How is the client organised, and where is it decided?",
    Fact.Topic.PEOPLE: "What is valued at the client, and how do its people work?",
    Fact.Topic.PROCUREMENT: "How does the client buy?",
    Fact.Topic.SUPPLIERS: "Which of their other suppliers matter to our success?",
    Fact.Topic.COMPETITION: "Against whom does the client lose business?",
}


def _soon(dates):
    for date in dates:
        account = date.account
        words = f"{account}: {date.get_kind_display()} on {day(date.falls_on)} ({date.text})."
        key, url = f"buying:{date.pk}:{date.falls_on}", date.get_absolute_url()
        yield Reminder(key, account.account_manager_id, account.pk, words, url, "You manage this account.")


def by_topic(facts):
    """Return the facts of each topic, in the order of the topics."""
    return {topic: [fact for fact in facts if fact.topic == topic] for topic in Fact.Topic}


def topics(account, facts):
    """Return ``(heading, facts, empty prompts with the address that answers them)`` for each topic."""
    add = reverse("profile:fact_add", args=[account.pk])
    for topic, known in by_topic(facts).items():
        yield (
            topic.label.capitalize(),
            known,
            [(prompt, f"{add}?{urlencode({'topic': topic, 'prompt': prompt})}") for prompt in unanswered(topic, known)],
        )


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


def latest(model, accounts):
    """Return the day of the last change of a kind of row, for each account that has any."""
    rows = model.objects.filter(account__in=accounts).order_by()
    return dict(rows.values_list("account").annotate(Max("changed_on")))


sections.register(
    Profile(
        slug="profile",
        title="Client profile",
        why="Whoever knows the client's market, people and calendar is asked before the tender is written.",
        icon="building-office-2",
    )
)
