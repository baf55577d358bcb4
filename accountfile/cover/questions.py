"""What the file should know about the cover."""

from django.db.models import Count, Max

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.models import Document, Interaction, Milestone, TeamMember
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from accountfile.wording import plural


def questions(accounts, today):
    team = dict(
        TeamMember.objects.filter(account__in=accounts, until=None)
        .order_by()
        .values_list("account")
        .annotate(Count("pk"))
    )
    spoken = dict(
        Interaction.objects.filter(account__in=accounts)
        .order_by()
        .values_list("account")
        .annotate(Max("held_on"))
    )
    told = dict(
        Milestone.objects.filter(account__in=accounts)
        .order_by()
        .values_list("account")
        .annotate(Max("happened_on"))
    )
    for account in accounts:
        yield from _asked(
            account, team.get(account.pk), spoken.get(account.pk), told.get(account.pk)
        )


def inputs(account, today):
    documents = Document.objects.filter(account=account).count()
    url = account.get_absolute_url()
    state = sections.READY if account.mission and account.background else sections.MISSING
    words = (
        "Mission statement and background are written."
        if state == sections.READY
        else "Mission statement or background is missing."
    )
    yield InputState(Input.SNAPSHOT, state, words, url)
    kept = sections.READY if documents else sections.MISSING
    yield InputState(
        Input.FILE_DETAILS,
        kept,
        f"{plural(documents, 'document')} filed." if documents else "No document is filed.",
        reverse("core:document_list", args=[account.pk]),
    )


def _asked(account, team, spoken, told):
    known = account.changed_on
    cover = reverse("edit_cover", args=[account.pk])
    lead = reverse("lead", args=[account.pk])
    rights = {cover: "cover", lead: "lead"}

    def ask(text, answered, url=cover, weight=1, on=known, fresh=None, right=""):
        answered_on, right = on if answered else None, right or rights.get(url, "file")
        return Question(
            account.pk,
            text,
            answered_on,
            url,
            fresh,
            weight,
            right=right,
        )

    yield ask("What is the mission statement of this account?", account.mission, weight=2)
    yield ask("Who is the account manager?", account.account_manager_id, lead, 3)
    yield ask("Which tier is the account in?", account.tier_id, lead)
    yield ask("At which stage is the relationship?", account.stage_id, lead)
    yield ask(
        "Who is on the account team, and what does each do?",
        team,
        reverse("core:teammember_add", args=[account.pk]),
        2,
        right=TeamMember.right,
    )
    yield ask(
        "What should a newcomer know of the account's background?",
        account.background or told,
        weight=2,
    )
    yield ask("Why does the client buy from us?", account.selling_point)
    talk = reverse("core:interaction_add", args=[account.pk])
    yield ask("When did we last speak with the client, and of what?", spoken, talk, 2, spoken, 30)
