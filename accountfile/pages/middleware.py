"""What is typed survives whatever becomes of the request that carries it."""

import logging

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve

from accountfile.pages import drafts
from accountfile.pages.errors import gone, too_late
from accountfile.pages.lists import safe_next

log = logging.getLogger(__name__)
ASKING = ("GET", "HEAD")
KEPT = "What you had typed is saved: it is in its box again once you have signed in."
NOTHING_TO_SEE = (
    "That address only takes what a button sends; nothing was changed. This is the page above it."
)


class SignInFirst(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the sign-in page, and afterwards back to where they were
    typing.
    """

    def handle_no_permission(self, request, view_func):
        if request.method in ASKING:
            return super().handle_no_permission(request, view_func)
        if rescued(request):
            messages.info(request, KEPT)
        address = back_to(request)
        return redirect_to_login(
            address, self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )


def rescued(request):
    """Keep what a refused request carries for the person whose form it was; say whether there was
    anything.
    """
    place = drafts.place_of(request)
    return place is not None and drafts.keep(place, request.POST) is not None


def back_to(request):
    """Return the page that held the form which was sent."""
    place = drafts.place_of(request)
    came_from = place.page if place else _path(request, request.headers.get("Referer", ""))
    return safe_next(request, came_from, request.get_full_path())


def _path(request, address):
    start = f"{request.scheme}://{request.get_host()}/"
    if address.startswith(start):
        return address.removeprefix(start[:-1])
    return ""


class Answered:
    """Drops a draft whose words are saved, and answers in a sentence where there would be an empty
    or a broken page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return not_allowed(request, response)
        if (
            request.method == "POST"
            and response.status_code in (302, 303)
            and request.user.is_authenticated
        ):
            _settle(request)
        return response

    def process_view(self, request, view, args, kwargs):
        """Note that the request was let through to its view: a redirect after that says that it did
        its work.
        """
        request.let_through = True

    def process_exception(self, request, exception):
        """Say so where a row went away, or its neighbour did, between two looks at it: nothing is
        half written.
        """
        if request.method in ASKING:
            return None
        if isinstance(exception, ObjectDoesNotExist):
            log.warning("too late: %s has gone at %s", exception, request.path, exc_info=exception)
            return gone(request, exception)
        if isinstance(exception, IntegrityError):
            log.warning("too late: refused by the database at %s", request.path, exc_info=exception)
            return too_late(request)
        if isinstance(exception, ValidationError):
            # A rule of the row that its form does not know, or that held when the form was drawn.
            log.warning("refused: by a rule of the row at %s", request.path, exc_info=exception)
            return too_late(request, " ".join(exception.messages))
        return None


def _settle(request):
    """Drop the draft of what has been saved; keep what was sent elsewhere before anything could
    save it.
    """
    place = drafts.place_of(request)
    if place is None or place.person_id != request.user.pk:
        return
    if getattr(request, "let_through", False):
        drafts.drop(place)
    else:
        drafts.keep(place, request.POST)


def not_allowed(request, response):
    """Lead a look at an address that only takes what a form sends to the nearest page above it."""
    if request.method in ASKING and (above := page_above(request.path)):
        messages.info(request, NOTHING_TO_SEE)
        return HttpResponseRedirect(above)
    answer = render(request, "405.html", status=405)
    answer["Allow"] = response["Allow"]
    return answer


def page_above(path):
    """Return the nearest address above this one that leads anywhere, or nothing."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return ""
