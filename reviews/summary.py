"""What the file page shows of the reviews."""

from django.db.models import Count, Q

from reviews.models import ProgressReview, Review
from reviews.models.of_review import PRIVATE_ITEM
from reviews.models.review import cadence_of


def summary(account, today):
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
