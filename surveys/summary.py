"""What the file page shows of surveys and references."""

from surveys.models import ReferenceSite
from surveys.rounds import (
    can_be_called_back,
    headline,
    rounds,
)


def summary(account, today):
    found = rounds(account, today)
    newest, trend, running = headline(found)
    sites = list(ReferenceSite.objects.filter(account=account)[:20])
    unhappy = [a for each in found for a in each.answers if can_be_called_back(a)]
    return {
        "asked": bool(found),
        "newest": newest,
        "moved": trend,
        "running": running,
        "unhappy": unhappy[:3],
        "sites": len(sites),
        "agreed": sum(bool(site.consent_until and site.consent_until >= today) for site in sites),
    }
