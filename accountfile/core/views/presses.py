"""A button pressed twice does its work once."""

import uuid

from django.db import transaction

from accountfile.core.models import Press


def once(request, make):
    """Run ``make`` unless this very press has been taken already; return its ``(url, title)`` in both cases.

    The form carries a fresh key in ``press``. Of two presses at the same time the second waits for the first.
    """
    key = _key(request)
    with transaction.atomic():
        if key is None:
            return make()
        press, first = Press.objects.get_or_create(key=key, defaults={"person": request.user})
        if first:
            press.url, press.title = make()
            press.save()
        return press.url, press.title


def _key(request):
    try:
        return uuid.UUID(request.POST.get("press", ""))
    except ValueError:
        return None
