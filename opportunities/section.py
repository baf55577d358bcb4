"""Sales and marketing as a section of the file: what it shows, asks, warns of and brings to the review."""

from datetime import timedelta

from django.db.models import Count, F, Max, Q

from accountfile.addresses import reverse
from accountfile.core import sections
from accountfile.core.models import Account, exact_sum
from accountfile.core.periods import twelve_months_to
from accountfile.core.sections import Due, Need, Reminder, Searchable, Signal
from accountfile.core.templatetags.af import day, money
from opportunities import evidence, imports, paper, sample
from opportunities.drawing import draw_won_by_month, won_by_month
from opportunities.figures.clients import within
from opportunities.figures.sums import NOTHING, Tally, rounded, sums, tallies
from opportunities.models import Opportunity, Proposition, State, worth

REMINDED_DAYS = 7


class Sales(sections.Section):
    """Orders won and lost, what is open, ideas, prices, whitespace, marketing."""

    def summary(self, account, today):
        year = twelve_months_to(today)
        rows = Opportunity.objects.filter(account=account)
        won = Q(state=State.WON)
        before = Q(closed_on__gte=year.before.start, closed_on__lt=year.before.end)
        # Worked out once a row and then added up: written out seven times, it was a third of the whole file page.
        found = (
            rows.order_by()
            .with_worth()
            .aggregate(
                **sums(year, F("worth")),
                before=exact_sum("worth", filter=won & before),
                last=Max("closed_on", filter=won),
            )
        )
        top = list(
            rows.open().with_worth().select_related("stage").order_by(F("worth").desc(nulls_last=True), "pk")[:5]
        )
        for row in top:
            row.late = row.is_slipping(today)
        ideas = 0 if top else Proposition.objects.alive(today).filter(account=account).count()
        return told(account, found) | {"top": top, "propositions": ideas}

    def pack(self, account, period, audience):
        return None if audience == sections.CLIENT else paper.pack(account, period)

    def pack_charts(self, data, version):
        return paper.charts(data, version)

    def questions(self, accounts, today):
        return evidence.questions(accounts)

    def agenda(self, account, since, today):
        return evidence.agenda(account, since, today)

    def inputs(self, account, today):
        return evidence.inputs(account, today)

    def imports(self):
        return imports.KINDS

    def due(self, today):
        passed = Opportunity.objects.slipped(today).filter(expected_on__gte=today - timedelta(days=REMINDED_DAYS))
        passed = passed.filter(account__isnull=False, owner__is_active=True).select_related("account")
        yield Due(passed, _slipped)

    def signals(self, accounts, today):
        year = twelve_months_to(today)
        late = Count("pk", filter=Q(state=State.OPEN, expected_on__lt=today))
        before = exact_sum(
            worth(), filter=Q(state=State.WON, closed_on__gte=year.before.start, closed_on__lt=year.before.end)
        )
        rows = Opportunity.objects.filter(account__in=accounts).order_by().values("account")
        for row in rows.annotate(late=late, before=before, **sums(year)):
            yield from weighed(row)

    def figures(self, accounts, period):
        found = tallies(Opportunity.objects.filter(account__in=accounts), "account", period=period)
        return {account.pk: stored(found.get(account.pk, NOTHING)) for account in accounts}

    def figures_within(self, period):
        return within(period)

    def figures_of_people(self, person_ids, period):
        found = tallies(Opportunity.objects.filter(owner__in=person_ids), "owner", period=period)
        return {person_id: stored(tally) for person_id, tally in found.items()}

    def needs(self, person, today):
        mine = Opportunity.objects.open().owned_by(person).filter(expected_on__lte=today + timedelta(days=7))
        mine = mine.filter(account__in=Account.objects.visible_to(person)).select_related("account")
        due = list(mine.order_by("expected_on", "pk")[:6])
        files = Account.objects.filter(pk__in={row.account_id for row in due}).with_rights(person)
        to_change = {account.pk for account in files if account.may_change}
        for row in due:
            when = "was to close on" if row.expected_on < today else "is to close on"
            words = f"“{row}” for {row.account} {when} {day(row.expected_on)}."
            moves = row.account_id in to_change
            move = reverse("opportunities:opportunity_move", args=[row.account_id, row.pk])
            url = move if moves else row.get_absolute_url()
            yield Need(words, url, "Move it" if moves else "Open it", row.expected_on)
        waiting = Opportunity.objects.owned_by(person).without_account().count()
        if waiting:
            words = f"{waiting} of your opportunities {'waits' if waiting == 1 else 'wait'} for an account."
            verb = "Assign it" if waiting == 1 else "Assign them"
            yield Need(words, f"{reverse('opportunities_desk:unassigned')}?owner={person.pk}", verb, today)

    def promises(self, account, day):
        for row in Opportunity.objects.open().filter(account=account, expected_on__lte=day):
            yield row.expected_on, f"{row} is expected to close", row.get_absolute_url()

    def searchable(self):
        yield Searchable(
            Opportunity, text=lambda row: f"{row.client_need} {row.competitor} {row.external_id or ''}", place=2
        )
        yield Searchable(Proposition, text=lambda row: f"{row.text} {row.hypothesis} {row.sponsor}")

    def charts(self):
        return {"won_by_month": lambda account, period: draw_won_by_month(won_by_month(account, period))}

    def demo(self, accounts, people, today):
        sample.demo(accounts, people, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        sample.populate(accounts, people, today, random)


def stored(tally):
    """Return the columns of Standing that sales own."""
    return {
        "won_count": tally.won_count,
        "won_value": tally.won_value,
        "lost_count": tally.lost_count,
        "open_count": tally.open_count,
        "open_value": tally.open_value,
    }


def told(account, found):
    """Return the figures of the summary with the addresses of their rows."""
    tally = Tally(**{name: found[name] or 0 for name in sums()})
    page = reverse("opportunities:opportunity_list", args=[account.pk])
    before = found["before"] or 0
    return {
        "open_value": tally.open_value,
        "open_note": f"{tally.open_count} opportunities" if tally.open_count != 1 else "1 opportunity",
        "open_url": f"{page}?state=open",
        "weighted": rounded(tally.weighted),
        "won_value": tally.won_value,
        "won_note": f"{tally.won_count} orders; {money(before)} the year before",
        "won_url": f"{page}?state=won&period=12m",
        "win_rate": tally.win_rate,
        "rate_note": f"{tally.lost_count} lost" + (f"; last won {day(found['last'])}" if found["last"] else ""),
        "ever": found["last"] is not None,
        "chart_period": "" if tally.won_count else "?period=all",
    }


def weighed(row):
    """Yield what the sales of one account say for or against its health."""
    account_id, page = row["account"], reverse("opportunities:opportunity_list", args=[row["account"]])
    won, before, still = row["won_value"] or 0, row["before"] or 0, row["open_value"] or 0
    if not row["open_count"]:
        yield Signal(account_id, -10, "No opportunity is open", f"{page}?state=open")
    elif won and still >= won / 2:
        yield Signal(account_id, 6, "What is open is worth half a year's orders or more", f"{page}?state=open")
    if row["late"]:
        words = f"{row['late']} opportunit{'y is' if row['late'] == 1 else 'ies are'} past the expected day"
        yield Signal(account_id, -min(12, 3 * row["late"]), words, f"{page}?slipped=on")
    if before and won < before * 3 / 4:
        yield Signal(account_id, -10, "Won less than three quarters of the year before", f"{page}?state=won&period=12m")
    elif before and won > before * 5 / 4:
        yield Signal(account_id, 8, "Won more than a quarter above the year before", f"{page}?state=won&period=12m")


def _slipped(opportunities):
    for row in opportunities:
        words = f"“{row}” for {row.account} was expected to close on {day(row.expected_on)}."
        key = f"opportunity:{row.pk}:{row.expected_on}"
        yield Reminder(key, row.owner_id, row.account_id, words, row.get_absolute_url(), "You own this opportunity.")


sections.register(
    Sales(
        slug="opportunities",
        title="Sales and marketing",
        why="What the client buys, may buy next, and why we win or lose.",
        icon="presentation-chart-line",
        desk=(
            (2, "Opportunities", "opportunities_desk:list"),
            (9, "Figures", "opportunities_desk:figures", "chart-bar"),
        ),
    )
)
