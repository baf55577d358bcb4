"""What is known before and during a review: the evidence, the fourteen inputs, and what still bars
its closing.
"""

from collections import Counter
from dataclasses import dataclass, field

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import MISSING, POOR, PRIVATE, READY, STALE, WATCH, Heading, Input
from reviews.models.agenda import place_of_item
from reviews.models.of_review import PRIVATE_ITEM

INPUTS = {
    Input.SNAPSHOT: "Account snapshot summary",
    Input.FILE_DETAILS: "Account File details",
    Input.SCORECARD: "Balanced scorecard",
    Input.SWOT: "SWOT analysis",
    Input.ORGANISATION_CHARTS: "Client organisation charts",
    Input.CONTACT_PLAN: "Contact management plan",
    Input.PROGRESS_MINUTES: "Client progress review minutes",
    Input.SURVEY: "Satisfaction survey",
    Input.OPPORTUNITIES: "Sales opportunities and action plan",
    Input.PROPOSITIONS: "Sales propositions and action plan",
    Input.MARKETING_PLAN: "Marketing plan",
    Input.HOSPITALITY_PLAN: "Hospitality and entertainment plan",
    Input.ACCOUNT_MANAGER: "Account manager performance",
    Input.RISK_ANALYSES: "Risk management analyses",
}
WORST_FIRST = {MISSING: 0, STALE: 1, READY: 2}
TONES = {POOR: 0, WATCH: 1}


@dataclass
class InputLine:
    """One of the fourteen inputs with its state, what is said about it, and where to complete
    it.
    """

    number: int
    title: str
    state: str = MISSING
    texts: list = field(default_factory=list)
    url: str = ""
    audience: str = sections.INTERNAL


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands in the way of closing, and where it is dealt with."""

    text: str
    url: str


def readiness(account, today):
    """Return the fourteen inputs in order; one that no section answers for is missing."""
    lines = {number: InputLine(int(number), title) for number, title in INPUTS.items()}
    said = []
    for section in sections.all_sections():
        said += section.inputs(account, today)
    said.sort(key=lambda each: WORST_FIRST[each.state], reverse=True)
    for state in said:
        line = lines[state.number]
        # The worst one comes last and gives the state and the link.
        line.state = state.state
        line.url = state.url
        line.audience = state.audience
        line.texts.insert(0, state.text)
    # What no section answers for is completed on the file's own page.
    for line in lines.values():
        line.texts = line.texts or ["Nothing has been entered about this yet."]
        line.url = line.url or reverse("file", args=[account.pk])
    return list(lines.values())


def percent_ready(lines):
    """Return how many of the inputs are ready, in percent."""
    ready = sum(line.state == READY for line in lines)
    return round(100 * ready / len(lines))


def gathered(account, since, today):
    """Return ``(section slug, AgendaItem)`` for everything the sections have to say since a moment,
    as of a day.
    """
    said = []
    for section in sections.all_sections():
        said += [(section.slug, item) for item in section.agenda(account, since, today)]
    return said


def audience_of(item):
    """Return who reads a line of evidence: whatever is found about the account manager's own work
    is private.
    """
    return PRIVATE if item.heading == PRIVATE_ITEM else item.audience


def by_heading(said, audiences):
    """Return ``{heading: [AgendaItem]}`` of what these audiences may read, the red first."""
    found = {heading: [] for heading in Heading}
    for _, item in said:
        if audience_of(item) in audiences:
            found[Heading(item.heading)].append(item)
    for items in found.values():
        items.sort(key=lambda item: TONES.get(item.tone, 2))
    return found


def home_of(slug, said):
    """Return the agenda item to which a section has most to say; what has nothing to say belongs to
    the outlook.
    """
    headings = Counter(int(item.heading) for each, item in said if each == slug)
    if not headings:
        return int(Heading.OPTIONS_AND_ACTIONS)
    [(heading, _)] = headings.most_common(1)
    return heading


def gaps(account, today):
    """Return ``(section title, question, state)`` for what is missing or out of date, missing
    first.
    """
    found = []
    for section in sections.all_sections():
        for question in section.questions([account], today):
            state = question.state(today)
            if state != READY and not question.not_applicable:
                found.append((section.title, question, state))

    def rank(gap):
        _, question, state = gap
        return WORST_FIRST[state], -question.weight

    return sorted(found, key=rank)


def undecided(review, carried):
    """Return the old actions of which nobody has said what becomes of them, as obstacles."""
    page = reverse("reviews:review", args=[review.account_id, review.pk])
    return [
        Obstacle(f"{_named(each)} has no disposition yet.", page + each.place)
        for each in carried
        if not each.is_settled
    ]


def _named(carried):
    return "A restricted action" if carried.is_private else f"“{carried.action}”"


def obstacles(review, today, carried, next_on=None):
    """Return what must still be done before this review can be closed, each with the place
    where.
    """
    found = undecided(review, carried)
    page = reverse("reviews:review", args=[review.account_id, review.pk])
    of_the_date = page + place_of_item(Heading.CLOSE, "next")
    if not (next_on or review.next_on):
        found.append(Obstacle("The date of the next review is not set.", of_the_date))
    elif (next_on or review.next_on) <= today:
        found.append(Obstacle("The date of the next review has passed already.", of_the_date))
    return found
