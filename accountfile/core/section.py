"""The cover as a section: mission, account manager, team, background; it asks, tells and is found like the others."""

from datetime import timedelta
from operator import attrgetter

from django.db.models import Count, Max

from accountfile.addresses import reverse
from accountfile.clock import house_day
from accountfile.core import sections
from accountfile.core.models import Account, Action, Document, Interaction, Milestone, TeamMember
from accountfile.core.periods import due_on, in_words
from accountfile.core.sections import (
    AgendaItem,
    Due,
    Heading,
    Input,
    InputState,
    Need,
    Question,
    Reminder,
    Searchable,
    Signal,
)
from accountfile.core.templatetags.af import day
from accountfile.rewinding import Came, weeks_before


class Cover(sections.Section):
    """The cover of the file; it has no folder of its own, and is always the first."""

    def questions(self, accounts, today):
        team = dict(
            TeamMember.objects.filter(account__in=accounts, until=None)
            .order_by()
            .values_list("account")
            .annotate(Count("pk"))
        )
        spoken = dict(
            Interaction.objects.filter(account__in=accounts).order_by().values_list("account").annotate(Max("held_on"))
        )
        told = dict(
            Milestone.objects.filter(account__in=accounts)
            .order_by()
            .values_list("account")
            .annotate(Max("happened_on"))
        )
        for account in accounts:
            yield from self._asked(account, team.get(account.pk), spoken.get(account.pk), told.get(account.pk))

    def _asked(self, account, team, spoken, told):
        known = account.changed_on
        cover = reverse("edit_cover", args=[account.pk])
        lead = reverse("lead", args=[account.pk])
        rights = {cover: "cover", lead: "lead"}

        def ask(text, answered, url=cover, weight=1, on=known, fresh=None, right=""):
            answered_on, right = on if answered else None, right or rights.get(url, "file")
            return Question(account.pk, text, answered_on, url, fresh, weight, right=right)

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
        yield ask("What should a newcomer know of the account's background?", account.background or told, weight=2)
        yield ask("Why does the client buy from us?", account.selling_point)
        talk = reverse("core:interaction_add", args=[account.pk])
        yield ask("When did we last speak with the client, and of what?", spoken, talk, 2, spoken, 30)

    def agenda(self, account, since, today):
        mission = account.mission or "The file has no mission statement yet."
        yield AgendaItem(
            Heading.MISSION_STRATEGY_GOALS, mission, account.get_absolute_url(), "plain" if account.mission else "watch"
        )
        rows = Interaction.objects.filter(account=account)
        spoken = rows.filter(held_on__gte=house_day(since)).count() if since else rows.count()
        url = reverse("core:interaction_list", args=[account.pk])
        when = f"since {day(house_day(since))}" if since else "so far"
        many = "s" * (spoken != 1)
        text = f"{spoken or 'No'} meeting{many}, call{many} or letter{many} recorded {when}."
        yield AgendaItem(Heading.RELATIONSHIPS, text, url, "plain" if spoken else "watch")

    def inputs(self, account, today):
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
            f"{documents} document{'s' if documents > 1 else ''} kept." if documents else "No document is kept.",
            reverse("core:document_list", args=[account.pk]),
        )

    def signals(self, accounts, today):
        late = (
            Action.objects.overdue(today)
            .filter(account__in=accounts)
            .order_by()
            .values_list("account")
            .annotate(Count("pk"))
        )
        for account_id, number in late:
            points = -min(15, 3 * number)
            yield Signal(
                account_id,
                points,
                f"{number} action{'s' * (number > 1)} overdue",
                reverse("core:action_list", args=[account_id]),
            )
        spoken = (
            Interaction.objects.filter(account__in=accounts).order_by().values_list("account").annotate(Max("held_on"))
        )
        for account_id, last in spoken:
            if (today - last).days <= 30:
                yield Signal(
                    account_id,
                    5,
                    "Spoken with the client within 30 days",
                    reverse("core:interaction_list", args=[account_id]),
                )
            elif (today - last).days > 90:
                yield Signal(
                    account_id,
                    -8,
                    f"Not spoken with the client for {(today - last).days} days",
                    reverse("core:interaction_list", args=[account_id]),
                )

    def needs(self, person, today):
        mine = Action.with_private.due_by(today + timedelta(days=7)).owned_by(person).readable_by(person)
        due = list(mine.filter(account__in=Account.objects.visible_to(person)).select_related("account")[:8])
        files = Account.objects.filter(pk__in={action.account_id for action in due}).with_rights(person)
        to_change = {account.pk for account in files if account.may_change}
        for action in due:
            ends = action.account_id in to_change
            url = reverse("close_action" if ends else "core:action", args=[action.account_id, action.pk])
            text = f"“{action}” for {action.account} {in_words(action.due_on, today)}."
            yield Need(text, url, "Close it" if ends else "Open it", action.due_on)

    def due(self, today):
        actions = Action.with_private.due_by(today).filter(owner__is_active=True)
        yield Due(actions.select_related("account"), lambda rows: _to_do(rows, today))

    def promises(self, account, day):
        for action in Action.objects.due_by(day).filter(account=account):
            yield action.due_on, action.text, reverse("core:action", args=[account.pk, action.pk])

    def came(self):
        yield Came(Account.objects.all)
        yield Came(TeamMember.objects.all)
        yield Came(Milestone.objects.all, attrgetter("happened_on"))
        yield Came(Interaction.objects.all, attrgetter("held_on"))
        yield Came(Document.objects.all, attrgetter("dated_on"))
        yield Came(Action.objects.filter(origin="").all, weeks_before("due_on", 3))

    def searchable(self):
        yield Searchable(Account, text=lambda row: f"{row.sector} {row.country} {row.mission}", place=0)
        yield Searchable(Action, text=lambda row: row.outcome, place=4)
        yield Searchable(Interaction, text=lambda row: row.summary, place=5)
        yield Searchable(Document, text=lambda row: row.file_name, place=5)
        yield Searchable(Milestone)
        yield Searchable(TeamMember, title=lambda row: row.does)


def _to_do(actions, today):
    for action in actions:
        late = (today - action.due_on).days
        # Once on the day, then once a week for as long as it stays open.
        key = f"action:{action.pk}:{action.due_on}:{late // 7 if late else 'due'}"
        words = f"“{action}” for {action.account} {due_on(action.due_on, today)}."
        url = reverse("core:action", args=[action.account_id, action.pk])
        yield Reminder(key, action.owner_id, action.account_id, words, url, "You own this action.")


sections.register(Cover(slug="cover", title="Cover", icon="identification"))
