"""Figures, scorecards, issues, deliverables and value inside one file."""

from django.urls import path

from accountfile.pages.records import Records
from scorecard import forms, models, tables, views

app_name = "scorecard"

financials = Records(
    models.FinancialPeriod,
    forms.FinancialPeriodForm,
    columns=("starts_on",),
    table=tables.FinancialPeriodTable,
    slug="financials",
    title="Financials",
    empty=(
        "Revenue and cost of each month or quarter, beside what was planned. A whole year can be "
        "pasted."
    ),
    verb="Add a period",
    why="Enter the cost as well, so that the margin is known.",
)
cards = Records(
    models.Scorecard,
    forms.ScorecardForm,
    columns=("month",),
    table=tables.ScorecardTable,
    related=("template",),
    template="scorecard/card.html",
    show_extra=views.beside_card,
    after_save=views.prepare_card,
    empty="Once a month: is what we promised really so? Start a scorecard and fill its lines.",
    verb="Start a scorecard",
    why="Deal with a red line at once.",
)
issues = Records(
    models.Issue,
    forms.IssueForm,
    columns=("title",),
    table=tables.IssueTable,
    filters=tables.IssueFilter,
    related=("owner",),
    empty=(
        "Complaints of the client and ours about them: cause, what put it right, and whether the "
        "client agreed."
    ),
    verb="Add an issue",
    why="Close an issue only when the client agrees.",
)
deliverables = Records(
    models.Deliverable,
    forms.DeliverableForm,
    columns=("text",),
    table=tables.DeliverableTable,
    related=("owner",),
    empty=(
        "What we owe the client by a day, when it came and whether it was accepted the first time."
    ),
    verb="Add a deliverable",
    why="Note the day it was accepted and whether it was right the first time.",
)
value = Records(
    models.ValueRecord,
    forms.ValueForm,
    columns=("text",),
    table=tables.ValueTable,
    slug="value",
    title="Value delivered",
    empty="What the client gains through us, as measured and agreed by somebody there.",
    verb="Add a value",
    why="Ask somebody at the client to agree the figure.",
)

urlpatterns = [
    path("financials/paste/", views.paste, name="paste"),
    *financials.urls,
    *cards.urls,
    *issues.urls,
    *deliverables.urls,
    *value.urls,
    path("scorecards/<int:row_id>/fill/", views.fill, name="fill"),
]
