"""What is shown: the reviews across files, and one review as it stands."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accountfile.core import sections
from accountfile.core.sections import READY
from accountfile.core.views.lists import Empty, ListPage
from accountfile.mail.models import Letter
from reviews.cadence import next_date
from reviews.filters import ReviewFilter
from reviews.forms import DisposeForm, HoldForm, MinuteForm, NextForm, OptionForm, ParticipantForm
from reviews.models import Minute, Review
from reviews.models.after import afterwards
from reviews.models.factors import factor_table, side_of
from reviews.models.review import cadence_of
from reviews.readiness import by_heading, gaps, gathered, home_of, obstacles, percent_ready, readiness
from reviews.services import cadence_in_words, readers_of
from reviews.tables import ReviewTable
from reviews.views.doors import review_or_404

USUAL_MINUTES = 100  # the length of a review whose agenda is not laid out yet


@require_safe
def across(request):
    """List the reviews of every file the reader may open."""
    page = ListPage(
        name="reviews",
        title="Reviews",
        table=ReviewTable,
        filters=ReviewFilter,
        kept=True,
        empty=Empty(
            "No reviews yet",
            "The night proposes a date for each account with an account manager. You can also plan one in a file.",
        ),
    )
    rows = Review.objects.visible_to(request.user).with_account().order_by("planned_on", "pk")
    # What is still to be done comes first; the filter leads to the rest.
    if not request.GET.get("state"):
        rows = rows.open()
    return page.answer(request, rows)


def as_it_stands(request, account, review):
    """Return the context of a review's page, which depends on how far the review is."""
    review.account = account
    context = {
        "review": review,
        "today": request.user.today(),
        "previous": review.previous(),
        "cadence": cadence_in_words(account),
        "selected": selected_item(request),
    }
    if review.state == Review.State.CLOSED:
        return context | closed(review, account)
    if review.state == Review.State.HELD or (review.state == Review.State.PREPARED and context["selected"]):
        return context | meeting(request, account, review, context)
    if review.state == Review.State.CANCELLED:
        return context | {"body": "reviews/_cancelled.html"}
    return context | preparing(request, account, review)


def selected_item(request):
    """Return the number of the agenda item that the address names, or None."""
    asked = request.GET.get("item", "")
    return int(asked) if asked.isdigit() and len(asked) < 3 and 1 <= int(asked) <= 20 else None


def preparing(request, account, review):
    """Return what is to be seen before a review: readiness, people, questions, old actions."""
    lines = readiness(account, request.user.today())
    answers = review.answers.aggregate(all=Count("pk"), given=Count("pk", filter=Q(answered_at__isnull=False)))
    people = list(review.participants.select_related("person"))
    expected = {each.person_id for each in people}
    return {
        "body": "reviews/_preparing.html",
        "inputs": lines,
        "ready_words": f"{sum(line.state == READY for line in lines)} of 14 inputs ready",
        "percent": percent_ready(lines),
        "answers": answers,
        "answers_words": f"of {answers['all']}" if answers["all"] else "chosen when it is prepared",
        "people": people,
        "obligatory": [person for person in review.obligatory() if person.pk not in expected],
        "invite_form": ParticipantForm(people=readers_of(account).exclude(pk__in=expected)),
        "carried": review.carried.select_related("action__owner"),
        "items": list(review.items.all()),
        "hold_form": HoldForm(today=request.user.today()),
    }


