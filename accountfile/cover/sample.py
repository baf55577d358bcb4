"""The sample company's rows of cover."""

from operator import attrgetter

from accountfile.core.models import Account, Action, Document, Interaction, Milestone, TeamMember
from accountfile.core.rewinding import Came, weeks_before


def came():
    yield Came(Account.objects.all)
    yield Came(TeamMember.objects.all)
    yield Came(Milestone.objects.all, attrgetter("happened_on"))
    yield Came(Interaction.objects.all, attrgetter("held_on"))
    yield Came(Document.objects.all, attrgetter("dated_on"))
    yield Came(Action.objects.filter(origin="").all, weeks_before("due_on", 3))
