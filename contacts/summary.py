"""What the file page shows of people and relationships."""

from contacts import wall
from contacts.models import ContactPlan, HospitalityEvent

MOST_PLANS = 100


def summary(account, today):
    people = wall.people_of(account, getattr(account, "reader", None))
    headings, rows = wall.wall_chart(people)
    of_account = ContactPlan.objects.filter(contact__account=account)
    plans = list(of_account.select_related("contact", "owner")[:MOST_PLANS])
    ahead = HospitalityEvent.objects.filter(account=account, happens_on__gte=today)
    return {
        "people": people,
        "headings": headings,
        "rows": rows,
        "support": wall.support(people),
        "gaps": wall.role_gaps(people),
        "discuss": wall.to_discuss(people),
        "late": sum(plan.next_touch_on < today for plan in plans),
        "plans": plans[:3],
        # Events come the latest first, so the last of those ahead is the next.
        "event": ahead.last(),
    }
