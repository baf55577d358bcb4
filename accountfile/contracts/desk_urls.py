"""Contracts across all the files that the reader may open."""

from django.urls import path

from accountfile.contracts import views

app_name = "contracts_desk"
urlpatterns = [path("", views.contracts, name="list")]
