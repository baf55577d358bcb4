"""The blueprint as a section: what it asks, tells and shows."""

from datetime import timedelta
from functools import partial

from django.db.models import Count

from accountfile.addresses import reverse
from accountfile.blueprint import paper, sample
from accountfile.blueprint.models import (
    ClientObjective,
    Competitor,
    Objective,
    Position,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
    is_out_of_sight,
)
from accountfile.blueprint.standing import answers, words, year_in_full
from accountfile.blueprint.swot import sheets
from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.core.periods import due_on
from accountfile.core.sections import (
    PLAIN,
    AgendaItem,
    Due,
    Heading,
    Input,
    InputState,
    Need,
    Question,
    Reminder,
    Searchable,
    Signal,
)
from accountfile.core.templatetags.af import day

# What is asked, which answer counts, where it is given, for how many days it holds, its weight.
ASKED = [
    ("Where do we stand with the client, and what is in scope?", "position", "position_add", 180, 2),
    ("What is our 12-month objective for this client?", "year", "twelvemonthobjective_add", 365, 3),
    ("What does the client want from us, in its own words?", "client", "clientobjective_add", 365, 3),
    (
        "What are the strengths, weaknesses, opportunities and threats of our relationship?",
        "ours",
        "swotitem_add",
        180,
        2,
    ),
    ("What are the client's own strengths, weaknesses, opportunities and threats?", "theirs", "swotitem_add", 365, 1),
    ("Which competitor was last seen at the client, and when?", "sighting", "sighting_list", 90, 1),
    ("Which measurable objectives are we working on?", "objective", "objective_add", 100, 1),
]
UNKNOWN_AIM = "Nobody has written down what the client wants from us."


