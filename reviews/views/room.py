"""The page of a meeting: the agenda, what the file knows under one item, and its minutes and
actions.
"""

from accountfile.core import sections
from accountfile.core.sections import Heading
from reviews.cadence import next_date
from reviews.forms import DisposeForm, MinuteForm, NextForm, OptionForm
from reviews.models import Minute, taken_over_by
from reviews.models.factors import factor_table, side_of
from reviews.models.of_review import PRIVATE_ITEM
from reviews.models.review import cadence_of
from reviews.readiness import by_heading, gaps, gathered, home_of, obstacles
from reviews.views.boxes import factor_forms


def selected_item(request, items):
    """Return the agenda item that the address asks for, or None."""
    asked = request.GET.get("item", "")
    # A long row of digits is not even read as a number.
    if not asked.isdecimal() or len(asked) > 4:
        return None
    heading = int(asked)
    if heading not in list(Heading):
        return None
    number = taken_over_by([item.number for item in items], heading)
    return next((item for item in items if item.number == number), None)


def meeting(request, account, review, context):
    """Return the three panes: the agenda, the evidence of one item, its minutes and actions."""
    today, items = context["today"], context["items"]
    item = context["selected"] or _first_open(items)
    said = gathered(account, review.looks_back_to, review.held_on or today)
    known = by_heading(said, audiences_at(review, account))
    minutes = readable_lines(review, request.user)
    carried = list(review.carried.select_related("action__owner"))
    for each in items:
        each.lines = sum(minute.number == each.number for minute in minutes)
        each.evidence_tone = _worst_tone(known.get(each.number, ()))
    restricted = item.number == PRIVATE_ITEM and not review.opens_private
    parts = [] if restricted else parts_of(account, said, item.number, today)
    later = [each for each in items if each.number > item.number]
    minute_form = MinuteForm(
        account=account,
        person=request.user,
        initial={"kind": Minute.Kind.NOTE},
    )
    context = context | {"carried": carried}
    return {
        "body": "reviews/_meeting.html",
        "items": items,
        "item": item,
        "restricted": restricted,
        "next_item": later[0] if later else None,
        "evidence": known.get(item.number, ()),
        "parts": parts,
        "minutes": [minute for minute in minutes if minute.number == item.number],
        "minute_form": minute_form,
        "done": sum(each.state != "open" for each in items),
        "planned_minutes": sum(each.minutes for each in items),
        "obstacles": obstacles(review, today, carried),
        **beside(request, account, review, item.number, context),
    }


def _first_open(items):
    """Return the item to go on with: the first that nobody has dealt with, or simply the first."""
    return next((each for each in items if each.state == "open"), items[0])


def _worst_tone(evidence):
    """Return the tone of the first line that calls for attention; the worst lines come first."""
    tones = [each.tone for each in evidence if each.tone in ("poor", "watch")]
    return tones[0] if tones else ""


def readable_lines(review, reader):
    """Return the lines of the minutes that this person may read."""
    lines = review.minutes.readable_by(reader)
    return list(lines.select_related("by", "action__owner"))


def audiences_at(review, account):
    """Return what the reader may read of the evidence: private words only as one of the pair of
    then and of now.
    """
    if review.opens_private:
        return account.audiences()
    return [sections.INTERNAL, sections.CLIENT]


def parts_of(account, said, number, today):
    """Return the sections that have most to say under this agenda item, each with its summary."""
    speaking = {slug for slug, _ in said} - {"cover", "reviews"}
    shown = []
    for section in sections.all_sections():
        if section.slug not in speaking or home_of(section.slug, said) != number:
            continue
        if section.audience in account.audiences():
            shown.append((section, section.summary(account, today)))
    return shown


def beside(request, account, review, number, context):
    """Return what an item shows besides its evidence: of its own, and of standing items that the
    agenda leaves out.
    """
    numbers = [item.number for item in context["items"]]
    here = {heading for heading in BESIDE if taken_over_by(numbers, heading) == number}
    found = {"beside": here}
    for heading in sorted(here):
        found |= BESIDE[heading](request, account, review, context)
    return found


def last_minutes(request, account, review, context):
    previous = context["previous"]
    if previous is None:
        return {}
    return {"last_minutes": titled(previous, request.user)}


def titled(review, reader):
    """Return the lines this person may read, each with the title that its item has on the agenda of
    this review.
    """
    titles = dict(review.items.values_list("number", "title"))
    lines = readable_lines(review, reader)
    for line in lines:
        line.title = titles.get(line.number, line.item_title)
    return lines


def old_actions(request, account, review, context):
    """Return the old actions, each with its form; a private one only to those it is for."""
    carried = context["carried"]
    shown = [each for each in carried if review.opens_private or not each.is_private]
    return {
        "carried": [(each, dispose_form(request, account, each)) for each in shown],
        "withheld": len(carried) - len(shown),
    }


def dispose_form(request, account, carried):
    """Return the small form beside one old action, its fields named apart from those of the
    others.
    """
    return DisposeForm(
        instance=carried,
        account=account,
        person=request.user,
        auto_id=f"carried-{carried.pk}-%s",
    )


def missing(request, account, review, context):
    found = [
        (
            title,
            question,
            state,
            account.may(question.right),
        )
        for title, question, state in gaps(account, context["today"])
    ]
    return {"gaps": found}


def success_factors(request, account, review, context):
    """Return the table of the factors: the reader's own side as boxes, the line's side only to the
    pair.
    """
    side = side_of(request.user, account)
    boxes = factor_forms(review, side) if side and context["may_write"] else {}
    table = factor_table(
        review,
        context["previous"],
        reads=lambda each: each.is_private_to(request.user),
    )
    for line in table:
        line["box"] = boxes.get(line["number"])
    return {"factors": table, "side": side}


def options(request, account, review, context):
    form = OptionForm(
        account=account,
        person=request.user,
        auto_id="option-%s",
    )
    return {"options": review.options.all(), "option_form": form}


def next_one(request, account, review, context):
    today = context["today"]
    day = review.next_on
    if day is None:
        day = next_date(
            account,
            review.held_on or today,
            cadence_of(account),
        )
    form = NextForm(today=today, initial={"next_on": day})
    return {"next_form": form}


BESIDE = {
    Heading.PREVIOUS_MINUTES: last_minutes,
    Heading.PREVIOUS_ACTIONS: old_actions,
    Heading.MISSING_INFORMATION: missing,
    Heading.SUCCESS_FACTORS: success_factors,
    Heading.OPTIONS_AND_ACTIONS: options,
    Heading.CLOSE: next_one,
}
