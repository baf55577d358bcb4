"""What surrounds every signed-in page: navigation and the unread count."""

from types import SimpleNamespace

from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject

from accountfile.base.addresses import reverse
from accountfile.core import access, sections
from accountfile.core.models import Notice


def shell(request):
    """Return ``shell`` with navigation, unread notices and what of the administration is for the
    reader.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "shell": SimpleNamespace(
            navigation=navigation(request.path),
            unread=SimpleLazyObject(lambda: Notice.objects.visible_to(user).unread().count()),
            may_import=access.may_import(user),
            sees_status=access.may_see_system_status(user),
        )
    }


def navigation(path):
    """Return ``(label, url, icon, current)`` for each entry of the bar."""
    entries = [
        ("My desk", reverse("desk"), "home"),
        ("Accounts", reverse("accounts"), "building-office-2"),
    ]
    desks = [
        (*page[:3], *(page[3:] or [section.icon]))
        for section in sections.all_sections()
        for page in section.desk
    ]
    for _, label, name, icon in sorted(desks):
        try:
            entries.append((label, reverse(name), icon))
        except NoReverseMatch:
            continue
    # The figures lie below the opportunities: only the longest address that fits is where the
    # reader is.
    here = max(
        (url for _, url, _ in entries if path.startswith(url) and (url != "/" or path == url)),
        key=len,
        default="",
    )
    return [(label, url, icon, url == here) for label, url, icon in entries]