def meeting(request, account, review, context):
    """Return the three panes: the agenda, the evidence of one item, its minutes and actions."""
    today = context["today"]
    items = list(review.items.all())
    number = context["selected"] or next((item.number for item in items if item.state == "open"), 1)
    said = gathered(account, context["previous"] and context["previous"].closed_at, today)
    known = by_heading(said, account.audiences())
    minutes = list(review.minutes.select_related("by", "action__owner"))
    carried = list(review.carried.select_related("action__owner"))
    for item in items:
        item.lines = sum(minute.number == item.number for minute in minutes)
        item.evidence_tone = next((each.tone for each in known[item.number] if each.tone in ("poor", "watch")), "")
    return {
        "body": "reviews/_meeting.html",
        "items": items,
        "item": items[number - 1],
        "next_item": items[number] if number < len(items) else None,
        "evidence": known[number],
        "parts": parts_of(account, said, number, today),
        "minutes": [minute for minute in minutes if minute.number == number],
        "minute_form": MinuteForm(account=account, person=request.user, initial={"kind": Minute.Kind.NOTE}),
        "done": sum(item.state != "open" for item in items),
        "planned_minutes": sum(item.minutes for item in items),
        "obstacles": obstacles(review, today, carried),
        "carried": [(each, dispose_form(request, account, each)) for each in carried] if number == 2 else [],
        "unsettled": sum(not each.is_settled for each in carried),
        **beside(request, account, review, number, context),
    }


def parts_of(account, said, number, today):
    """Return the sections that have most to say under this agenda item, each with its summary."""
    speaking = {slug for slug, _ in said} - {"cover", "reviews"}
    homes = [section for section in sections.all_sections() if section.slug in speaking]
    homes = [section for section in homes if home_of(section.slug, said) == number]
    shown = [section for section in homes if section.audience in account.audiences()]
    return [(section, section.summary(account, today)) for section in shown]


def beside(request, account, review, number, context):
    """Return what only some agenda items show: the last minutes, the gaps, private notes, options, the next date."""
    previous, today = context["previous"], context["today"]
    if number == 1 and previous:
        return {"last_minutes": previous.minutes.select_related("by", "action")}
    if number == 12:
        return {"gaps": gaps(account, today)}
    if number == 17:
        side = side_of(request.user, account)
        return {"factors": factor_table(review, previous), "side": side, "scores": range(1, 6)}
    if number == 19:
        form = OptionForm(account=account, person=request.user)
        return {"options": review.options.all(), "option_form": form}
    if number == 20:
        day = review.next_on or next_date(account, review.held_on or today, cadence_of(account))
        return {"next_form": NextForm(today=today, initial={"next_on": day})}
    return {}


def dispose_form(request, account, carried):
    """Return the small form beside one old action, its fields named apart from those of the others."""
    return DisposeForm(instance=carried, account=account, person=request.user, auto_id=f"carried-{carried.pk}-%s")


def closed(review, account):
    """Return what is left of a review: its sign-off, its packs, and what became of every mail."""
    packs = {pack.edition: pack for pack in review.packs.select_related("created_by").defer("data")}
    pack = packs.get("internal")
    letters = Letter.objects.waiting_for(pack.waits_for).select_related("person").order_by("pk") if pack else []
    return {
        "body": "reviews/_closed.html",
        "pack": pack,
        "client_pack": packs.get("client"),
        "letters": letters,
        "may_send": account.may_change_cover,
        "minutes": review.minutes.select_related("by", "action__owner"),
        "carried": review.carried.select_related("action__owner"),
        "people": review.participants.select_related("person"),
        "afterwards": afterwards(review),
        "next_review": Review.objects.open().filter(account=account).first(),
    }


@require_safe
def calendar(request, account_id, row_id):
    """Give the review as an entry for a calendar: the same moment for everybody, and a moved one replaces the old."""
    # Late, as few requests need it: a web process is ten megabytes smaller without.
    from icalendar import Calendar, Event

    review = review_or_404(request, account_id, row_id)
    event = Event()
    event.add("uid", f"review-{review.pk}@accountfile")
    event.add("summary", f"Performance review of {review.account}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", review.version)
    if review.starts_at:
        start = review.begins_at.astimezone(UTC)
        planned = review.items.aggregate(minutes=Sum("minutes"))["minutes"]
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=planned or USUAL_MINUTES))
    else:
        event.add("dtstart", review.planned_on)
    if review.location:
        event.add("location", review.location)
    event.add("url", f"{settings.SITE_URL}{review.get_absolute_url()}")
    book = Calendar()
    book.add("prodid", "-//Account File//EN")
    book.add("version", "2.0")
    book.add_component(event)
    answer = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="review-{review.planned_on}.ics"'
    return answer
