"""Freezing a review: everything its pack will say, as plain data with a fingerprint."""

import hashlib
import json
from collections import Counter

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from accountfile.base.text import cut
from accountfile.core import history, sections, standing
from accountfile.core.models import Action, Change
from accountfile.core.sections import CLIENT, INTERNAL, POOR, WATCH, AgendaItem, Heading
from accountfile.periods import add_months, twelve_months_to
from accountfile.wording import day, joined, money, number, percent, plural
from reviews.models import ReviewItem
from reviews.models.factors import factor_table
from reviews.models.of_review import PRIVATE_ITEM
from reviews.models.pack import FORMATS
from reviews.readiness import by_heading, gaps, gathered, home_of

MOST_SENTENCES = 7
MOST_ON_TOP = 5
MOST_CHANGES = 400
MOST_ACTIONS = 60
NARROW = 42  # characters of a line in a narrow column
MANY = 2  # changes of one kind that are told in one sentence
AUDIENCES = {INTERNAL: (INTERNAL, CLIENT), CLIENT: (CLIENT,)}


def frozen(review, *, edition, by, at, next_on, recipients):
    """Return the data of one edition of the pack: JSON-able, complete, never asked for again."""
    account, previous = review.account, review.previous()
    standing.current(account)
    since = previous.closed_at if previous else None
    said = gathered(account, review.looks_back_to, review.held_on)
    parts = dict(_parts(account, review.period, edition, said))
    known = by_heading(_not_printed(said, parts), AUDIENCES[edition])
    if edition == INTERNAL and (settled := _settled(review)):
        known[Heading.PREVIOUS_ACTIONS] = [AgendaItem(Heading.PREVIOUS_ACTIONS, settled)]
    data = cover(review, edition=edition, by=by, at=at, next_on=next_on, recipients=recipients) | {
        "agenda": [heading_line(item, known, parts) for item in review.items.all()],
        "parts": parts,
    }
    if edition == INTERNAL:
        data |= _internal(review, previous, said, parts) | {
            "since": day(since.astimezone(by.zone)) if since else ""
        }
    else:
        data["agenda"] = [item for item in data["agenda"] if item["evidence"] or item["parts"]]
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
    told = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _internal(review, previous, said, parts):
    """Return what only the house reads: minutes, decisions, actions, the snapshot, what changed,
    what is missing.
    """
    account, today = review.account, review.held_on
    known = by_heading(said, AUDIENCES[INTERNAL])
    red = {slug for slug, item in said if item.tone == POOR}
    return {
        "minutes": [
            minute_line(each)
            for each in review.minutes.internal().select_related("by", "action__owner")
        ],
        "snapshot": _snapshot(account, previous, known, today),
        "changes": _changes(account, previous and previous.closed_at, red),
        "decided": _decided(previous),
        "carried": [
            carried_line(each) for each in review.carried.internal().select_related("action__owner")
        ],
        "plan": _plan(account),
        "unconfirmed": [
            text for part in parts.values() for text in part["data"].get("unconfirmed", ())
        ],
        "options": list(review.options.values("text", "cost", "risk", "reason")),
        "factors": _factors(review, previous),
        "answers": answers_given(review.answers.internal()),
        "gaps": [
            {"section": title, "text": q.text, "state": state}
            for title, q, state in gaps(account, today)
        ],
    }


def _parts(account, period, edition, said):
    """Yield each section's own part of the pack, with the agenda item under which it is printed."""
    for section in sections.all_sections():
        data = (
            section.pack(account, period, edition)
            if section.audience in AUDIENCES[edition]
            else None
        )
        if data:
            headings = [int(each) for each in data.pop("headings", [home_of(section.slug, said)])]
            # No section prints anything under the private item: that is in the annex only.
            headings = [each for each in headings if each != PRIVATE_ITEM]
            yield section.slug, {"title": section.title, "headings": headings, "data": data}


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
    expected = list(review.participants.select_related("person"))
    others = [
        person for person in recipients if person.pk not in {each.person_id for each in expected}
    ]
    return [
        {
            "name": each.person.name,
            "role": each.get_role_display(),
            "present": each.present,
            "gets": each.person_id in getting,
        }
        for each in expected
    ] + [{"name": person.name, "role": "", "present": None, "gets": True} for person in others]


def heading_line(item, known, parts):
    return {
        "number": item.number,
        "title": item.title,
        "state": item.get_state_display() if item.state != ReviewItem.State.OPEN else "left out",
        "evidence": [
            {"text": each.text, "tone": each.tone} for each in known[Heading(item.number)]
        ],
        "parts": [slug for slug, part in parts.items() if item.number in part["headings"]],
    }


def minute_line(minute):
    action = minute.action
    told = (
        {"text": action.text, "owner": action.owner.name, "due": day(action.due_on)}
        if action
        else None
    )
    return {
        "number": minute.number,
        "kind": minute.kind,
        "text": minute.text,
        "by": minute.by.name,
        "action": told,
    }


def _snapshot(account, previous, known, today):
    stands = account.standing
    before = _figures_before(previous)
    year = figures_of(account, twelve_months_to(today))
    told = [
        ("Health", stands.health, number(stands.health)),
        ("Won in twelve months", float(year["won_value"]), money(year["won_value"])),
        ("Open opportunities", float(stands.open_value), money(stands.open_value)),
        ("Orders won", year["won_count"], number(year["won_count"])),
        ("Orders lost", year["lost_count"], number(year["lost_count"])),
        ("File complete", stands.completeness, percent(stands.completeness)),
        ("File fresh", stands.freshness, percent(stands.freshness)),
        ("Open actions", stands.open_actions, number(stands.open_actions)),
        ("Actions overdue", stands.overdue_actions, number(stands.overdue_actions)),
        ("Missing answers", stands.missing, number(stands.missing)),
    ]
    return {
        "as_of": day(today),
        "mission": account.mission,
        "manager": str(account.account_manager or "nobody"),
        "tier": str(account.tier or "none"),
        "stage": str(account.stage or "not known yet"),
        "figures": [_figure(*each, before.get(each[0])) for each in told],
        "health_parts": [
            {"points": points, "text": text} for points, text, _ in stands.health_parts[:5]
        ],
        "stands_out": _stands_out(known),
        "dates": _next_dates(account, today),
    }


