"""What sales bring to a review: orders since the last one, what is open, large losses, ideas."""

from datetime import timedelta

from django.db.models import Count, F, Q

from accountfile.base.addresses import reverse
from accountfile.base.clock import house_day
from accountfile.core.sections import PLAIN, POOR, WATCH, AgendaItem, Heading
from accountfile.periods import EVER, days
from accountfile.wording import day, money
from opportunities.figures.sums import sums
from opportunities.models import Opportunity, Proposition

LARGE_LOSS = 10_000  # in the reporting currency; a loss above it is talked about in the review
MOST_LOSSES = 3


def agenda(account, since, today):
    """Yield what the review should know of sales since the last one."""
    rows = Opportunity.objects.filter(account=account)
    page = reverse("opportunities:opportunity_list", args=[account.pk])
    period = days(house_day(since), today + timedelta(days=1)) if since else EVER
    recent = rows.closed_in(period)
    closed = recent.order_by().aggregate(**sums())
    yield AgendaItem(
        Heading.SALES,
        _since(closed, since),
        f"{page}?state=won&period={period.code}",
    )
    yield from _of_open(rows, page, today)
    yield from _of_losses(recent)
    yield from _of_ideas(account, today)


def _of_open(rows, page, today):
    late = Count("pk", filter=Q(expected_on__lt=today))
    now = rows.open().order_by().aggregate(**sums(), late=late)
    yield AgendaItem(
        Heading.SALES,
        _now(now),
        f"{page}?state=open",
        PLAIN if now["open_count"] else WATCH,
    )
    if now["late"]:
        words = f"Open opportunities that should have closed by now: {now['late']}."
        yield AgendaItem(Heading.SALES, words, f"{page}?slipped=on", WATCH)


def _of_losses(recent):
    """Yield the largest losses: of the small ones the first line has the sum."""
    large = recent.lost().with_worth().filter(worth__gte=LARGE_LOSS)
    for row in large.order_by(F("worth").desc())[:MOST_LOSSES]:
        why = row.reason or "nobody has written why"
        words = f"Lost: {row}, {money(row.worth)}: {why}"
        yield AgendaItem(
            Heading.SALES,
            words,
            row.get_absolute_url(),
            POOR,
            detail=True,
        )


def _of_ideas(account, today):
    ideas = Proposition.objects.alive(today).filter(account=account).count()
    words = "There is no idea for this client that is not an opportunity yet."
    if ideas:
        words = f"Ideas for this client that we pursue: {ideas}."
    yield AgendaItem(
        Heading.SALES,
        words,
        reverse("opportunities:proposition_list", args=[account.pk]),
        PLAIN if ideas else WATCH,
        detail=bool(ideas),
    )


def _since(found, since):
    when = f"since {day(house_day(since))}" if since else "so far"
    won = f"{found['won_count']} for {money(found['won_value'] or 0)}"
    lost = f"{found['lost_count']}"
    if found["lost_value"]:
        lost += f" for {money(found['lost_value'])}"
    return f"Won {when}: {won}; lost: {lost}."


def _now(found):
    if not found["open_count"]:
        return "No opportunity is open."
    return f"Open: {found['open_count']}, worth {money(found['open_value'] or 0)}."
