"""A button pressed twice does its work once."""

from django.db import transaction

from accountfile.core.models import Press

LONGEST_ADDRESS = Press._meta.get_field("url").max_length


def once(request, make):
    """Run ``make`` unless this very press has been taken already; return its ``(url, title)`` in
    both cases.

    The form carries a fresh key in ``press``. Of two presses at the same time the second waits for
    the first.
    """
    key = Press.number(request.POST)
    with transaction.atomic():
        if key is None:
            return make()
        press, first = Press.objects.get_or_create(key=key, defaults={"person": request.user})
        if not first:
            return press.url, press.title
        url, press.title = make()
        # An address longer than its column leads to the desk when the button is pressed again.
        press.url = url if len(url) <= LONGEST_ADDRESS else "/"
        press.save()
        return url, press.title


def taken(request):
    """Return the press of this person that this request repeats, or None."""
    key = Press.number(request.POST)
    return key and Press.objects.filter(key=key, person=request.user).first()
