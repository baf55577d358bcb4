"""Everybody we know at any client whose file the reader may open."""

from django.urls import path
from django.views.decorators.http import require_safe

from accountfile.pages.lists import Empty, ListPage
from contacts.filters import ContactFilter
from contacts.models import Contact
from contacts.tables import ContactTable

app_name = "contacts_desk"

page = ListPage(
    name="contacts",
    title="Contacts",
    table=ContactTable,
    filters=ContactFilter,
    kept=True,
    empty=Empty(
        "No contact yet",
        "Everybody at your clients who has been entered in an Account File is listed here.",
    ),
)


@require_safe
def contacts(request):
    """List the contacts of all files the reader may open."""
    return page.answer(request, _readable(request.user))


def _readable(user):
    return Contact.objects.visible_to(user).as_read_by(user).select_related("account")


urlpatterns = [path("", contacts, name="list")]
