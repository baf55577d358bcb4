"""Surveys and references inside one file."""

from django.urls import path

from accountfile.pages.records import Records
from surveys import forms, models, tables, views

app_name = "surveys"


def with_counts(account):
    return tables.counted(models.Survey.objects.all())


surveys = Records(
    models.Survey,
    forms.SurveyForm,
    columns=("title",),
    table=tables.SurveyTable,
    rows=with_counts,
    template="surveys/survey.html",
    show_extra=views.beside_survey,
    empty=(
        "Ask the people who buy from us and those who work with us, once or twice a year, in two "
        "minutes."
    ),
    verb="Prepare a survey",
    why="Ask at least once a year.",
)
questions = Records(
    models.SurveyQuestion,
    forms.QuestionForm,
    columns=("text",),
    table=tables.QuestionTable,
    related=("survey",),
    title="Questions of our own",
    empty="Questions beside the main one. Few questions get more answers than many.",
    verb="Add a question",
    why="Keep it short: each further question lowers the number of answers.",
)
sites = Records(
    models.ReferenceSite,
    forms.ReferenceSiteForm,
    columns=("title",),
    table=tables.SiteTable,
    empty="What other clients may come and see here, who agreed to it and until when.",
    verb="Add a reference site",
    why="Note what was agreed and until when it may be shown.",
)
visits = Records(
    models.ReferenceVisit,
    forms.ReferenceVisitForm,
    columns=("visitor",),
    table=tables.VisitTable,
    related=("site",),
    empty="Who came to see what we did here, what for, and what came of it.",
    verb="Add a visit",
    why="Note each visit, so that no client is asked too often.",
)

one = "surveys/<int:row_id>/"
urlpatterns = [
    *surveys.urls,
    *questions.urls,
    *sites.urls,
    *visits.urls,
    path(f"{one}ask/", views.ask, name="ask"),
    path(f"{one}send/", views.send, name="send"),
    path(f"{one}remind/", views.remind, name="remind"),
    path("invitations/<int:row_id>/revoke/", views.revoke, name="revoke"),
    path("answers/<int:row_id>/call-back/", views.call_back, name="call_back"),
]
