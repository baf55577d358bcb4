"""The verbs and the table of letters mounted as plainly as can be, beside the product's own
pages.
"""

from django.db.models import Value
from django.shortcuts import get_object_or_404, render
from django.urls import path

from accountfile.mail import views
from accountfile.mail.models import Letter
from accountfile.urls import urlpatterns as product

URLS = {
    "letter_url": "letter",
    "again_url": "test_again",
    "arrived_url": "test_arrived",
    "file_url": "test_file",
}


def letters(request):
    rows = Letter.objects.annotate(may_be_handled=Value("hands off" not in request.GET))
    return render(request, "mail/_letters.html", {"letters": rows, **URLS})


def again(request, letter_id):
    return views.send_again(request, get_object_or_404(Letter, pk=letter_id), "/letters/")


def arrived(request, letter_id):
    return views.it_arrived(request, get_object_or_404(Letter, pk=letter_id), "/letters/")


def file(request, letter_id):
    return views.attachment(request, get_object_or_404(Letter, pk=letter_id))


urlpatterns = [
    path("letters/", letters),
    path("letters/<int:letter_id>/again/", again, name="test_again"),
    path("letters/<int:letter_id>/arrived/", arrived, name="test_arrived"),
    path("letters/<int:letter_id>/file/", file, name="test_file"),
    *product,
]
