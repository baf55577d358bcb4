"""What of surveys and references wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.core import access
from accountfile.core.models import Account
from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from surveys.models import Answer

STILL_TOLD = timedelta(days=60)


def needs(person, today):
    mine = Account.objects.visible_to(person).filter(account_manager=person)
    for answer in _unanswered(today).filter(survey__account__in=mine)[:5]:
        who = f"{answer.who[:1].upper()}{answer.who[1:]} at {answer.survey.account}"
        text = f"{who} was unhappy ({answer.score}); nobody has called back."
        yield Need(
            text,
            answer.get_absolute_url(),
            "Read the answer",
            answer.given_on,
        )


def due(today):
    yield Due(_unanswered(today).select_related("survey__account__account_manager"), _to_call_back)


def _unanswered(today):
    rows = Answer.objects.not_called_back().filter(given_on__gt=today - STILL_TOLD)
    return rows.select_related("survey__account", "invitation")


def _to_call_back(answers):
    people = access.responsible_people({answer.survey.account for answer in answers})
    for answer in answers:
        account, person = answer.survey.account, people[answer.survey.account_id]
        if person is None:
            continue
        text = (
            f"{account}: {answer.who} gave {answer.score} in “{answer.survey}”. Call back within "
            "the week."
        )
        why = "You answer for the file of this account."
        url = answer.get_absolute_url()
        yield Reminder(
            f"answer:{answer.pk}",
            person.pk,
            account.pk,
            text,
            url,
            why,
        )
