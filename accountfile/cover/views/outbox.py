"""The outbox: every letter to or about what the reader may see, its state in words, and trying
again.
"""

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accountfile.core.models import Account
from accountfile.mail import views as mail
from accountfile.mail.models import Letter, LetterState
from accountfile.pages.lists import safe_next

PER_PAGE = 50
VERBS = {
    "letter_url": "letter",
    "again_url": "letter_again",
    "arrived_url": "letter_arrived",
    "file_url": "letter_file",
}


def letters_for(user):
    """Return the letters this person may read, each saying whether they may handle it too; all to
    directors.

    They read their own, as long as they may open the account it is about, and those about accounts
    they lead; they handle the latter.
    """
    if user.sees_everything:
        return Letter.objects.annotate(may_be_handled=Value(True))
    about_led = Q(account_id__in=Account.objects.led_by(user).values("pk"))
    visible = Account.objects.visible_to(user).values("pk")
    about_open = Q(account_id=None) | Q(account_id__in=visible)
    to_them = Q(person=user) & about_open
    handled = ExpressionWrapper(about_led, output_field=BooleanField())
    letters = Letter.objects.filter(to_them | about_led)
    return letters.annotate(may_be_handled=handled)


@require_safe
def outbox(request):
    """List the letters, newest first, a page at a time."""
    rows = letters_for(request.user).defer("text", "html").order_by("-pk")
    state = request.GET.get("state", "")
    before = request.GET.get("before", "")
    if state in LetterState.values:
        rows = rows.filter(state=state)
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    letters = list(rows[: PER_PAGE + 1])
    older = letters[PER_PAGE - 1].pk if len(letters) > PER_PAGE else None
    context = {
        "letters": letters[:PER_PAGE],
        "older": older,
        "state": state,
        "states": LetterState.choices,
        **VERBS,
    }
    return render(request, "cover/outbox.html", context)


@require_safe
def letter(request, letter_id):
    """Show one letter as it goes out, and what has happened to it."""
    found = get_object_or_404(letters_for(request.user), pk=letter_id)
    # It holds a way to sign in, or to answer in somebody's place: nobody but its receiver may read
    # it.
    restricted = found.is_sealed and found.person_id != request.user.pk
    context = {
        "letter": found,
        "restricted": restricted,
        "events": found.events.all(),
        **VERBS,
    }
    return render(request, "cover/letter.html", context)


@require_POST
def send_again(request, letter_id):
    """Send a failed, unclear or sent letter once more."""
    return mail.send_again(
        request,
        letter_to_handle(request.user, letter_id),
        back(request),
    )


@require_POST
def it_arrived(request, letter_id):
    """Note that an unclear letter came."""
    return mail.it_arrived(
        request,
        letter_to_handle(request.user, letter_id),
        back(request),
    )


@require_safe
def attachment(request, letter_id):
    """Download the file that travels with a letter."""
    found = get_object_or_404(letters_for(request.user), pk=letter_id)
    if found.is_sealed and found.person_id != request.user.pk:
        raise Http404("What travels with this letter is for its receiver.")
    return mail.attachment(request, found)


def letter_to_handle(user, letter_id):
    """Return a letter this person may send again: one about an account they lead; any, for
    directors.
    """
    return get_object_or_404(letters_for(user).filter(may_be_handled=True), pk=letter_id)


def back(request):
    """Return the address of this site that the person came from, or the outbox."""
    return safe_next(
        request,
        request.POST.get("next"),
        reverse("outbox"),
    )