def figures_of(account, period):
    """Return the stored figures of the file as they are for a period: of the day of the review, not
    of today.
    """
    found = dict.fromkeys(("won_value", "won_count", "lost_count"), 0)
    for section in sections.all_sections():
        found |= section.figures([account], period).get(account.pk, {})
    return found


def _figures_before(previous):
    pack = previous.packs.filter(edition=INTERNAL).first() if previous else None
    figures = pack.data.get("snapshot", {}).get("figures", []) if pack else []
    return {figure["label"]: figure for figure in figures}


def _figure(label, raw, shown, before):
    arrow = ""
    if before and raw is not None and before["raw"] is not None:
        arrow = "up" if raw > before["raw"] else "down" if raw < before["raw"] else "same"
    return {
        "label": label,
        "raw": raw,
        "value": shown,
        "arrow": arrow,
        "before": before["value"] if before else "",
    }


def _stands_out(known):
    items = [item for items in known.values() for item in items if item.tone in (POOR, WATCH)]
    worst = sorted(items, key=lambda item: item.tone != POOR)[:MOST_ON_TOP]
    return [{"text": cut(item.text, 120), "tone": item.tone} for item in worst]


def _next_dates(account, today):
    until = add_months(today, 12)
    dates = [
        each for section in sections.all_sections() for each in section.promises(account, until)
    ]
    ahead = sorted((each for each in dates if each[0] >= today), key=lambda each: each[0])
    return [{"on": day(on), "text": cut(text, NARROW)} for on, text, _ in ahead[:4]]


def _changes(account, since, red):
    """Return what changed in the file since the last sign-off, by section, those with red evidence
    first.
    """
    changes = Change.objects.filter(account=account, audience__in=AUDIENCES[INTERNAL]).exclude(
        section="reviews"
    )
    changes = changes.since(since) if since else changes
    grouped = {}
    for sentence in history.sentences(
        changes.select_related("person", "account").newest_first()[:MOST_CHANGES]
    ):
        grouped.setdefault(sentence.change.section, []).append(sentence)
    grouped = {slug: _shortened(sentences) for slug, sentences in grouped.items()}
    titles = {section.slug: section.title for section in sections.all_sections()} | {
        "core": "Cover, team and actions"
    }
    in_order = sorted(grouped.items(), key=lambda each: (each[0] not in red, -len(each[1])))
    return [
        {
            "title": titles.get(slug, slug),
            "red": slug in red,
            "texts": texts[:MOST_SENTENCES],
            "more": len(texts[MOST_SENTENCES:]),
        }
        for slug, texts in in_order
    ]


def _shortened(sentences):
    """Tell many changes of one kind by one person in one sentence, the rest as they are."""
    same = {}
    for each in sentences:
        same.setdefault((each.change.actor, each.change.kind, each.change.model), []).append(each)
    words = []
    for (actor, kind, model), alike in same.items():
        words += (
            [_together(actor, kind, model, alike)]
            if len(alike) >= MANY
            else [each.text for each in alike]
        )
    return [text[:1].upper() + text[1:] for text in words]


def _together(actor, kind, model, alike):
    nouns = apps.get_model(model)._meta.verbose_name_plural
    titles = list(dict.fromkeys(each.change.title for each in alike))
    if len(titles) == 1:
        return alike[0].text
    shown = joined((f"“{title}”" for title in titles), most=4)
    return f"{actor} {kind} {len(titles)} {nouns}: {shown}."


def _decided(previous):
    """Return what the review before this one decided."""
    return (
        list(previous.minutes.internal().filter(kind="decision").values_list("text", flat=True))
        if previous
        else []
    )


def _settled(review):
    """Tell in one sentence what became of the actions that were open when the review began."""
    carried = review.carried.internal().select_related("action")
    how = Counter(each.how if not each.new_due_on else "moved" for each in carried)
    several = {"stands as agreed": "stand as agreed"}
    outcomes = joined(
        f"{count} {several.get(outcome, outcome) if count > 1 else outcome}"
        for outcome, count in how.items()
    )
    if not how:
        return ""
    return f"{plural(how.total(), 'action')} stood when the review began: {outcomes}."


def carried_line(carried):
    return {
        "text": carried.action.text,
        "owner": carried.action.owner.name,
        "was_due": day(carried.was_due_on),
        "how": carried.how,
        "reason": carried.reason or carried.action.outcome,
        "due": day(carried.action.due_on) if carried.action.state == "open" else "",
    }


def _plan(account):
    """Return every action that is open after the review, soonest first."""
    actions = Action.objects.open().filter(account=account).select_related("owner")[:MOST_ACTIONS]
    return [{"text": a.text, "owner": a.owner.name, "due": day(a.due_on)} for a in actions]


def _factors(review, previous):
    """Return what the account manager gives each success factor; what the line manager gives is in
    the annex.
    """
    scored = review.factor_scores.internal().exists()
    return factor_table(review, previous, reads=lambda each: False) if scored else []


def answers_given(answers):
    given = answers.filter(answered_at__isnull=False).select_related("question")
    return [
        {
            "heading": a.question.heading,
            "question": a.question.text,
            "answer": a.text,
            "score": a.score,
        }
        for a in given
    ]
