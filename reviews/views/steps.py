"""The steps of a review's life: prepare, hold, cancel, close; and what follows a moved date."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountfile.core.models import mark
from accountfile.core.sections import Heading
from accountfile.pages.verbs import Verb, asks, changed_since, presses
from accountfile.wording import plural
from reviews import services
from reviews.cadence import next_date
from reviews.forms import CloseForm, HoldForm
from reviews.models import AfterCheck, Review, WrongStep
from reviews.models.after import AFTERWARDS
from reviews.models.review import cadence_of
from reviews.readiness import obstacles
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

    return Verb(
        request,
        review.account,
        review,
        "Prepare the review",
        "Prepare the review",
    ).answer(lay_out)


@says_why
@presses
def hold(request, account_id, row_id):
    """Begin the meeting."""
    review = review_held(request, account_id, row_id, right="lead")
    form = HoldForm(request.POST, today=request.user.today())

    def begin():
        services.hold_review(
            review=review,
            by=request.user,
            held_on=form.cleaned_data["held_on"],
        )
        return place_of(review, Heading.PREVIOUS_ACTIONS), ""

    return Verb(
        request,
        review.account,
        review,
        "Hold the review",
        "Hold the review",
        form,
    ).answer(begin)


@says_why
@asks
def cancel(request, account_id, row_id):
    """Ask once, then call the review off."""
    review = review_held(request, account_id, row_id, right="lead")
    title = f"Cancel the {str(review)[0].lower()}{str(review)[1:]}?"
    verb = Verb(
        request,
        review.account,
        review,
        title,
        "Cancel the review",
        template="pages/confirm.html",
    )
    text = (
        "What was prepared stays readable. The nightly job proposes another date by the cadence "
        "of the account."
    )
    verb.context = {"text": text}

    def call_off():
        services.cancel_review(review=review, by=request.user)
        return (
            review.get_absolute_url(),
            "The review is cancelled. The nightly job proposes another date.",
        )

    return verb.answer(call_off)


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
    form = close_form(request, review)
    quicker = changed_since(request, review.account, review)
    if request.method == "POST" and quicker is None and form.is_valid():
        try:
            return closed(request, review, form)
        except services.StillOpen:
            messages.warning(request, "The review cannot be closed yet: see what is left below.")
    return close_page(request, review, form, quicker)


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
    messages.success(
        request, f"The review is closed. Its pack is being printed and goes to {readers}."
    )
    return redirect("reviews:review", review.account_id, review.pk)


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


def close_page(request, review, form, quicker):
    next_on = form["next_on"].value()
    carried = review.carried.select_related("action")
    left = obstacles(review, request.user.today(), carried)
    if next_on:
        # The date that is typed here is not stored yet, but it will be with the closing.
        left = [each for each in left if not each.url.endswith("#next")]
    minutes = review.minutes.readable_by(request.user)
    actions = minutes.filter(action__isnull=False)
    participants = review.participants.select_related("person")
    absent = [each for each in participants if each.is_obligatory and not each.present]
    context = {
        "account": review.account,
        "review": review,
        "form": form,
        "row": review,
        "version": mark(review),
        "quicker": quicker,
        "obstacles": left,
        "open_items": [item for item in review.items.all() if item.state == "open"],
        "absent": absent,
        "decisions": minutes.filter(kind="decision").count(),
        "actions": actions.select_related("action__owner"),
    }
    return render(
        request,
        "reviews/close.html",
        context,
        status=200 if quicker is None else 409,
    )
