"""Sales inside one file: the rows, and the presses that move, win and lose an opportunity."""

from django.db.models import F
from django.urls import path

from accountfile.pages.records import Records
from opportunities import forms, models, views
from opportunities.filters import InFileFilter
from opportunities.tables import InFileTable

app_name = "opportunities"

opportunities = Records(
    models.Opportunity,
    forms.OpportunityForm,
    columns=("name", "owner", "stage", "value", "expected_on"),
    related=("account", "owner", "product", "stage"),
    rows=lambda account: models.Opportunity.objects.with_worth().order_by(
        F("closed_on").desc(nulls_first=True), "-pk"
    ),
    filters=InFileFilter,
    table=InFileTable,
    template="opportunities/opportunity.html",
    show_extra=views.beside,
    after_save=views.started,
    slug="pipeline",
    title="Opportunities",
    empty="Every possible sale to this client, from the first talk until it is won or lost.",
    verb="Add an opportunity",
    why="Enter a sale as soon as you first talk about it, so that others can plan and help.",
)
propositions = Records(
    models.Proposition,
    forms.PropositionForm,
    columns=("title", "owner", ("State", "get_state_display"), "potential", "expires_on"),
    related=("owner",),
    empty=(
        "Ideas for this client that are no opportunity yet: what we would propose, and its worth "
        "to them."
    ),
    verb="Add a proposition",
    why="Note ideas early, and turn one into an opportunity when the client takes it up.",
)
qualifications = Records(
    models.Qualification,
    forms.QualificationForm,
    columns=(("What", "__str__"), "held_on", ("Decision", "get_decision_display"), "decided_by"),
    related=("opportunity", "decided_by"),
    empty=(
        "A look at an opportunity before the effort is made: eight questions, what would rule it "
        "out, bid or not."
    ),
    verb="Add a qualification",
    why="Decide whether to bid before you put effort into an offer.",
)
whitespace = Records(
    models.WhitespaceCell,
    forms.WhitespaceForm,
    columns=(
        "product",
        "buying_centre",
        ("Who supplies it", "get_holder_display"),
        "competitor",
        "potential",
    ),
    related=("product",),
    empty="Which of our products each part of the client buys, from whom, and what it could bring.",
    verb="Add an entry",
    why="Empty and unknown cells show what the client could still buy from us.",
)
prices = Records(
    models.PriceAgreement,
    forms.PriceAgreementForm,
    columns=("product", "price", "discount", "condition", "from_on", "until_on"),
    related=("product",),
    empty="Prices and discounts that were promised to this client, and until when they hold.",
    verb="Add an agreement",
    why="A stand-in must be able to quote the agreed price.",
)
marketing = Records(
    models.MarketingActivity,
    forms.MarketingForm,
    columns=("title", "planned_on", "owner", ("State", "get_state_display"), "outcome"),
    related=("owner",),
    empty="Planned steps of marketing towards this client: events, articles, visits, references.",
    verb="Add an activity",
    why="Plan marketing here, so that sales knows of it in time.",
)

one = "pipeline/<int:row_id>/"
urlpatterns = [
    *opportunities.urls,
    path(f"{one}move/", views.move, name="opportunity_move"),
    path(f"{one}won/", views.win, name="opportunity_won"),
    path(f"{one}lost/", views.lose, name="opportunity_lost"),
    *propositions.urls,
    *qualifications.urls,
    *whitespace.urls,
    *prices.urls,
    *marketing.urls,
]
