"""The client profile inside one file."""

from django.urls import path

from accountfile.pages.records import Records
from accountfile.profile import views
from accountfile.profile.forms import (
    BuyingDateForm,
    ClientCompetitorForm,
    FactForm,
    PositionForm,
    SupplierForm,
)
from accountfile.profile.models import BuyingDate, ClientCompetitor, Fact, Position, Supplier

app_name = "profile"

facts = Records(
    Fact,
    FactForm,
    columns=(
        ("What we know", "__str__"),
        ("Topic", "get_topic_display"),
        "source",
        ("As of", "known_on"),
        "grade",
    ),
    template="profile/fact.html",
    empty=(
        "What we know of the client's market, business, people and ways of buying, each with its "
        "source and its day."
    ),
    verb="Add a fact",
    why="Say where you know it from and as of which day.",
    on_section_page=False,
)
positions = Records(
    Position,
    PositionForm,
    columns=("title", "unit", ("Held by", "holder"), "reports_to", ("Chart", "get_chart_display")),
    related=("reports_to",),
    title="Organisation charts",
    empty=(
        "Who sits where at the client, and who reports to whom; vacant and unknown boxes included."
    ),
    verb="Add a position",
    why="Add vacant and unknown positions too, so that the team sees what to find out.",
)
buying_dates = Records(
    BuyingDate,
    BuyingDateForm,
    columns=(("What", "__str__"), "falls_on", "limit", "currency", "signs"),
    slug="buying-dates",
    title="Buying calendar",
    empty=(
        "When budgets are set, tenders open and close, frameworks end, and who signs up to which "
        "amount."
    ),
    verb="Add to the buying calendar",
    why="Note when the client decides on its next budget.",
)
suppliers = Records(
    Supplier,
    SupplierForm,
    columns=("name", "supplies", ("Towards us", "towards_us"), "standing", "seen_on"),
    title="Their other suppliers",
    empty="Who else sells to the client: those we depend on, and our rivals inside.",
    verb="Add a supplier",
    why="Note how each supplier is disposed towards us.",
)
competitors = Records(
    ClientCompetitor,
    ClientCompetitorForm,
    columns=("name", "threat", "answer", "seen_on"),
    slug="their-competitors",
    empty="Who competes with the client in its own market.",
    verb="Add one of their competitors",
    why="Note what each rival does, so that we can help the client to compete.",
)

urlpatterns = [
    *facts.urls,
    path("facts/<int:row_id>/still-true/", views.still_true, name="still_true"),
    *positions.urls,
    *buying_dates.urls,
    *suppliers.urls,
    *competitors.urls,
]
