"""The steps of a review's life: prepare, hold, cancel, close; and what follows a moved date."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accountfile.core.sections import Heading
from accountfile.pages.verbs import Verb, asks, presses
from accountfile.wording import plural
from reviews import services
from reviews.cadence import next_date
from reviews.forms import CloseForm, HoldForm
from reviews.models import AfterCheck, Review, WrongStep
from reviews.models.after import AFTERWARDS
from reviews.models.review import cadence_of
from reviews.readiness import obstacles, undecided
from reviews.views.doors import place_of, review_held, review_to_change, says_why

either = require_http_methods(["GET", "HEAD", "POST"])


def written_by(row, request):
    """Note who wrote the row."""
    row.by = request.user


def moved(request, review):
    """After a date was moved, take back what people were told of the old one."""
    services.forget_notices(review, keep=review.planned_on)


@says_why
@presses
def prepare(request, account_id, row_id):
    """Open the review: agenda, people, old actions and questions are laid out."""
    review = review_held(request, account_id, row_id)

    def lay_out():
        services.prepare_review(review=review, by=request.user)
        told = "The review is prepared: the agenda is set, and the old actions are carried over."
        return review.get_absolute_url(), told

    name = "Prepare the review"
    return Verb(request, review.account, review).answer(lay_out, title=name, label=name)


@says_why
@presses
def hold(request, account_id, row_id):
    """Begin the meeting."""
    review = review_held(request, account_id, row_id, right="lead")
    verb = Verb(request, review.account, review)
    form = verb.plain_form(HoldForm, today=verb.today)

    def begin():
        services.hold_review(
            review=review,
            by=verb.person,
            held_on=form.cleaned_data["held_on"],
        )
        return place_of(review, Heading.PREVIOUS_ACTIONS), ""

    return verb.answer(begin, title="Hold the review", label="Hold the review")


@says_why
@asks
def cancel(request, account_id, row_id):
    """Ask once, then call the review off."""
    review = review_held(request, account_id, row_id, right="lead")

    def call_off():
        services.cancel_review(review=review, by=request.user)
        told = "The review is cancelled. The nightly job proposes another date."
        return review.get_absolute_url(), told

    text = (
        "What was prepared stays readable. The nightly job proposes another date by the cadence "
        "of the account."
    )
    return Verb(request, review.account, review).answer(
        call_off,
        title=f"Cancel the {str(review)[0].lower()}{str(review)[1:]}?",
        label="Cancel the review",
        template="pages/confirm.html",
        text=text,
    )


@require_POST
@says_why
def after(request, account_id, row_id, number):
    """Tick one of the six things that follow a review, or take the tick back."""
    review = review_to_change(request, account_id, row_id)
    if review.state != Review.State.CLOSED or number not in AFTERWARDS:
        raise WrongStep("This is ticked after the review is closed.")
    if request.POST.get("done") == "yes":
        AfterCheck.objects.get_or_create(
            review=review,
            number=number,
            defaults={"by": request.user},
        )
    else:
        review.after_checks.filter(number=number).delete()
    return redirect(f"{review.get_absolute_url()}#after")


@either
@says_why
def close(request, account_id, row_id):
    """Show what still stands in the way; when nothing does, close the review and send its pack."""
    review = review_to_change(request, account_id, row_id, right="lead")
    if review.state == Review.State.CLOSED:
        messages.info(
            request, f"{review.closed_by} has closed this review already; nothing was sent twice."
        )
        return redirect("reviews:review", account_id, row_id)
    if review.state != Review.State.HELD:
        messages.warning(
            request, f"This review is {review.get_state_display()}: it is closed after it was held."
        )
        return redirect("reviews:review", account_id, row_id)
    verb = Verb(request, review.account, review, form=close_form(request, review))
    page = {"title": "Close the review", "label": "Close the review"}
    page |= before_closing(request, review, verb.form)
    try:
        return verb.answer(lambda: closed(request, review, verb.form), **page)
    except services.StillOpen:
        messages.warning(request, "The review cannot be closed yet: see what is left below.")
    return verb.page(**page)


def closed(request, review, form):
    """Close it and say what happens now."""
    pack = services.close_review(
        review=review,
        by=request.user,
        next_on=form.cleaned_data["next_on"],
        recipients=form.cleaned_data["recipients"],
    )
    number = pack.distribution.count()
    readers = plural(number, "person", "people") if number else "nobody by mail"
    told = f"The review is closed. Its pack is being printed and goes to {readers}."
    return review.get_absolute_url(), told


def close_form(request, review):
    today = request.user.today()
    people = services.readers_of(review.account).order_by("name")
    # A review that is closed late is followed by one from today, not from when it was held.
    day = review.next_on or next_date(
        review.account,
        max(review.held_on, today),
        cadence_of(review.account),
    )
    there = review.participants.values_list("person", flat=True)
    return CloseForm(
        request.POST if request.method == "POST" else None,
        today=today,
        people=people,
        initial={"next_on": day, "recipients": list(there)},
    )


def before_closing(request, review, form):
    """Return what the page shows beside its form: what is left, who was absent, what was said."""
    next_on = form["next_on"].value()
    carried = review.carried.select_related("action")
    # A date that is typed here is not stored yet, but it will be with the closing.
    left = (
        undecided(review, carried) if next_on else obstacles(review, request.user.today(), carried)
    )
    minutes = review.minutes.readable_by(request.user)
    actions = minutes.filter(action__isnull=False)
    participants = review.participants.select_related("person")
    absent = [each for each in participants if each.is_obligatory and not each.present]
    return {
        "template": "reviews/close.html",
        "review": review,
        "obstacles": left,
        "open_items": [item for item in review.items.all() if item.state == "open"],
        "absent": absent,
        "decisions": minutes.filter(kind="decision").count(),
        "actions": actions.select_related("action__owner"),
    }
