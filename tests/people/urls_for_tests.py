"""The people's pages alone, so that their tests lean on nothing else; the shell's links lead
nowhere.
"""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone

from accountfile.people.urls import admin_doors


def desk(request):
    return HttpResponse(timezone.get_current_timezone_name())


urlpatterns = [
    path("", desk, name="desk"),
    *[path(f"{name}/", desk, name=name) for name in ["accounts", "search", "notices", "outbox"]],
    path("me/", include("accountfile.people.urls")),
    *admin_doors,
    path("admin/", admin.site.urls),
]
