"""The evidence that delivery brings to a review."""

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    AgendaItem,
    Heading,
)
from accountfile.periods import twelve_months_to
from accountfile.wording import day, percent, plural
from scorecard import scoring, sentences
from scorecard.figures import days_to_resolve, earned, growth, on_time
from scorecard.models import Deliverable, Issue, Reading, Scorecard
from scorecard.revenue import two_years


def agenda(account, since, today):
    yield from _agenda_of_figures(account, today)
    yield from _agenda_of_card(account)
    yield from _agenda_of_issues(account, today)


def _agenda_of_figures(account, today):
    now, before = two_years(account, today)
    url = reverse("scorecard:financialperiod_list", args=[account.pk])
    if now:
        added = earned(now)
        tone = "poor" if added.achievement is not None and added.achievement < 90 else "plain"
        yield AgendaItem(
            Heading.BUSINESS_PERFORMANCE,
            sentences.told(added, growth(added, earned(before))),
            url,
            tone,
        )
    else:
        yield AgendaItem(
            Heading.BUSINESS_PERFORMANCE,
            "No revenue of the last twelve months is known.",
            url,
            "watch",
        )
    well, due, share = on_time(
        Deliverable.objects.due_in(twelve_months_to(today)).filter(account=account), today
    )
    if due:
        url = reverse("scorecard:deliverable_list", args=[account.pk])
        words = (
            f"{well} of {due} deliverables came in time and were right at once ({percent(share)})."
        )
        yield AgendaItem(
            Heading.BUSINESS_PERFORMANCE,
            words,
            url,
            "poor" if share < 80 else "plain",
        )


def _agenda_of_card(account):
    cards = list(Scorecard.objects.filled().filter(account=account).select_related("template")[:2])
    if not cards:
        url = reverse("scorecard:scorecard_list", args=[account.pk])
        yield AgendaItem(Heading.SCORECARD, "No scorecard has been filled.", url, "watch")
        return
    card = cards[0]
    tone = "plain" if card.tone == "good" else card.tone or "watch"
    yield AgendaItem(
        Heading.SCORECARD,
        sentences.said(card, cards),
        card.get_absolute_url(),
        tone,
    )
    for reading in Reading.objects.filter(scorecard=card).select_related("measure"):
        if scoring.state(reading) == scoring.RED:
            yield AgendaItem(
                Heading.SCORECARD,
                sentences.red(reading),
                card.get_absolute_url(),
                "poor",
                detail=True,
            )


def _agenda_of_issues(account, today):
    issues = list(Issue.objects.filter(account=account).select_related("owner")[:100])
    still = [issue for issue in issues if not issue.resolved_on]
    average = days_to_resolve(issues)
    mean = "" if average is None else f" Resolving one took {average:.0f} days on average."
    yield AgendaItem(
        Heading.ISSUES,
        f"{plural(len(still) or 'No', 'issue')} open.{mean}",
        reverse("scorecard:issue_list", args=[account.pk]),
    )
    for issue in still[:6]:
        kind = f"{issue.get_side_display()}, {issue.get_kind_display()}"
        words = f"{issue.title} ({kind}): open for {issue.age(today)} days, with {issue.owner}."
        tone = "poor" if issue.age(today) > 30 else "watch"
        yield AgendaItem(
            Heading.ISSUES,
            words,
            issue.get_absolute_url(),
            tone,
            detail=True,
        )
    # Resolved only by our own account of it: the client has still to agree.
    unconfirmed = [each for each in issues if each.resolved_on and not each.acknowledged_on]
    for issue in unconfirmed[:3]:
        words = (
            f"{issue.title}: resolved on {day(issue.resolved_on)}, but the client has not said so."
        )
        yield AgendaItem(
            Heading.ISSUES,
            words,
            issue.get_absolute_url(),
            "watch",
            detail=True,
        )
