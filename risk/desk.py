"""What of the risks wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.core.models import Account
from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from accountfile.periods import due_on, in_words
from risk.models import Response, Risk


def needs(person, today):
    soon = today + timedelta(days=7)
    seen = Account.objects.visible_to(person)
    responses = Response.objects.due_by(soon).filter(owner=person, risk__account__in=seen)
    for response in responses.select_related("risk__account")[:6]:
        text = (
            f"“{response}” against a risk of {response.risk.account} "
            f"{in_words(response.due_on, today)}."
        )
        yield Need(
            text,
            response.risk.get_absolute_url(),
            "Open the risk",
            response.due_on,
        )
    risks = Risk.objects.to_review_by(soon).filter(owner=person, account__in=seen)
    for risk in risks.select_related("account")[:6]:
        text = (
            f"The risk “{risk}” of {risk.account} wants another look: it "
            f"{in_words(risk.review_on, today)}."
        )
        yield Need(
            text,
            reverse("risk:assess", args=[risk.account_id, risk.pk]),
            "Assess it anew",
            risk.review_on,
        )


def due(today):
    risks = Risk.objects.to_review_by(today).filter(owner__is_active=True).select_related("account")
    yield Due(risks, _to_review)
    responses = (
        Response.objects.due_by(today).filter(owner__is_active=True).select_related("risk__account")
    )
    yield Due(responses, lambda rows: _promised(rows, today))


def promises(account, day):
    for each in Response.objects.due_by(day).filter(risk__account=account):
        yield each.due_on, each.text, reverse("risk:response", args=[account.pk, each.pk])


def _to_review(risks):
    for risk in risks:
        text = f"The risk “{risk}” of {risk.account} is to be looked at again."
        url, key = (
            reverse("risk:risk", args=[risk.account_id, risk.pk]),
            f"risk:{risk.pk}:{risk.review_on}",
        )
        yield Reminder(
            key,
            risk.owner_id,
            risk.account_id,
            text,
            url,
            "You own this risk.",
        )


def _promised(responses, today):
    for each in responses:
        text = f"“{each}” against a risk of {each.risk.account} {due_on(each.due_on, today)}."
        url, key = (
            reverse("risk:response", args=[each.file_id, each.pk]),
            f"risk response:{each.pk}:{each.due_on}",
        )
        yield Reminder(
            key,
            each.owner_id,
            each.file_id,
            text,
            url,
            "You own this response to a risk.",
        )
