"""What guards a page that anybody may open: how often, and what is told to nobody else."""

import logging
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.shortcuts import render

log = logging.getLogger("accountfile.security")
TRIES = 30
WINDOW = 60  # seconds


def public(view):
    """Open a view to people without a sign-in: thirty times a minute from one address, and quiet
    about its own.
    """

    @login_not_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if too_often(get_adapter().get_client_ip(request)):
            response = render(request, "surveys/public_slower.html", status=429)
            response["Retry-After"] = str(WINDOW)
        else:
            response = view(request, *args, **kwargs)
        return quiet(response)

    return guarded


def too_often(address):
    """Count one try of this address and say whether it was one too many; without a cache nobody is
    turned away.
    """
    key = f"survey-tries:{address}"
    cache.add(key, 0, timeout=WINDOW)
    try:
        tries = cache.incr(key)
    except ValueError:
        return False
    if tries == TRIES + 1:
        log.warning(
            "throttled: survey links tried more than %s times a minute from %s",
            TRIES,
            address,
        )
    return tries > TRIES


def quiet(response):
    """Keep the address, which opens the survey, out of other sites' logs, caches and search
    engines.
    """
    # Not "no-referrer": browsers then send "Origin: null" with the form, which the forgery check
    # rightly refuses.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
