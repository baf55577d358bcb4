"""What the reviews contribute: when the next one is, what the last one left behind, and who must be reminded."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, F, Max, Min, Q

from accountfile.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
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
from reviews import bulk, demo, evidence
from reviews.cadence import propose_due, slot_of
from reviews.models import ManagerNote, Minute, ProgressReview, Review
from reviews.models.of_review import PRIVATE_ITEM
from reviews.models.review import CADENCE_WITHOUT_TIER, cadence_of

PROGRESS_FRESH_FOR = 120
PROGRESS_PRINTED = 4
MOODS = {"good": "green", "mixed": "amber", "poor": "red"}
LEAD_TIME = timedelta(days=14)  # the earliest slot


class Reviews(sections.Section):
    """The performance reviews of an account, and its progress reviews with the client."""

    def summary(self, account, today):
        rows = Review.objects.filter(account=account).exclude(state=Review.State.CANCELLED)
        decided = Q(minutes__kind="decision") & ~Q(minutes__number=PRIVATE_ITEM)
        rows = rows.annotate(decisions=Count("minutes", filter=decided))
        # Grouped rows lose the model's own order.
        rows = list(rows.order_by("-planned_on", "-pk")[:5])
        return {
            "account": account,
            "next": next((row for row in rows if row.is_open), None),
            "last": next((row for row in rows if row.state == Review.State.CLOSED), None),
            "rows": rows,
            "progress": ProgressReview.objects.filter(account=account).first(),
            "every": cadence_of(account),
        }

    def questions(self, accounts, today):
        held = _last_held(accounts)
        planned = _next_planned(accounts)
        progress = _last(ProgressReview.objects.filter(account__in=accounts), "held_on")
        for account in accounts:
            months = account.tier.review_every_months if account.tier_id else CADENCE_WITHOUT_TIER
            reviews = reverse("section", args=[account.pk, "reviews"])
            add = reverse("reviews:progressreview_add", args=[account.pk])
            # The date answers for itself: once it has passed without a review, it is out of date.
            on = planned.get(account.pk)
            yield Question(account.pk, "When is the next performance review?", on, reviews, fresh_for=0)
            last = held.get(account.pk)
            yield Question(
                account.pk, "What did the last performance review decide?", last, reviews, months * 31 + 14, 2
            )
            spoken = progress.get(account.pk)
            yield Question(
                account.pk, "What does the client say of the account as a whole?", spoken, add, PROGRESS_FRESH_FOR, 2
            )

    def pack(self, account, period, audience):
        if audience == sections.CLIENT:
            return None
        rows = [
            {
                "held_on": day(each.held_on),
                "with_whom": each.with_whom,
                "mood": each.get_mood_display(),
                "colour": MOODS[each.mood],
                "agreed": each.agreed,
                "confirmed_on": day(each.confirmed_on) if each.confirmed_on else "",
            }
            for each in ProgressReview.objects.filter(account=account)[:PROGRESS_PRINTED]
        ]
        return {"headings": [Heading.SURVEY], "progress": rows} if rows else None

    def agenda(self, account, since, today):
        return evidence.agenda(account, since, today)

    def inputs(self, account, today):
        progress = ProgressReview.objects.filter(account=account).first()
        add = reverse("reviews:progressreview_add", args=[account.pk])
        if progress is None:
            yield InputState(
                Input.PROGRESS_MINUTES, sections.MISSING, "No progress review with the client is kept.", add
            )
        else:
            fresh = (today - progress.held_on).days <= PROGRESS_FRESH_FOR
            state = sections.READY if fresh else sections.STALE
            yield InputState(Input.PROGRESS_MINUTES, state, f"{progress}.", progress.get_absolute_url())
        notes = ManagerNote.objects.filter(account=account, about=account.account_manager_id)
        written = notes.aggregate(last=Max("written_on"))["last"]
        fresh = written and (today - written).days <= PROGRESS_FRESH_FOR
        state = sections.READY if fresh else sections.STALE if written else sections.MISSING
        words = (
            "Kept between the account manager and the line above."
            if written
            else "Nothing is written yet; only the account manager and the line above read it."
        )
        url = reverse("reviews:managernote_list", args=[account.pk])
        yield InputState(Input.ACCOUNT_MANAGER, state, words, url, sections.PRIVATE)

    def nightly(self, today):
        return {"reviews_proposed": propose_due(today)}

    def due(self, today):
        rows = Review.objects.due_by(today + LEAD_TIME).select_related("account__account_manager__line_manager")
        yield Due(rows, lambda reviews: _to_hold(reviews, today))

    def signals(self, accounts, today):
        for account_id, on in _next_planned(accounts).items():
            if (late := (today - on).days) > 0:
                points = -min(12, 4 + late // 15)
                yield Signal(
                    account_id,
                    points,
                    f"Review overdue by {late} day{'s' * (late != 1)}",
                    reverse("section", args=[account_id, "reviews"]),
                )
        for account_id, mood in _last_mood(accounts).items():
            points = {"good": 5, "mixed": -3}.get(mood, -12)
            words = {"good": "Client content in the last progress review", "mixed": "Mixed last progress review"}
            text = words.get(mood, "Client not content in the last progress review")
            yield Signal(account_id, points, text, reverse("reviews:progressreview_list", args=[account_id]))

    def figures(self, accounts, period):
        held = _last_held(accounts)
        rows = Review.objects.planned().filter(account__in=accounts).values_list("account", "planned_on", "state")
        ahead = {account_id: (on, state) for account_id, on, state in rows.order_by()}
        found = defaultdict(dict)
        for account_id, on in held.items():
            found[account_id]["last_review_on"] = on
        for account_id, (on, state) in ahead.items():
            # A review counts as ready once its agenda, people, old actions and questions are laid out.
            found[account_id] |= {"next_review_on": on, "review_ready": 100 if state == Review.State.PREPARED else 0}
        return dict(found)

    def needs(self, person, today):
        mine = Q(account__account_manager=person) | Q(account__account_manager__line_manager=person)
        rows = Review.objects.open().filter(mine, planned_on__lte=today + timedelta(days=14))
        for review in rows.select_related("account__standing").order_by("planned_on")[:8]:
            text, verb = _need(review, today)
            yield Need(text, review.get_absolute_url(), verb, review.planned_on)

    def promises(self, account, day):
        for review in Review.objects.due_by(day).filter(account=account):
            yield review.planned_on, "Performance review", review.get_absolute_url()
        for progress in ProgressReview.objects.filter(account=account, next_on__lte=day, next_on__gt=F("held_on"))[:1]:
            yield progress.next_on, "Progress review with the client", progress.get_absolute_url()

    def searchable(self):
        yield Searchable(Review, text=lambda row: f"{row.reason} {row.location}", place=6)
        yield Searchable(Minute, title=str, text=lambda row: row.text)
        yield Searchable(ProgressReview, text=lambda row: f"{row.minutes} {row.agreed}")

    def demo(self, accounts, people, today):
        demo.make(accounts, today)

    def came(self):
        return demo.came()

    def populate(self, accounts, people, today, random):
        bulk.make(accounts, people, today, random)


def _last_held(accounts):
    return _last(Review.objects.closed().filter(account__in=accounts), "held_on")


def _last(rows, day):
    return dict(rows.order_by().values_list("account").annotate(Max(day)))


def _next_planned(accounts):
    rows = Review.objects.planned().filter(account__in=accounts)
    return dict(rows.order_by().values_list("account").annotate(Min("planned_on")))


def _last_mood(accounts):
    rows = ProgressReview.objects.filter(account__in=accounts).order_by("held_on", "pk")
    return dict(rows.values_list("account", "mood"))


def _to_hold(reviews, today):
    for review in reviews:
        for person in review.obligatory():
            if person.is_active and (slot := slot_of(review.planned_on, today)):
                key = f"review:{review.pk}:{review.planned_on}:{slot}"
                url = review.get_absolute_url()
                yield Reminder(key, person.pk, review.account_id, _told(review, slot), url, _why(review, person))


def _told(review, slot):
    on = f"{review.planned_on:%A} {review.planned_on.day} {review.planned_on:%b}"
    if slot.startswith("overdue"):
        return f"The review of {review.account} was planned for {on} and has not been held."
    state = "" if review.state == Review.State.PREPARED else " and is not prepared yet"
    return f"The review of {review.account} is on {on}{state}."


def _why(review, person):
    return (
        "You manage this account."
        if person.pk == review.account.account_manager_id
        else "You lead its account manager."
    )


def _need(review, today):
    """Return a sentence on a review within the fortnight, and the button that moves it on."""
    left = (review.planned_on - today).days
    on = f"on {review.planned_on:%A}" if left < 7 else f"on {review.planned_on.day} {review.planned_on:%b}"
    when = "is today" if left == 0 else "is tomorrow" if left == 1 else f"is {on}"
    account = review.account
    if review.state == Review.State.HELD:
        return f"The review of {account} was held and is not closed yet.", "Close it"
    if left < 0:
        return (
            f"The review of {account} is overdue since {review.planned_on.day} {review.planned_on:%b}.",
            "Open the review",
        )
    missing = account.standing.missing if hasattr(account, "standing") else 0
    gaps = f"; {missing} things are missing in the file" if missing else ""
    verb = "Open the review" if review.state == Review.State.PREPARED else "Prepare it"
    return f"The review of {account} {when}{gaps}.", verb


sections.register(
    Reviews(
        slug="reviews",
        title="Performance reviews",
        why="Without regular, pragmatic reviews of the account, goals and targets are not reached.",
        icon="clipboard-document-check",
        desk=((1, "Reviews", "reviews_desk:list"),),
        sums_up=True,
        keeps_summary=False,
    )
)
