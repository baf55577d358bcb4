"""The way in to one review, and the plain answer when a step is not possible."""

import functools

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render

from accountfile.core import access
from reviews.models import Review, WrongStep


def review_or_404(request, account_id, row_id):
    """Return a review this person may read, with its account and what they may do there."""
    return _of(access.account_or_404(request.user, account_id), row_id)


def review_to_change(request, account_id, row_id, *, right="file"):
    """Return a review this person may work on in this way."""
    return _of(access.account_to_change(request.user, account_id, right=right), row_id)


def _of(account, row_id):
    review = access.row_or_404(Review.objects.select_related("closed_by", "template"), account, row_id)
    review.account = account
    return review


def says_why(view):
    """Turn a step that is not possible now into a message on the review's page."""

    @functools.wraps(view)
    def answered(request, account_id, row_id, **more):
        try:
            return view(request, account_id, row_id, **more)
        except WrongStep as wrong:
            messages.warning(request, " ".join(wrong.messages))
            return redirect("reviews:review", account_id, row_id)

    return answered


def must_be_open(review):
    """Raise WrongStep unless minutes may still be taken."""
    if review.state not in (Review.State.PREPARED, Review.State.HELD):
        raise WrongStep(f"This review is {review.get_state_display()}: nothing is written into it now.")


def to_item(review, number, anchor):
    """Lead back to one agenda item of the review's page."""
    return HttpResponseRedirect(f"{review.get_absolute_url()}?item={number}#{anchor}")


def form_page(request, review, form, *, title, verb, why="", row=None, back=""):
    """Show a form about something inside a review."""
    context = {
        "account": review.account,
        "review": review,
        "form": form,
        "title": title,
        "verb": verb,
        "why": why,
        "row": row,
        "cancel_url": back or review.get_absolute_url(),
    }
    return render(request, "core/form.html", context, status=422 if form.is_bound and request.htmx else 200)
