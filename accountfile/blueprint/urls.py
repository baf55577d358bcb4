"""The blueprint inside one file."""

from django.urls import path

from accountfile.blueprint import forms, models, views
from accountfile.pages.records import Records

app_name = "blueprint"


def with_sightings(request, account, row):
    """Show with a competitor what was seen of it."""
    return {"sightings": row.sightings.all()[:20], "today": request.user.today()}


years = Records(
    models.TwelveMonthObjective,
    forms.TwelveMonthObjectiveForm,
    columns=("text", "agreed_on", "reviewed_on"),
    slug="12-month-objectives",
    empty=(
        "One short sentence, agreed in writing, that everything else we do for the client in a "
        "year is measured by."
    ),
    verb="Set the 12-month objective",
    why="Everybody on the account team should be able to say it.",
)
clients = Records(
    models.ClientObjective,
    forms.ClientObjectiveForm,
    columns=(("What they want from us", "__str__"), "source", ("As of", "known_on")),
    slug="client-objectives",
    title="The client's objective towards us",
    empty=("What the client wants from us, in its own words. If nobody knows, ask the client."),
    verb="Write down the client's objective",
    why="Write it in the client’s own words.",
)
objectives = Records(
    models.Objective,
    forms.ObjectiveForm,
    columns=(
        "text",
        "measure",
        "target",
        "due_on",
        "owner",
        ("Grew from", "get_origin_display"),
        "state",
    ),
    related=("owner",),
    slug="objectives",
    template="blueprint/objective.html",
    empty=(
        "Specific objectives with a measure, a target, a day and an owner, each grown from "
        "something in this file."
    ),
    verb="Add an objective",
    why=(
        "Give each objective a measure, a target and a day, so that a review can say whether it "
        "was reached."
    ),
)
swot_items = Records(
    models.SwotItem,
    forms.SwotItemForm,
    columns=(
        "text",
        ("About", "get_side_display"),
        ("What", "get_quadrant_display"),
        "weight",
        "since_on",
        "state",
    ),
    slug="swot-items",
    empty=(
        "Strengths, weaknesses, opportunities and threats: of our relationship, and of the "
        "client in its market."
    ),
    verb="Add to the SWOT",
    why="An objective can name the line of the SWOT that it comes from.",
    on_section_page=False,
)
competitors = Records(
    models.Competitor,
    forms.CompetitorForm,
    columns=("name", "strength", "move", "counter", ("Last seen", "seen_on")),
    rows=lambda account: models.Competitor.objects.with_last_seen(),
    template="blueprint/competitor.html",
    show_extra=with_sightings,
    title="Our competition here",
    empty="Who wants our place with this client, what they do, and what we do about it.",
    verb="Add a competitor",
    why="Look at each competitor at least once a quarter.",
)
sightings = Records(
    models.Sighting,
    forms.SightingForm,
    columns=(("What was seen", "__str__"), "seen_on"),
    related=("competitor",),
    title="Sightings of competitors",
    empty="Each sign of a competitor at the client, with its day.",
    verb="Note a sighting",
    why="Note the day and where you heard it.",
)
positions = Records(
    models.Position,
    forms.CurrentPositionForm,
    columns=(("Where we stand", "__str__"), ("As of", "known_on")),
    title="Position and scope",
    empty=(
        "Where we stand with the client today, and what is in scope. Older entries stay as the "
        "story so far."
    ),
    verb="Write the current position",
    why="A stand-in reads here what we do for this client and what is out of scope.",
)

urlpatterns = [
    *years.urls,
    path("12-month-objectives/<int:row_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    *clients.urls,
    *objectives.urls,
    path("objectives/<int:row_id>/end/", views.end_objective, name="end_objective"),
    path("swot/", views.swot, name="swot"),
    *swot_items.urls,
    *competitors.urls,
    *sightings.urls,
    *positions.urls,
]
