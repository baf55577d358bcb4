"""How the reviews weigh in the health of an account."""

from collections import defaultdict

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    Signal,
)
from accountfile.wording import plural
from reviews.models import ProgressReview, Review
from reviews.questions import last_held, next_planned


def signals(accounts, today):
    for account_id, on in next_planned(accounts).items():
        if (late := (today - on).days) > 0:
            points = -min(12, 4 + late // 15)
            yield Signal(
                account_id,
                points,
                f"Review overdue by {plural(late, 'day')}",
                reverse("section", args=[account_id, "reviews"]),
            )
    for account_id, mood in _last_mood(accounts).items():
        points = {"good": 5, "mixed": -3}.get(mood, -12)
        words = {
            "good": "Client content in the last progress review",
            "mixed": "Mixed last progress review",
        }
        text = words.get(mood, "Client not content in the last progress review")
        yield Signal(
            account_id,
            points,
            text,
            reverse("reviews:progressreview_list", args=[account_id]),
        )


def figures(accounts, period):
    held = last_held(accounts)
    rows = (
        Review.objects.planned()
        .filter(account__in=accounts)
        .values_list("account", "planned_on", "state")
    )
    ahead = {account_id: (on, state) for account_id, on, state in rows.order_by()}
    found = defaultdict(dict)
    for account_id, on in held.items():
        found[account_id]["last_review_on"] = on
    for account_id, (on, state) in ahead.items():
        # A review counts as ready once its agenda, people, old actions and questions are laid out.
        found[account_id] |= {
            "next_review_on": on,
            "review_ready": 100 if state == Review.State.PREPARED else 0,
        }
    return dict(found)


def _last_mood(accounts):
    rows = ProgressReview.objects.filter(account__in=accounts).order_by("held_on", "pk")
    return dict(rows.values_list("account", "mood"))
