"""Surveys across all the files that the reader may open."""

from django.urls import path

from surveys import views

app_name = "surveys_desk"
urlpatterns = [path("", views.surveys, name="list")]
