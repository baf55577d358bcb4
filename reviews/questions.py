"""What the file should know about the reviews."""

from django.db.models import Max, Min

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from reviews.models import ManagerNote, ProgressReview, Review
from reviews.models.review import CADENCE_WITHOUT_TIER

PROGRESS_FRESH_FOR = 120


def questions(accounts, today):
    held = last_held(accounts)
    planned = next_planned(accounts)
    progress = last_of(ProgressReview.objects.filter(account__in=accounts), "held_on")
    for account in accounts:
        months = account.tier.review_every_months if account.tier_id else CADENCE_WITHOUT_TIER
        reviews = reverse("section", args=[account.pk, "reviews"])
        add = reverse("reviews:progressreview_add", args=[account.pk])
        # The date answers for itself: once it has passed without a review, it is out of date.
        on = planned.get(account.pk)
        yield Question(
            account.pk,
            "When is the next performance review?",
            on,
            reviews,
            fresh_for=0,
        )
        last = held.get(account.pk)
        yield Question(
            account.pk,
            "What did the last performance review decide?",
            last,
            reviews,
            months * 31 + 14,
            2,
        )
        spoken = progress.get(account.pk)
        yield Question(
            account.pk,
            "What does the client say of the account as a whole?",
            spoken,
            add,
            PROGRESS_FRESH_FOR,
            2,
        )


def inputs(account, today):
    progress = ProgressReview.objects.filter(account=account).first()
    add = reverse("reviews:progressreview_add", args=[account.pk])
    if progress is None:
        yield InputState(
            Input.PROGRESS_MINUTES,
            sections.MISSING,
            "No progress review with the client is recorded.",
            add,
        )
    else:
        fresh = (today - progress.held_on).days <= PROGRESS_FRESH_FOR
        state = sections.READY if fresh else sections.STALE
        yield InputState(
            Input.PROGRESS_MINUTES,
            state,
            f"{progress}.",
            progress.get_absolute_url(),
        )
    notes = ManagerNote.objects.filter(account=account, about=account.account_manager_id)
    written = notes.aggregate(last=Max("written_on"))["last"]
    if written:
        fresh = (today - written).days <= PROGRESS_FRESH_FOR
        state = sections.READY if fresh else sections.STALE
        words = "Kept between the account manager and the line above."
    else:
        state = sections.MISSING
        words = "Nothing is written yet; only the account manager and the line above read it."
    url = reverse("reviews:managernote_list", args=[account.pk])
    yield InputState(
        Input.ACCOUNT_MANAGER,
        state,
        words,
        url,
        sections.PRIVATE,
    )


def last_held(accounts):
    return last_of(Review.objects.closed().filter(account__in=accounts), "held_on")


def last_of(rows, day):
    return dict(rows.order_by().values_list("account").annotate(Max(day)))


def next_planned(accounts):
    rows = Review.objects.planned().filter(account__in=accounts)
    return dict(rows.order_by().values_list("account").annotate(Min("planned_on")))
