"""What is shown: the reviews across files, and one review as it stands."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accountfile.base.text import one_line
from accountfile.core import standing
from accountfile.core.sections import READY, Heading
from accountfile.mail.models import Letter
from accountfile.pages.lists import Empty, ListPage
from reviews.filters import ReviewFilter
from reviews.forms import HoldForm, ParticipantForm
from reviews.models import Review
from reviews.models.after import afterwards
from reviews.readiness import percent_ready, readiness
from reviews.services import cadence_in_words, readers_of
from reviews.tables import ReviewTable
from reviews.views import signed
from reviews.views.doors import opened, review_or_404
from reviews.views.room import meeting, selected_item

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
            "The nightly job proposes a date for each account with an account manager. "
            "You can also plan one in a file.",
        ),
    )
    rows = Review.objects.visible_to(request.user).with_account().order_by("planned_on", "pk")
    # What is still to be done comes first; the filter leads to the rest.
    if not request.GET.get("state"):
        rows = rows.open()
    return page.answer(request, rows)


def as_it_stands(request, account, review):
    """Return the context of a review's page, which depends on how far the review is."""
    opened(review, account)
    standing.current(account)
    items = list(review.items.all())
    context = {
        "review": review,
        "today": request.user.today(),
        "previous": review.previous(),
        "cadence": cadence_in_words(account),
        "items": items,
        "selected": selected_item(request, items),
        "may_write": account.may_change,
        "headings": Heading,
    }
    if review.state == Review.State.CLOSED:
        return context | closed(request, review, account)
    if items and (
        review.state == Review.State.HELD
        or (review.state == Review.State.PREPARED and context["selected"])
    ):
        return context | meeting(request, account, review, context)
    if review.state == Review.State.CANCELLED:
        return context | {"body": "reviews/_cancelled.html"}
    return context | preparing(request, account, review)


def preparing(request, account, review):
    """Return what is to be seen before a review: readiness, people, questions, old actions."""
    lines = readiness(account, request.user.today())
    ready = sum(line.state == READY for line in lines)
    readable = review.answers.readable_by(request.user).order_by()
    answers = readable.aggregate(
        all=Count("pk"),
        given=Count("pk", filter=Q(answered_at__isnull=False)),
    )
    people = list(review.participants.select_related("person"))
    expected = {each.person_id for each in people}
    others = readers_of(account).exclude(pk__in=expected)
    carried = review.carried.readable_by(request.user)
    return {
        "body": "reviews/_preparing.html",
        "inputs": lines,
        "ready_words": f"{ready} of {len(lines)} inputs ready",
        "percent": percent_ready(lines),
        "answers": answers,
        "answers_words": f"of {answers['all']}" if answers["all"] else "chosen when it is prepared",
        "people": people,
        "obligatory": [person for person in review.obligatory() if person.pk not in expected],
        "invite_form": ParticipantForm(people=others),
        "carried": carried.select_related("action__owner"),
        "hold_form": HoldForm(today=request.user.today()),
    }


def closed(request, review, account):
    """Return what is left of a review: its sign-off, its packs, and what became of every mail."""
    packs = {pack.edition: pack for pack in review.packs.select_related("created_by")}
    pack = packs.get("internal")
    annex = packs.get("private") if review.opens_private else None
    return {
        "body": "reviews/_closed.html",
        "pack": pack,
        "client_pack": packs.get("client"),
        "annex": annex,
        "annex_letters": _letters_of(annex),
        "letters": _letters_of(pack).order_by("pk"),
        "may_send": account.may_change_cover,
        "minutes": signed.minutes(review, request.user, pack, annex),
        "carried": signed.old_actions(review, request.user, pack, annex),
        "people": review.participants.select_related("person"),
        "afterwards": afterwards(review),
        "next_review": Review.objects.open().filter(account=account).first(),
    }


def _letters_of(pack):
    """Return the letters that wait for a pack or went with it; none where there is no pack."""
    if pack is None:
        return Letter.objects.none()
    return Letter.objects.waiting_for(pack.waits_for).select_related("person")


@require_safe
def calendar(request, account_id, row_id):
    """Give the review as an entry for a calendar: the same moment for everybody, and a moved one
    replaces the old.
    """
    # Late, as few requests need it: a web process is ten megabytes smaller without.
    from icalendar import Calendar, Event

    review = review_or_404(request, account_id, row_id)
    event = Event()
    event.add("uid", f"review-{review.pk}@accountfile")
    event.add("summary", one_line(f"Performance review of {review.account}"))
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
        event.add("location", one_line(review.location))
    event.add("url", f"{settings.SITE_URL}{review.get_absolute_url()}")
    book = Calendar()
    book.add("prodid", "-//Account File//EN")
    book.add("version", "2.0")
    book.add_component(event)
    answer = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="review-{review.planned_on}.ics"'
    return answer
