"""The doors for those who answer: no sign-in, a link used once."""

from django.urls import path

from surveys import views

app_name = "surveys_public"
urlpatterns = [
    path("thank-you/", views.thank_you, name="thank_you"),
    path("<str:token>/", views.answer, name="answer"),
]
