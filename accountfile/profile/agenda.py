"""The evidence that the client profile brings to a review."""

from accountfile.base.addresses import reverse
from accountfile.base.clock import house_day
from accountfile.core import sections
from accountfile.core.sections import AgendaItem, Heading
from accountfile.profile.models import Fact, Position
from accountfile.wording import day


def agenda(account, since, today):
    facts = Fact.objects.filter(account=account)
    market = facts.about(Fact.Topic.MARKET, Fact.Topic.BUSINESS)
    if since:
        market = market.filter(known_on__gte=house_day(since))
    for fact in market[:5]:
        words = f"{fact.text} ({fact.grade}, {day(fact.known_on)})"
        page = fact.get_absolute_url()
        yield AgendaItem(Heading.BUSINESS_PERFORMANCE, words, page, detail=True)
    positions = Position.objects.filter(account=account)
    # At the first review every box is new, which says nothing of what has changed.
    if since:
        changed = positions.filter(changed_on__gte=house_day(since))
        for box in changed[:8]:
            words = f"{box} (changed {day(box.changed_on)})"
            yield AgendaItem(Heading.ORGANISATION_CHANGES, words, box.get_absolute_url())
    if gaps := positions.exclude(held=Position.Held.KNOWN).count():
        words = f"Vacant or unknown boxes in the client's organisation charts: {gaps}."
        url = reverse("profile:position_list", args=[account.pk])
        yield AgendaItem(Heading.ORGANISATION_CHANGES, words, url, sections.WATCH)
    if assumed := facts.unconfirmed().count():
        words = f"Facts of the profile that are assumed, not confirmed: {assumed}."
        url = reverse("profile:fact_list", args=[account.pk])
        yield AgendaItem(Heading.MISSING_INFORMATION, words, url, sections.WATCH)
