"""The pack after closing: download it, print it again, send it to more people, make the client's
edition.
"""

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accountfile.pages.verbs import Verb, asks, presses
from reviews import services
from reviews.forms import SendForm
from reviews.models import Pack, Review, WrongStep
from reviews.views.doors import (
    must_open_private,
    review_or_404,
    review_to_change,
    says_why,
)

FILE_GONE = (
    "The file of the pack is missing, or is not the one that was printed. "
    "Print it again: it is made from what was frozen."
)


def edition_of(review, edition):
    """Return one edition of the pack; the private annex only to those it is for."""
    if edition == Pack.Edition.PRIVATE:
        must_open_private(review)
    return get_object_or_404(review.packs, edition=edition)


@require_safe
@says_why
def download(request, account_id, row_id, edition):
    """Give the very file that was printed and mailed."""
    review = review_or_404(request, account_id, row_id)
    pack = edition_of(review, edition)
    if pack.state != Pack.State.READY:
        raise WrongStep(f"The pack is {pack.get_state_display()}: it cannot be downloaded yet.")
    content = pack.read()
    if content is None:
        raise WrongStep(FILE_GONE)
    answer = FileResponse(
        ContentFile(content),
        as_attachment=True,
        filename=pack.file_name,
        content_type="application/pdf",
    )
    # A browser must take the file for nothing but a PDF, and run nothing in it.
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    return answer


@says_why
@presses
def print_again(request, account_id, row_id, edition):
    """Print a pack anew from what was frozen, when it failed or its file is gone."""
    review = review_to_change(request, account_id, row_id, right="cover")
    pack = edition_of(review, edition)

    def queue():
        back = review.get_absolute_url()
        if services.print_again(pack=pack, by=request.user):
            told = (
                "The pack is being printed again; every mail that has not left waits for the new "
                "file."
            )
            return back, told
        messages.info(request, f"The pack is {pack.get_state_display()} already.")
        return back, ""

    name = "Print it again"
    return Verb(request, review.account, review, watched=()).answer(queue, title=name, label=name)


@says_why
@asks
def send(request, account_id, row_id):
    """Send the pack to more people who may open the file."""
    review = review_to_change(request, account_id, row_id, right="cover")
    pack = review.packs.filter(edition=Pack.Edition.INTERNAL).first()
    if pack is None:
        raise WrongStep("There is no pack yet: it is made when the review is closed.")
    there = pack.distribution.values("person")
    people = services.readers_of(review.account).exclude(pk__in=there).order_by("name")
    verb = Verb(request, review.account, review, watched=())
    form = verb.plain_form(SendForm, people=people)

    def post():
        chosen = form.cleaned_data["people"]
        new = services.send_to_more(pack=pack, people=chosen, by=verb.person)
        names = ", ".join(person.name for person in new)
        return review.get_absolute_url(), f"The pack goes to {names or 'nobody new'}."

    return verb.answer(
        post,
        title="Send the pack to more people",
        label="Send the pack",
        why=(
            "A pack goes only to people who may open this file; add others to the account team "
            "first."
        ),
    )


@says_why
@presses
def make_client_edition(request, account_id, row_id):
    """Make the edition for the client, which holds only what sections declare fit for the
    client.
    """
    review = review_to_change(request, account_id, row_id, right="lead")
    if review.closed_at is None:
        raise WrongStep("The client's edition is made after the review is closed.")

    def make():
        services.make_pack(
            review=Review.objects.locked(review),
            by=request.user,
            edition=Pack.Edition.CLIENT,
        )
        told = "The edition for the client is being printed. It is sent to nobody by itself."
        return review.get_absolute_url(), told

    name = "Make the client’s edition"
    return Verb(request, review.account, review, watched=()).answer(make, title=name, label=name)
