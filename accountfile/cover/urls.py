"""The core's own rows inside a file: team, milestones, actions, interactions, documents."""

from accountfile.core.models import Action, Document, Interaction, Milestone, TeamMember
from accountfile.cover.forms import (
    ActionForm,
    DocumentForm,
    InteractionForm,
    MilestoneForm,
    TeamMemberForm,
)
from accountfile.pages.records import Records

app_name = "core"


def written_by(row, request):
    """Note who wrote the row."""
    row.by = request.user


def lateness(request, account, row):
    """Say whether the action is late as of the reader's day."""
    return {"late": row.is_overdue(request.user.today())}


team = Records(
    TeamMember,
    TeamMemberForm,
    columns=("person", "does", ("May change the file", "contributes"), "may_authorise"),
    related=("person",),
    slug="team",
    title="Account team",
    empty=(
        "Everyone of ours who deals with the client or does something for it, with what they do."
    ),
    verb="Add to the team",
    why="A stand-in will ask these people first.",
)
milestones = Records(
    Milestone,
    MilestoneForm,
    columns=("text", "happened_on"),
    empty=(
        "Five to fifteen lines that a newcomer reads in two minutes: wins, crises, changes of "
        "people, contracts."
    ),
    verb="Add a milestone",
    why="A newcomer should understand the history of the account from these lines.",
)
actions = Records(
    Action,
    ActionForm,
    columns=("text", "owner", "due_on", ("State", "get_state_display"), "origin"),
    related=("owner",),
    template="cover/action.html",
    show_extra=lateness,
    empty="What somebody has promised to do for this client by a day.",
    verb="Add an action",
    why="Every action needs an owner and a day.",
)
interactions = Records(
    Interaction,
    InteractionForm,
    columns=(("What", "__str__"), "held_on", "by"),
    related=("by",),
    prepare=written_by,
    slug="interactions",
    title="Meetings, calls and letters",
    empty="Log each meeting, call and letter with the client in a few lines.",
    verb="Log a meeting or call",
    why="Three lines are enough: what was said and what was agreed.",
)
documents = Records(
    Document,
    DocumentForm,
    columns=("title", "kind", "dated_on", "by"),
    related=("by",),
    prepare=written_by,
    template="cover/document.html",
    empty="Contracts, correspondence, minutes and proposals that the team must be able to find.",
    verb="Add a document",
    why="File what a stand-in would need to find.",
)

urlpatterns = [*team.urls, *milestones.urls, *actions.urls, *interactions.urls, *documents.urls]
