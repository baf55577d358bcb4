"""Risks across all the files that the reader may open."""

from django.urls import path

from risk import views

app_name = "risk_desk"
urlpatterns = [path("", views.risks, name="list")]
