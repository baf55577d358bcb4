"""One thing of every kind that people are reminded of, each due on one day."""

from datetime import timedelta

from accountfile.blueprint.models import Objective
from accountfile.contracts.models import Contract, Obligation
from accountfile.core.models import Action
from accountfile.profile.models import BuyingDate
from contacts.models import Contact, ContactPlan
from opportunities.models import Opportunity, PipelineStage
from reviews.models import Review
from risk.models import Response, Risk
from scorecard.models import Deliverable
from surveys.models import Answer, Survey


def owned(account, owner, today):
    """Make what somebody is to do today."""
    own = {"account": account, "owner": owner}
    Action.objects.create(text="Call", due_on=today, **own)
    Objective.objects.create(text="Grow", measure="orders", target="9", due_on=today, **own)
    Deliverable.objects.create(text="Report", due_on=today, **own)
    risk = Risk.objects.create(title="Fire", likelihood=4, impact=4, review_on=today, **own)
    Response.objects.create(risk=risk, text="Extinguish", owner=owner, due_on=today)
    ends_on = today + timedelta(days=30)
    contract = Contract.objects.create(
        account=account,
        title="Frame",
        starts_on=today,
        ends_on=ends_on,
        notice_months=0,
        notice_days=30,
    )
    Obligation.objects.create(contract=contract, text="Insure", owner=owner, due_on=today)
    contact = Contact.objects.create(account=account, name="Jo Hart")
    ContactPlan.objects.create(contact=contact, owner=owner, next_touch_on=today)
    stage = PipelineStage.objects.open().first()
    Opportunity.objects.create(name="Order", stage=stage, expected_on=today, **own)
    Review.objects.create(account=account, planned_on=today)


def noticed(account, today):
    """Make what the account manager hears of: a date of the client's, and somebody who was
    unhappy.
    """
    BuyingDate.objects.create(
        account=account,
        kind=BuyingDate.Kind.OPENS,
        text="Pumps",
        falls_on=today + timedelta(days=7),
    )
    survey = Survey.objects.create(account=account, title="Autumn", sent_on=today, closes_on=today)
    Answer.objects.create(survey=survey, score=2, given_on=today)
