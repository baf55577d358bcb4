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
    why="What a client tells nobody shows up in the next tender.",
)
questions = Records(
    models.SurveyQuestion,
    forms.QuestionForm,
    columns=("text",),
    table=tables.QuestionTable,
    related=("survey",),
    title="Questions of our own",
    empty="Questions beside the main one; few are answered more often than many.",
    verb="Add a question",
    why="Each question more costs answers.",
)
sites = Records(
    models.ReferenceSite,
    forms.ReferenceSiteForm,
    columns=("title",),
    table=tables.SiteTable,
    empty="What other clients may come and see here, who agreed to it and until when.",
    verb="Add a reference site",
    why="A client who shows others around has decided for us twice.",
)
visits = Records(
    models.ReferenceVisit,
    forms.ReferenceVisitForm,
    columns=("visitor",),
    table=tables.VisitTable,
    related=("site",),
    empty="Who came to see what we did here, what for, and what came of it.",
    verb="Add a visit",
    why="A favour that is not counted is asked for too often.",
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
