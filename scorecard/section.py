"""Delivery performance as a section of the file: figures, scorecard, issues, deliverables, value."""

from datetime import timedelta

from django.db.models import Count, Max, Q

from accountfile.addresses import reverse
from accountfile.core import sections
from accountfile.core.charts import bars_and_line, cached_chart
from accountfile.core.models import Account, exact_sum
from accountfile.core.periods import add_months, due_on, in_words, twelve_months_to
from accountfile.core.sections import (
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
from accountfile.core.templatetags.af import day, percent
from scorecard import paper, sample, scoring
from scorecard.figures import days_to_resolve, earned, growth, on_time
from scorecard.models import Deliverable, FinancialPeriod, Issue, Reading, Scorecard, ValueRecord

FRESH_FOR = 65  # days: a month's card, and time to fill it


class Delivery(sections.Section):
    """Financials, scorecards, issues, deliverables and value of one file."""

    def summary(self, account, today):
        now, before = _two_years(account, today)
        cards = list(Scorecard.objects.filled().filter(account=account).select_related("template")[:2])
        issues = list(Issue.objects.filter(account=account).select_related("owner")[:100])
        open_issues = [issue for issue in issues if not issue.resolved_on]
        added = earned(now)
        return {
            "earned": added,
            "grown": paper.grown(growth(added, earned(before))),
            "has_figures": bool(now),
            "months": paper.rows(now),
            "chart_period": f"?period={_turn(today, 12)}..{_turn(today) - timedelta(days=1)}",
            "card": cards[0] if cards else None,
            "card_note": paper.against(cards),
            "open_issues": [(issue, issue.age(today)) for issue in open_issues[:4]],
            "open_count": len(open_issues),
            "days": days_to_resolve(issues),
        }

    def pack(self, account, period, audience):
        return None if audience == sections.CLIENT else paper.printed(account, period)

    def pack_charts(self, data, version):
        if not data["months"]:
            return {}
        return {"revenue": _drawing(account="", months=data["months"], unit=data["currency"], text="none")}

    def charts(self):
        return {"revenue": revenue_chart}

    def questions(self, accounts, today):
        earned_on = _last(FinancialPeriod, accounts, Max("ends_on", filter=~Q(revenue=None)))
        filled_on = _last(Scorecard, accounts, Max("filled_on"))
        issues_on = _last(Issue, accounts, Max("changed_on"))
        agreed_on = _last(ValueRecord, accounts, Max("agreed_on"))
        for account in accounts:
            ask = _asker(account.pk)
            yield ask("What does the account earn, against plan and last year?", earned_on, "paste", 75, 2)
            yield ask("Is what we promised really so, this month?", filled_on, "scorecard_add", FRESH_FOR, 2)
            yield ask("Which issues stand between us and the client?", issues_on, "issue_add", 190)
            yield ask("What has the client gained through us, and who there agrees?", agreed_on, "valuerecord_add", 370)

    def agenda(self, account, since, today):
        yield from self._agenda_of_figures(account, today)
        yield from self._agenda_of_card(account)
        yield from self._agenda_of_issues(account, today)

    def _agenda_of_figures(self, account, today):
        now, before = _two_years(account, today)
        url = reverse("scorecard:financialperiod_list", args=[account.pk])
        if now:
            added = earned(now)
            tone = "poor" if added.achievement is not None and added.achievement < 90 else "plain"
            yield AgendaItem(Heading.BUSINESS_PERFORMANCE, paper.told(added, growth(added, earned(before))), url, tone)
        else:
            yield AgendaItem(
                Heading.BUSINESS_PERFORMANCE, "No revenue of the last twelve months is known.", url, "watch"
            )
        well, due, share = on_time(Deliverable.objects.due_in(twelve_months_to(today)).filter(account=account), today)
        if due:
            url = reverse("scorecard:deliverable_list", args=[account.pk])
            words = f"{well} of {due} deliverables came in time and were right at once ({percent(share)})."
            yield AgendaItem(Heading.BUSINESS_PERFORMANCE, words, url, "poor" if share < 80 else "plain")

    def _agenda_of_card(self, account):
        cards = list(Scorecard.objects.filled().filter(account=account).select_related("template")[:2])
        if not cards:
            url = reverse("scorecard:scorecard_list", args=[account.pk])
            yield AgendaItem(Heading.SCORECARD, "No scorecard has been filled.", url, "watch")
            return
        card = cards[0]
        tone = "plain" if card.tone == "good" else card.tone or "watch"
        yield AgendaItem(Heading.SCORECARD, paper.said(card, cards), card.get_absolute_url(), tone)
        for reading in Reading.objects.filter(scorecard=card).select_related("measure"):
            if scoring.state(reading) == scoring.RED:
                yield AgendaItem(Heading.SCORECARD, paper.red(reading), card.get_absolute_url(), "poor", detail=True)

    def _agenda_of_issues(self, account, today):
        issues = list(Issue.objects.filter(account=account).select_related("owner")[:100])
        still = [issue for issue in issues if not issue.resolved_on]
        url, average = reverse("scorecard:issue_list", args=[account.pk]), days_to_resolve(issues)
        mean = "" if average is None else f" Resolving one took {average:.0f} days on average."
        yield AgendaItem(Heading.ISSUES, f"{len(still) or 'No'} issue{'s' * (len(still) != 1)} open.{mean}", url)
        for issue in still[:6]:
            kind = f"{issue.get_side_display()}, {issue.get_kind_display()}"
            words = f"{issue.title} ({kind}): open for {issue.age(today)} days, with {issue.owner}."
            tone = "poor" if issue.age(today) > 30 else "watch"
            yield AgendaItem(Heading.ISSUES, words, issue.get_absolute_url(), tone, detail=True)
        for issue in [each for each in issues if each.resolved_on and not each.acknowledged_on][:3]:
            words = f"{issue.title}: resolved on {day(issue.resolved_on)}, but the client has not said so."
            yield AgendaItem(Heading.ISSUES, words, issue.get_absolute_url(), "watch", detail=True)

    def inputs(self, account, today):
        url = reverse("scorecard:scorecard_list", args=[account.pk])
        last = Scorecard.objects.filter(account=account).aggregate(last=Max("filled_on"))["last"]
        if last is None:
            yield InputState(Input.SCORECARD, sections.MISSING, "No scorecard has been filled.", url)
        else:
            state = sections.STALE if (today - last).days > FRESH_FOR else sections.READY
            yield InputState(Input.SCORECARD, state, f"Last filled on {day(last)}.", url)

    def signals(self, accounts, today):
        newest = {}
        cards = Scorecard.objects.filled().filter(account__in=accounts, month__gte=add_months(today, -4))
        for card in cards.order_by("month", "pk").only("account", "month", "tone", "percent"):
            newest[card.account_id] = card
        for card in newest.values():
            points = {"good": 6, "watch": -3, "poor": -12}.get(card.tone, 0)
            if points:
                yield Signal(card.account_id, points, f"{card}: {card.percent}%", card.get_absolute_url())
        old = Issue.objects.open().filter(account__in=accounts, raised_on__lt=today - timedelta(days=30))
        for account_id, number in old.order_by().values_list("account").annotate(Count("pk")):
            text = f"{number} issue{'s' * (number > 1)} open for more than 30 days"
            yield Signal(account_id, -min(12, 4 * number), text, reverse("scorecard:issue_list", args=[account_id]))
        yield from _short_of_plan(accounts, today)

    def needs(self, person, today):
        seen = Account.objects.visible_to(person)
        due = Deliverable.objects.due_by(today + timedelta(days=7)).filter(owner=person, account__in=seen)
        for each in due.select_related("account")[:6]:
            text = f"“{each}” for {each.account} {in_words(each.due_on, today)}."
            yield Need(text, each.get_absolute_url(), "Open it", each.due_on)

    def due(self, today):
        promised = Deliverable.objects.due_by(today).filter(owner__is_active=True).select_related("account")
        yield Due(promised, lambda rows: _to_deliver(rows, today))

    def promises(self, account, day):
        for each in Deliverable.objects.due_by(day).filter(account=account):
            yield each.due_on, each.text, reverse("scorecard:deliverable", args=[account.pk, each.pk])

    def searchable(self):
        yield Searchable(Issue, text=lambda row: f"{row.root_cause} {row.rectification} {row.prevention}", place=6)
        yield Searchable(Deliverable)
        yield Searchable(ValueRecord, text=lambda row: f"{row.how_measured} {row.agreed_by}")

    def demo(self, accounts, people, today):
        sample.demo(accounts, people, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        sample.populate(accounts, people, today, random)


def _to_deliver(deliverables, today):
    for each in deliverables:
        text = f"“{each}” for {each.account} {due_on(each.due_on, today)}."
        url = reverse("scorecard:deliverable", args=[each.account_id, each.pk])
        key = f"deliverable:{each.pk}:{each.due_on}"
        yield Reminder(key, each.owner_id, each.account_id, text, url, "You own this deliverable.")


def revenue_chart(account, period):
    """Draw revenue as bars against the planned revenue as a line, for the financial periods within a span."""
    rows = list(FinancialPeriod.objects.filter(account=account).belonging_to(period).order_by("starts_on"))
    return _drawing(account=account.name, months=paper.rows(rows), unit=rows[0].currency if rows else "")


def _drawing(*, account, months, unit, text="path"):
    return cached_chart(
        bars_and_line,
        title=f"Revenue of {account}" if account else "Revenue",
        months=[month["label"] for month in months],
        bars=[paper.as_decimal(month["revenue"]) for month in months],
        line=[paper.as_decimal(month["planned_revenue"]) for month in months],
        bar_label="Revenue",
        line_label="Planned",
        unit=unit,
        text=text,
    )


def _turn(today, months_ago=0):
    """Return the day after the last month that has ended by the end of this day, or the one so many months before."""
    return add_months(twelve_months_to(today).months.end, -months_ago)


def _two_years(account, today):
    """Return the financial periods of the last twelve whole months and of the twelve before, with one statement."""
    turn, end = _turn(today, 12), _turn(today)
    rows = FinancialPeriod.objects.filter(account=account, ends_on__gte=add_months(turn, -12), ends_on__lt=end)
    rows = list(rows.order_by("starts_on"))
    return [row for row in rows if row.ends_on >= turn], [row for row in rows if row.ends_on < turn]


def _last(model, accounts, newest):
    rows = model.objects.filter(account__in=accounts).order_by().values_list("account")
    return dict(rows.annotate(newest=newest).values_list("account", "newest"))


def _asker(account_id):
    def ask(text, known, where, fresh_for, weight=1):
        url = reverse(f"scorecard:{where}", args=[account_id])
        return Question(account_id, text, known.get(account_id), url, fresh_for, weight)

    return ask


def _short_of_plan(accounts, today):
    rows = FinancialPeriod.objects.filter(
        account__in=accounts, starts_on__gte=_turn(today, 3), ends_on__lt=_turn(today)
    )
    rows = rows.exclude(Q(revenue=None) | Q(planned_revenue=None)).order_by().values_list("account")
    # Two currencies make no sum, as on the page of the figures.
    rows = rows.annotate(currencies=Count("currency", distinct=True)).filter(currencies=1)
    rows = rows.annotate(earned=exact_sum("revenue"), hoped=exact_sum("planned_revenue"))
    for account_id, revenue, planned in rows.values_list("account", "earned", "hoped"):
        if planned > 0 and revenue < planned * 9 / 10:
            url = reverse("scorecard:financialperiod_list", args=[account_id])
            yield Signal(
                account_id, -8, f"Revenue of the last three months is {percent(revenue / planned * 100)} of plan", url
            )


sections.register(
    Delivery(
        slug="scorecard",
        title="Delivery performance",
        why="What we earn, what we promised, what went wrong: with figures, before somebody else brings theirs.",
        icon="chart-bar",
    )
)
