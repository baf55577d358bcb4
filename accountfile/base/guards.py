"""What every request passes and every answer carries, whatever page it is for."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

READS = ("GET", "HEAD", "OPTIONS")
# A page of ours has no use for any of them, so no script that found its way in has one either.
POWERS = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
NO_POWERS = ", ".join(f"{power}=()" for power in POWERS)


class AnswersWithHeaders:
    """Adds the headers that Django does not know, or knows only for requests that it sees come by
    https.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        answer.setdefault("Permissions-Policy", NO_POWERS)
        if settings.BEHIND_TLS:
            # People come by https even where the proxy in front of us does not say so.
            lasts = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            answer.setdefault("Strict-Transport-Security", lasts)
        return answer


class RefusesLargeBodies:
    """Refuses a body by the length that it announces, before a byte of it is read or written to
    disk.

    It stands in front of the check against forged requests, which is the first to read what was
    posted.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in READS:
            return None
        if "Transfer-Encoding" in request.headers:
            return _refusal(411)
        known = request.user.is_authenticated
        limit = settings.LARGEST_BODY if known else settings.LARGEST_BODY_OF_STRANGERS
        if _announced(request) > limit:
            return _refusal(413)
        return None


def _announced(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    # The server in front of us lets nothing else through; what is no number counts as too much.
    if length.isdecimal() and len(length) < 19:
        return int(length)
    return float("inf")


def _refusal(status):
    return HttpResponse(render_to_string("413.html", {"status": status}), status=status)