class Blueprint(sections.Section):
    """Position, objectives, SWOT and our competition: what we want of this account and with it."""

    def summary(self, account, today):
        items = list(SwotItem.objects.filter(account=account)[:60])
        objectives = list(Objective.objects.open().filter(account=account).select_related("owner")[:20])
        return words(account) | {
            "sheets": sheets(items),
            "unhandled": sum(not item.handled for item in items),
            "objectives": objectives,
            "overdue": sum(objective.is_overdue(today) for objective in objectives),
            "in_full": partial(year_in_full, account, today),  # asked by the section's own page only
        }

    def pack(self, account, period, audience):
        return None if audience == sections.CLIENT else paper.printed(account)

    def questions(self, accounts, today):
        found = answers(accounts)
        for account in accounts:
            row = found[account.pk]
            for text, answer, name, fresh, weight in ASKED:
                url = reverse(f"blueprint:{name}", args=[account.pk])
                url += "?side=client" if answer == "theirs" else ""
                yield Question(account.pk, text, row[answer], url, fresh, weight)

    def agenda(self, account, since, today):
        yield from self._goals(account, today)
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
            text = f"Competitors here: {len(competitors)}; the strongest is {strongest} ({strongest.strength} of 5)."
            yield AgendaItem(Heading.COMPETITORS, text, url, sections.WATCH if strongest.strength >= 4 else PLAIN)
        if not competitors:
            yield AgendaItem(Heading.COMPETITORS, "No competitor is named in the file.", url, sections.WATCH)
        yield from self._swot(account, today)

    def _goals(self, account, today):
        found, heading = words(account), Heading.MISSION_STRATEGY_GOALS
        page = reverse("section", args=[account.pk, self.slug])
        year = f"Our 12-month objective: {found['year']}" if found["year"] else "There is no 12-month objective."
        yield AgendaItem(heading, year, page, PLAIN if found["year"] else sections.POOR, detail=bool(found["year"]))
        aim = f"The client's objective: {found['client']}" if found["client"] else UNKNOWN_AIM
        known = bool(found["client"])
        yield AgendaItem(heading, aim, page, PLAIN if known else sections.POOR, detail=known)
        for objective in Objective.objects.open().filter(account=account).select_related("owner")[:8]:
            late = objective.is_overdue(today)
            text = f"{objective} ({objective.measure}: {objective.target}; {objective.owner}, {day(objective.due_on)})"
            tone = sections.POOR if late else PLAIN
            yield AgendaItem(heading, text, objective.get_absolute_url(), tone, detail=True)

    def _swot(self, account, today):
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
            text = f"{item.get_quadrant_display().capitalize()}: {item} ({item.state}, {days} days old)."
            yield AgendaItem(Heading.SWOT, text, item.get_absolute_url(), tone, detail=True)

    def inputs(self, account, today):
        changed = answers([account])[account.pk]["ours"]
        state, text = sections.MISSING, "There is no SWOT of the relationship."
        if changed:
            state = sections.STALE if today - changed > timedelta(days=100) else sections.READY
            text = f"The SWOT last changed on {day(changed)}."
        yield InputState(Input.SWOT, state, text, reverse("blueprint:swot", args=[account.pk]))

    def signals(self, accounts, today):
        late = Objective.objects.overdue(today).filter(account__in=accounts).order_by()
        for account_id, number in late.values_list("account").annotate(Count("pk")):
            url = reverse("blueprint:objective_list", args=[account_id])
            yield Signal(account_id, -min(9, 3 * number), f"{number} objective{'s' * (number > 1)} overdue", url)
        seen = Sighting.objects.filter(competitor__account__in=accounts, competitor__strength__gte=4).order_by()
        near = seen.filter(seen_on__gt=today - timedelta(days=90)).values_list("competitor__account").distinct()
        for (account_id,) in near:
            url = reverse("blueprint:competitor_list", args=[account_id])
            yield Signal(account_id, -6, "A strong competitor was seen within 90 days", url)

    def needs(self, person, today):
        due = Objective.objects.open().filter(owner=person, due_on__lte=today + timedelta(days=7))
        due = list(due.filter(account__in=Account.objects.visible_to(person)).select_related("account")[:4])
        files = Account.objects.filter(pk__in={row.account_id for row in due}).with_rights(person)
        to_change = {account.pk for account in files if account.may_change}
        for row in due:
            text = f"The objective “{row}” for {row.account} {due_on(row.due_on, today)}."
            closes = row.account_id in to_change
            url = reverse("blueprint:end_objective" if closes else "blueprint:objective", args=[row.account_id, row.pk])
            verb = "Close it" if closes else "Open it"
            yield Need(text, url, verb, row.due_on)

    def due(self, today):
        late = Objective.objects.open().filter(due_on__lte=today, owner__is_active=True)
        yield Due(late.select_related("account"), lambda rows: _to_reach(rows, today))

    def promises(self, account, day):
        for row in Objective.objects.open().filter(account=account, due_on__lte=day):
            yield row.due_on, row.text, row.get_absolute_url()

    def searchable(self):
        yield Searchable(TwelveMonthObjective)
        yield Searchable(ClientObjective, text=lambda row: row.source)
        yield Searchable(Position, text=lambda row: row.scope)
        yield Searchable(Objective, text=lambda row: f"{row.measure} {row.target}")
        yield Searchable(SwotItem, text=lambda row: row.how)
        yield Searchable(Competitor, text=lambda row: f"{row.move} {row.counter}")
        yield Searchable(Sighting)

    def demo(self, accounts, people, today):
        sample.demo(accounts, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        sample.populate(accounts, today, random)


def _to_reach(objectives, today):
    for row in objectives:
        week = (today - row.due_on).days // 7
        text = f"The objective “{row}” for {row.account} {due_on(row.due_on, today)}."
        key, url = f"objective:{row.pk}:{row.due_on}:{week}", row.get_absolute_url()
        yield Reminder(key, row.owner_id, row.account_id, text, url, "You own this objective.")


sections.register(
    Blueprint(
        slug="blueprint",
        title="Position and blueprint",
        why="Where we stand, what the client wants from us, and what we mean to have reached in a year.",
        icon="map",
    )
)
