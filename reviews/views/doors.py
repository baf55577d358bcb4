"""The way in to one review, and the plain answer when a step is not possible."""

import functools

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from accountfile.base.addresses import reverse
from accountfile.core import access
from accountfile.pages import drafts, errors
from accountfile.pages.verbs import held
from reviews.models import Review, WrongStep
from reviews.models.agenda import place_of_item
from reviews.models.of_review import PRIVATE_ITEM


def review_or_404(request, account_id, row_id):
    """Return a review this person may read, with its account and what they may do there."""
    return _of(access.account_or_404(request.user, account_id), row_id)


def review_to_change(request, account_id, row_id, *, right="file"):
    """Return a review this person may work on in this way."""
    return _of(access.account_to_change(request.user, account_id, right=right), row_id)


def review_held(request, account_id, row_id, *, right="file"):
    """Return a review this person may work on in this way, locked when a verb is sent."""
    account = access.account_to_change(request.user, account_id, right=right)
    return opened(
        held(
            request,
            Review.objects.select_related("closed_by", "template"),
            account,
            row_id,
        ),
        account,
    )


def _of(account, row_id):
    review = access.row_or_404(
        Review.objects.select_related("closed_by", "template"),
        account,
        row_id,
    )
    return opened(review, account)


def opened(review, account):
    """Give the review its account, and say whether the reader may read what is private in it."""
    review.account = account
    review.opens_private = review.is_private_to(account.reader)
    return review


def must_open_private(review, number=PRIVATE_ITEM):
    """Refuse an item that is for the account manager and the line above only, unless the reader is
    one of them.
    """
    if number == PRIVATE_ITEM and not review.opens_private:
        access.refuse(review.account.reader, review.account, "private")


def says_why(view):
    """Turn a step that is not possible now into a message on the review's page; words are given
    back with it.
    """

    @functools.wraps(view)
    def answered(request, account_id, row_id, **more):
        try:
            return view(request, account_id, row_id, **more)
        except WrongStep as wrong:
            sentence, back = (
                " ".join(wrong.messages),
                reverse("reviews:review", args=[account_id, row_id]),
            )
            if drafts.place_of(request):
                return errors.page(
                    request,
                    "409.html",
                    409,
                    sentence=sentence,
                    back=back,
                )
            messages.warning(request, sentence)
            return redirect(back)

    return answered


def writes_into(view):
    """Run a step that writes into a review under its lock and only while it is open; else say why
    on its page.

    Whoever closes the review holds the same lock, so that what is written is either in the pack or
    refused. A look at the form of the step needs none.
    """

    @says_why
    @functools.wraps(view)
    def answered(request, account_id, row_id, **more):
        review = review_to_change(request, account_id, row_id)
        if request.method != "POST":
            must_be_open(review)
            return view(request, review, **more)
        with transaction.atomic():
            review = opened(Review.objects.locked(review), review.account)
            must_be_open(review)
            return view(request, review, **more)

    return answered


def must_be_open(review):
    """Raise WrongStep unless minutes may still be taken."""
    if not review.takes_minutes:
        raise WrongStep(
            f"This review is {review.get_state_display()}: nothing is written into it now."
        )


def to_item(review, number, anchor):
    """Lead back to one agenda item of the review's page."""
    return HttpResponseRedirect(place_of(review, number, anchor))


def place_of(review, number, anchor=""):
    """Return the address of one agenda item of the review's page."""
    return review.get_absolute_url() + place_of_item(number, anchor)
