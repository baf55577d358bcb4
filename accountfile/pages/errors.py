"""The pages of what went wrong before, in or beneath a view; each gives back what was typed."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from accountfile.base.files import OutOfReach
from accountfile.pages import drafts

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
UNREADABLE = (*TOO_MUCH, UnreadablePostError, RawPostDataException, MultiPartParserError)
A_MOMENT = "60"  # seconds after which it is worth another try
NOT_WORDS = {"version", "page"}


def typed_words(request):
    """Return ``(name, text)`` for what a refused form carried, so that its page can give it back to
    be copied.
    """
    if request.method != "POST":
        return []
    try:
        fields = drafts.typed(request.POST)
    except UNREADABLE:
        return []
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, values in fields.items()
        for text in values
        if name not in NOT_WORDS and not name.startswith("initial-") and is_worded(text)
    ]


def is_worded(text):
    """Say whether somebody typed this, and did not merely choose it: numbers, days and ticks are
    chosen.
    """
    return any(letter.isalpha() for letter in text) and text != "on"


def page(request, template, status, **more):
    """Answer with a page about a refusal, and give back what had been typed."""
    return render(
        request,
        template,
        {"typed": typed_words(request)} | more,
        status=status,
    )


def page_of_a_fault(request, template, status):
    """Answer as ``page`` does, but ask neither session nor database for anything: they may be the
    fault.
    """
    return HttpResponse(render_to_string(template, {"typed": typed_words(request)}), status=status)


def bad_request(request, exception):
    """Answer 413 to somebody who sent more than is taken, else 400."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(render_to_string("413.html"), status=413)
    return defaults.bad_request(request, exception)


def forbidden(request, exception):
    """Answer 403 to somebody who may not do this, with what they had typed."""
    return page(request, "403.html", 403, exception=str(exception))


def gone(request, exception):
    """Answer 404, with what had been typed into a form about what is not there any more."""
    return page(request, "404.html", 404, exception=exception)


def too_late(request, sentence=""):
    """Answer 409 where what has changed since the page was drawn stands in the way; ``sentence``
    says what it is.
    """
    return page(request, "409.html", 409, sentence=sentence)


def old_page(request, reason=""):
    """Answer 403 to a form whose token is no longer good; what was typed is in its box again when
    it came from us.
    """
    place = drafts.place_of(request) if came_from_here(request) else None
    kept = place is not None and drafts.keep(place, request.POST) is not None
    return page(request, "403_csrf.html", 403, back=place.page if kept else "")


def came_from_here(request):
    """Say whether the browser itself says that a page of this site sent the form."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def server_error(request):
    """Answer 503 while database or file storage do not answer, else 500; neither page asks the
    database.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, OutOfReach)):
        answer = page_of_a_fault(request, "503.html", 503)
        answer["Retry-After"] = A_MOMENT
        return answer
    return page_of_a_fault(request, "500.html", 500)
