"""What the reviews themselves bring to a review: what the last one left behind, actions, gaps,
private notes.
"""

from django.db.models import Count, Min, Q

from accountfile.base.addresses import reverse
from accountfile.base.clock import house_day
from accountfile.core import sections
from accountfile.core.models import Action
from accountfile.core.sections import AgendaItem, Heading
from accountfile.wording import day, plural
from reviews.models import ManagerNote, Minute, ProgressReview, Review
from reviews.models.after import AFTERWARDS


def agenda(account, since, today):
    """Yield the evidence of the reviews since a sign-off (None: this is the first review)."""
    # The one being closed is not its own predecessor: that one's period had ended when this one's
    # began.
    before = Review.objects.closed().filter(account=account)
    before = before.filter(period_end__lte=house_day(since)) if since else before.none()
    yield from _of_last_review(before.order_by("-period_end", "-closed_at").first())
    yield from _of_actions(account, today)
    yield from _of_gaps(account)
    yield from _of_account_manager(account)
    yield from _of_progress(account)


def _of_gaps(account):
    """Yield how much of the file is missing, once that has been worked out."""
    stands = getattr(account, "standing", None)
    if stands is None:
        return
    gaps = (
        f"Questions the file leaves unanswered: {stands.missing}; answers out of date: "
        f"{stands.out_of_date}."
    )
    yield AgendaItem(
        Heading.MISSING_INFORMATION,
        gaps,
        reverse("missing", args=[account.pk]),
        "watch" if stands.missing else "good",
    )


def _of_progress(account):
    """Yield what the last progress review with the client agreed, under what the client thinks."""
    progress = ProgressReview.objects.filter(account=account).first()
    if progress is None:
        return
    tone = {"poor": "poor", "mixed": "watch"}.get(progress.mood, "good")
    text = f"{progress}: {progress.get_mood_display()}. {progress.agreed or progress.minutes}"
    yield AgendaItem(
        Heading.SURVEY,
        text[:240],
        progress.get_absolute_url(),
        tone,
        detail=True,
    )


def _of_last_review(last):
    """Yield what the last review left behind: its lines and its decisions."""
    if last is None:
        yield AgendaItem(Heading.PREVIOUS_MINUTES, "This is the first review of the account.")
        return
    lines = list(last.minutes.internal())
    decisions = [line for line in lines if line.kind == Minute.Kind.DECISION]
    minuted = f"{plural(len(lines), 'line')}, {plural(len(decisions), 'decision')}"
    text = f"The last review was held on {day(last.held_on)}: {minuted}."
    yield AgendaItem(Heading.PREVIOUS_MINUTES, text, last.get_absolute_url())
    done, to_do = last.after_checks.count(), len(AFTERWARDS)
    number = {0: "none", to_do: "all"}.get(done, done)
    verb = "is" if done == 1 else "are"
    words = f"Of the {to_do} things that follow a review, {number} {verb} done."
    tone = "plain" if done == to_do else "watch"
    yield AgendaItem(
        Heading.PREVIOUS_MINUTES,
        words,
        f"{last.get_absolute_url()}#after",
        tone,
    )


def _of_actions(account, today):
    """Yield how many actions are open and overdue, and which day comes next."""
    late = Q(due_on__lt=today)
    rows = Action.objects.open().filter(account=account).order_by()
    found = rows.aggregate(
        open=Count("pk"),
        late=Count("pk", filter=late),
        next=Min("due_on", filter=~late),
    )
    url = reverse("core:action_list", args=[account.pk])
    if not found["open"]:
        yield AgendaItem(Heading.PREVIOUS_ACTIONS, "No action is open.", url)
        yield AgendaItem(
            Heading.OPTIONS_AND_ACTIONS,
            "No action is agreed for the time ahead.",
            url,
            "watch",
        )
        return
    number = plural(found["open"], "action is", "actions are") + " open"
    tone = "poor" if found["late"] else "plain"
    yield AgendaItem(
        Heading.PREVIOUS_ACTIONS,
        f"{number}, {found['late'] or 'none'} overdue.",
        url,
        tone,
    )
    ahead = f"; the next is due on {day(found['next'])}" if found["next"] else ""
    yield AgendaItem(Heading.OPTIONS_AND_ACTIONS, f"{number}{ahead}.", url)


def _of_account_manager(account):
    """Yield what the account manager has taken on here, and, for those who may read them, the
    private notes.
    """
    manager = account.account_manager
    if manager is None:
        yield AgendaItem(Heading.ACCOUNT_MANAGER, "The account has no account manager.", "", "poor")
        return
    promised = Action.objects.open().filter(account=account, owner=manager).count()
    text = f"{manager} keeps the account and owns {plural(promised or 'no', 'open action')} here."
    yield AgendaItem(
        Heading.ACCOUNT_MANAGER,
        text,
        reverse("core:action_list", args=[account.pk]),
    )
    # Of the notes of this account only those about its manager of today: whoever reads these may
    # read them.
    for note in ManagerNote.objects.filter(account=account, about=manager)[:3]:
        url = note.get_absolute_url()
        yield AgendaItem(
            Heading.ACCOUNT_MANAGER,
            f"{note}: {note.text}"[:300],
            url,
            audience=sections.PRIVATE,
        )
