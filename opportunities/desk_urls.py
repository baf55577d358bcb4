"""Sales across accounts: the list, the board, what waits for an account, the figures."""

from django.urls import path

from opportunities import views

app_name = "opportunities_desk"

urlpatterns = [
    path("", views.opportunities, name="list"),
    path("<int:opportunity_id>/", views.opportunity, name="opportunity"),
    path("board/", views.board, name="board"),
    path("unassigned/", views.unassigned, name="unassigned"),
    path("managers/", views.managers, name="managers"),
    path("figures/", views.figures, name="figures"),
    path("figures/measures/<slug:name>/", views.measure, name="measure"),
    path("figures/<slug:slug>/", views.sheet, name="sheet"),
]
