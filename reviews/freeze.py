"""Freezing a review: everything its pack will say, as plain data with a fingerprint."""

import hashlib
import json
from collections import Counter

from django.core.serializers.json import DjangoJSONEncoder

from accountfile.core import sections, standing
from accountfile.core.models import Action
from accountfile.core.sections import CLIENT, INTERNAL, POOR, AgendaItem, Heading
from accountfile.wording import day, joined, plural
from reviews.changed import changed_since
from reviews.models import CarriedAction, ReviewItem
from reviews.models.factors import factor_table
from reviews.models.of_review import PRIVATE_ITEM
from reviews.models.pack import FORMATS
from reviews.readiness import by_heading, gaps, gathered, home_of
from reviews.snapshot import snapshot

MOST_ACTIONS = 60
AUDIENCES = {INTERNAL: (INTERNAL, CLIENT), CLIENT: (CLIENT,)}


def frozen(review, *, edition, by, at, next_on, recipients):
    """Return the data of one edition of the pack: JSON-able, complete, never asked for again."""
    account, previous = review.account, review.previous()
    # What the pack says of the standing is worked out now, not read as the night left it.
    standing.current(account)
    said = gathered(account, review.looks_back_to, review.held_on)
    parts = dict(
        _parts(
            account,
            review.period,
            edition,
            said,
        )
    )
    known = by_heading(_not_printed(said, parts), AUDIENCES[edition])
    settled = _settled(review) if edition == INTERNAL else ""
    if settled:
        known[Heading.PREVIOUS_ACTIONS] = [AgendaItem(Heading.PREVIOUS_ACTIONS, settled)]
    agenda = [heading_line(item, known, parts) for item in review.items.all()]
    data = cover(
        review,
        edition=edition,
        by=by,
        at=at,
        next_on=next_on,
        recipients=recipients,
    )
    data["parts"] = parts
    if edition == INTERNAL:
        data["agenda"] = agenda
        since = previous.closed_at if previous else None
        data["since"] = day(since.astimezone(by.zone)) if since else ""
        data |= _internal(review, previous, said, parts)
    else:
        # The client is not shown an item under which there is nothing to read.
        data["agenda"] = [item for item in agenda if item["evidence"] or item["parts"]]
    return plain(data)


def cover(review, *, edition, by, at, next_on, recipients):
    """Return what every edition says of the review itself."""
    return {
        "format": FORMATS[-1],
        "client": review.account.name,
        "period": review.period.label,
        "edition": edition,
        "held_on": review.held_on.isoformat(),
        "closed_on": at.astimezone(by.zone).date().isoformat(),
        "closed_by": by.name,
        "next_on": day(next_on),
        "recipients": [person.name for person in recipients],
        "people": _people(review, recipients),
    }


def plain(data):
    """Return the data as the database gives it back."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def checksum(data):
    """Return the fingerprint of frozen data, the same however the database gives it back."""
    told = json.dumps(
        data,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(told.encode()).hexdigest()


def _internal(review, previous, said, parts):
    """Return what only the house reads: minutes, decisions, actions, the snapshot, what changed,
    what is missing.
    """
    account, today = review.account, review.held_on
    known = by_heading(said, AUDIENCES[INTERNAL])
    red = {slug for slug, item in said if item.tone == POOR}
    minutes = review.minutes.internal().select_related("by", "action__owner")
    carried = review.carried.internal().select_related("action__owner")
    return {
        "minutes": [minute_line(each) for each in minutes],
        "snapshot": snapshot(account, previous, known, today),
        "changes": changed_since(
            account,
            previous and previous.closed_at,
            red,
            AUDIENCES[INTERNAL],
        ),
        "decided": _decided(previous),
        "carried": [carried_line(each) for each in carried],
        "plan": _plan(account),
        "unconfirmed": _unconfirmed(parts),
        "options": list(review.options.values("text", "cost", "risk", "reason")),
        "factors": _factors(review, previous),
        "answers": answers_given(review.answers.internal()),
        "gaps": _gaps(account, today),
    }


def _unconfirmed(parts):
    """Return what the parts print without anybody having confirmed it."""
    found = []
    for part in parts.values():
        found += part["data"].get("unconfirmed", ())
    return found


def _gaps(account, today):
    """Return the questions that the file leaves open, each with its section."""
    return [
        {
            "section": title,
            "text": question.text,
            "state": state,
        }
        for title, question, state in gaps(account, today)
    ]


def _parts(account, period, edition, said):
    """Yield each section's own part of the pack, with the agenda item under which it is printed."""
    for section in sections.all_sections():
        if section.audience not in AUDIENCES[edition]:
            continue
        data = section.pack(account, period, edition)
        if not data:
            continue
        headings = data.pop("headings", [home_of(section.slug, said)])
        # No section prints anything under the private item: that is in the annex only.
        shown = [int(each) for each in headings if int(each) != PRIVATE_ITEM]
        yield (
            section.slug,
            {
                "title": section.title,
                "headings": shown,
                "data": data,
            },
        )


