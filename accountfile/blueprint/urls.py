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
    why="A team that cannot say its objective without looking has none.",
)
clients = Records(
    models.ClientObjective,
    forms.ClientObjectiveForm,
    columns=(("What they want from us", "__str__"), "source", ("As of", "known_on")),
    slug="client-objectives",
    title="The client's objective towards us",
    empty=(
        "What the client wants with regard to us, in its own words. If nobody knows it: go and ask."
    ),
    verb="Write down the client's objective",
    why="Not knowing what the client wants from us is a finding, not a gap in a form.",
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
    why="What cannot be measured by a day cannot be missed, and so is never reached.",
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
    why="A SWOT that leads to no objective is a decoration.",
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
    why="The competitor you have not looked at for a quarter is the one who wins.",
)
sightings = Records(
    models.Sighting,
    forms.SightingForm,
    columns=(("What was seen", "__str__"), "seen_on"),
    related=("competitor",),
    title="Sightings of competitors",
    empty="Each sign of a competitor at the client, with its day.",
    verb="Note a sighting",
    why="Evidence older than ninety days is a memory.",
)
positions = Records(
    models.Position,
    forms.PositionForm,
    columns=(("Where we stand", "__str__"), ("As of", "known_on")),
    title="Position and scope",
    empty=(
        "Where we stand with the client today, and what is in scope. Older entries stay as the "
        "story so far."
    ),
    verb="Write the current position",
    why="A stand-in must know on Monday what we do for this client and what we do not.",
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
