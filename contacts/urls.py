"""People and relationships inside one file."""

from django.urls import path

from accountfile.pages.records import Records
from contacts import forms, models, tables, views

app_name = "contacts"


def as_shown(account):
    return models.Contact.objects.as_read_by(account.reader)


contacts = Records(
    models.Contact,
    forms.ContactForm,
    columns=("name",),
    table=tables.ContactInFileTable,
    rows=as_shown,
    slug="people",
    title="People at the client",
    template="contacts/contact.html",
    show_extra=views.contact_page,
    empty=(
        "Everybody at the client who decides, buys, uses our products, speaks for us or works "
        "against us."
    ),
    verb="Add a contact",
    why="Enter everybody you deal with, so that a relationship does not depend on one person.",
)
plans = Records(
    models.ContactPlan,
    forms.ContactPlanForm,
    columns=(
        ("Contact", "contact.name"),
        "owner",
        "cadence_days",
        "last_touch_on",
        "next_touch_on",
        ("Kept", "kept"),
        ("Late", "missed"),
    ),
    related=("contact", "owner"),
    slug="contact-plan",
    title="Contact plan",
    template="contacts/plan.html",
    empty=(
        "Who of us speaks with whom, how often, and when next: first for everybody with "
        "influence 4 or 5."
    ),
    verb="Plan a contact",
    why="Plan regular contact, so that we do not only call when something is wrong.",
)
relationships = Records(
    models.Relationship,
    forms.RelationshipForm,
    columns=(("Between them", "__str__"), "since_on", "note"),
    related=("contact", "towards"),
    title="Informal lines",
    empty="Who has whose ear, and who is in conflict with whom: what no organisation chart shows.",
    verb="Add an informal line",
    why="Decisions often follow these lines rather than those of the organisation chart.",
)
hospitality = Records(
    models.HospitalityEvent,
    forms.HospitalityEventForm,
    columns=(
        "title",
        "happens_on",
        "purpose",
        "budget",
        "spent",
        "currency",
        ("Policy", "get_policy_display"),
        "outcome",
    ),
    slug="hospitality",
    title="Hospitality and entertainment",
    empty=(
        "What we invite them to, what for, with whom, at what cost, within the policy, and what "
        "came of it."
    ),
    verb="Plan an event",
    why=("State the purpose, and stay within the policies of both companies."),
)
chemistry = Records(
    models.ChemistryFlag,
    forms.ChemistryFlagForm,
    columns=(("Between", "__str__"), "what", "swap_to", "noted_on", "solved_on"),
    related=("contact", "colleague", "swap_to"),
    slug="chemistry",
    title="Chemistry",
    empty=(
        "A personal clash between one of ours and one of theirs, and who might take over. Few "
        "may read this."
    ),
    verb="Note the clash",
    why="Say who could take over the contact.",
    on_section_page=False,
)

urlpatterns = [
    *contacts.urls,
    path("people/<int:row_id>/rate/", views.rate, name="rate"),
    path("people/<int:row_id>/left/", views.left, name="left"),
    *plans.urls,
    path("contact-plan/<int:row_id>/touch/", views.touch, name="touch"),
    path("wall-chart/", views.wall_chart, name="wall_chart"),
    *relationships.urls,
    *hospitality.urls,
    *chemistry.urls,
]
