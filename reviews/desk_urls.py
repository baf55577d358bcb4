"""Reviews across the files I may open."""

from django.urls import path

from reviews.views import pages

urlpatterns = [path("", pages.across, name="list")]
