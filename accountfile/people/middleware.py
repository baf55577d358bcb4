"""What every request of a signed-in person goes through."""

from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accountfile.base.locks import unless_locked

IDLE = timedelta(minutes=60)
AT_MOST = timedelta(hours=12)
# Seen is written at most once in this time, so that reading pages does not write to the database.
NOTED_EVERY = timedelta(minutes=1)
ASKS_BY_ITSELF = "progress"  # the part of a page that looks every second how far some work is


class PersonMiddleware:
    """Ends sessions that lasted too long, speaks in the person's time zone, keeps pages out of
    caches.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            _end_or_note(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        if request.method in ("GET", "HEAD"):
            # A page asks many times whose files its reader opens; a verb asks once, and may change
            # the answer.
            request.user.looked_up = {}
        with timezone.override(request.user.zone):
            response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        if not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request, view, args, kwargs):
        """Send whoever has to have a second factor and has none to set one up, before anything else
        is shown.
        """
        person = request.user
        if (
            not person.is_authenticated
            or not _is_asked_here(request, view)
            or person.is_of_the_sample_company
        ):
            return None
        if is_mfa_enabled(person):
            return None
        messages.info(request, "You need a second factor here. Set one up to go on.")
        return redirect("mfa_activate_totp")


def _is_asked_here(request, view):
    """Say whether this page waits for this person's second factor: the administration always
    does.
    """
    if request.resolver_match.app_name == "admin":
        return request.user.is_staff
    if may := getattr(view, "administered_by", None):
        return may(request.user)
    asked = {
        "administrators": lambda: False,
        "line_managers": lambda: request.user.is_staff or request.user.leads_people(),
        "everyone": lambda: True,
    }
    # The pages on which it is set up, and those that need no sign-in, stay open.
    is_open = request.path.startswith(reverse("me")) or not getattr(view, "login_required", True)
    return not is_open and asked[settings.SECOND_FACTOR_FOR]()


def _end_or_note(request):
    """Sign out whoever was idle or signed in for too long; otherwise note that they were seen."""
    now = timezone.now().timestamp()
    session = request.session
    since = session.get("signed_in_at", now)
    seen = session.get("seen_at", 0)
    idle = now - seen > IDLE.total_seconds() if seen else False
    if idle or now - since > AT_MOST.total_seconds():
        logout(request)
        messages.info(
            request, "You were signed out because you had been away for a while. Sign in to go on."
        )
    elif now - seen > NOTED_EVERY.total_seconds() and request.htmx.trigger != ASKS_BY_ITSELF:
        # Nobody need be there while a page looks by itself.
        _note(session, since, now)


def _note(session, since, now):
    """Write into the session when its person was seen; a page is never kept waiting for it, nor
    fails for it.
    """
    before = session.modified
    session["signed_in_at"], session["seen_at"] = since, now
    unless_locked(session.save)
    # Otherwise the session's own middleware would save it once more, and wait.
    session.modified = before
