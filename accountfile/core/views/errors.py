"""The pages of what went wrong before or beneath a view: too much sent, or no database."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
A_MOMENT = "60"  # seconds after which it is worth another try


def bad_request(request, exception):
    """Answer 413 to somebody who sent more than is taken, else 400."""
    if isinstance(exception, TOO_MUCH):
        return HttpResponse(render_to_string("413.html"), status=413)
    return defaults.bad_request(request, exception)


def server_error(request):
    """Answer 503 while the database does not answer, else 500; neither page asks it for anything."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": A_MOMENT})
    return defaults.server_error(request)
