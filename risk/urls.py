"""Risks, responses and assumptions inside one file."""

from django.urls import path

from accountfile.pages.records import Records
from risk import views
from risk.forms import AssumptionForm, ResponseForm, RiskForm
from risk.models import Assumption, Response, Risk
from risk.tables import AssumptionTable, ResponseTable, RiskFilter, RiskTable

app_name = "risk"


def gravest_first(account):
    return Risk.objects.gravest_first()


risks = Records(
    Risk,
    RiskForm,
    columns=("title",),
    table=RiskTable,
    filters=RiskFilter,
    rows=gravest_first,
    related=("owner",),
    template="risk/risk.html",
    show_extra=views.beside_risk,
    after_save=views.keep_score,
    empty=(
        "What may happen to this account, how likely and how bad it would be, and what we do "
        "about it."
    ),
    verb="Add a risk",
    why="Give each risk an owner who watches it.",
)
responses = Records(
    Response,
    ResponseForm,
    columns=("text",),
    table=ResponseTable,
    related=("risk", "owner"),
    template="risk/response.html",
    empty="What somebody does about a risk by a day.",
    verb="Add a response",
    why="Every response needs an owner and a day.",
)
assumptions = Records(
    Assumption,
    AssumptionForm,
    columns=("text",),
    table=AssumptionTable,
    related=("owner",),
    template="risk/assumption.html",
    empty="What our plans rest on that nobody at the client has confirmed.",
    verb="Add an assumption",
    why="Ask somebody at the client, and note the answer.",
)

urlpatterns = [
    *risks.urls,
    *responses.urls,
    *assumptions.urls,
    path("risks/<int:row_id>/assess/", views.assess, name="assess"),
    path("risks/<int:row_id>/happened/", views.happened, name="happened"),
    path("risks/<int:row_id>/close/", views.close, name="close"),
    path("responses/<int:row_id>/done/", views.response_done, name="response_done"),
    path("assumptions/<int:row_id>/confirm/", views.confirm, name="confirm"),
    path("assumptions/<int:row_id>/wrong/", views.wrong, name="wrong"),
]