def _not_printed(said, parts):
    """Return what is said without the rows that the section's own part prints under the same
    heading.
    """
    printed = {(slug, heading) for slug, part in parts.items() for heading in part["headings"]}
    return [
        (slug, item)
        for slug, item in said
        if not (item.detail and (slug, int(item.heading)) in printed)
    ]


def _people(review, recipients):
    """Return who was expected, and who else gets the pack, each person once."""
    getting = {person.pk for person in recipients}
    participants = list(review.participants.select_related("person"))
    expected = {each.person_id for each in participants}
    people = [
        {
            "name": each.person.name,
            "role": each.get_role_display(),
            "present": each.present,
            "gets": each.person_id in getting,
        }
        for each in participants
    ]
    others = [
        {
            "name": person.name,
            "role": "",
            "present": None,
            "gets": True,
        }
        for person in recipients
        if person.pk not in expected
    ]
    return people + others


def heading_line(item, known, parts):
    evidence = known[Heading(item.number)]
    state = ReviewItem.State(item.state)
    if state == ReviewItem.State.OPEN:
        state = ReviewItem.State.SKIPPED
    return {
        "number": item.number,
        "title": item.title,
        "state": state.label,
        "evidence": [{"text": each.text, "tone": each.tone} for each in evidence],
        "parts": [slug for slug, part in parts.items() if item.number in part["headings"]],
    }


def minute_line(minute):
    return {
        "number": minute.number,
        "kind": minute.kind,
        "text": minute.text,
        "by": minute.by.name,
        "action": _action_line(minute.action) if minute.action else None,
    }


def _action_line(action):
    return {
        "text": action.text,
        "owner": action.owner.name,
        "due": day(action.due_on),
    }


def _decided(previous):
    """Return what the review before this one decided."""
    if previous is None:
        return []
    decisions = previous.minutes.internal().filter(kind="decision")
    return list(decisions.values_list("text", flat=True))


def _settled(review):
    """Tell in one sentence what became of the actions that were open when the review began."""
    carried = review.carried.internal().select_related("action")
    ends = Counter(each.end for each in carried)
    if not ends:
        return ""
    outcomes = joined(_how_many(end, count) for end, count in ends.items())
    return f"{plural(ends.total(), 'action')} stood when the review began: {outcomes}."


def _how_many(end, count):
    kinds = CarriedAction.Disposition
    if end == kinds.STANDS:
        return plural(count, "stands as agreed", "stand as agreed")
    return f"{count} moved" if end == kinds.MOVED else f"{count} {end.label}"


def carried_line(carried):
    action = carried.action
    return {
        "text": action.text,
        "owner": action.owner.name,
        "was_due": day(carried.was_due_on),
        "how": carried.how,
        "reason": carried.reason or action.outcome,
        "due": day(action.due_on) if action.is_open else "",
    }


def _plan(account):
    """Return every action that is open after the review, soonest first."""
    actions = Action.objects.open().filter(account=account)
    return [_action_line(each) for each in actions.select_related("owner")[:MOST_ACTIONS]]


def _factors(review, previous):
    """Return what the account manager gives each success factor; what the line manager gives is in
    the annex.
    """
    scored = review.factor_scores.internal().exists()
    return factor_table(review, previous, reads=lambda each: False) if scored else []


def answers_given(answers):
    given = answers.filter(answered_at__isnull=False)
    return [
        {
            "heading": each.question.heading,
            "question": each.question.text,
            "answer": each.text,
            "score": each.score,
        }
        for each in given.select_related("question")
    ]
