"""What happens to a survey: people are asked, reminded, taken off; an answer is taken; somebody
calls back.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.urls import reverse

from accountfile.base.clock import day_in
from accountfile.core import access, notices
from accountfile.core.models import Action
from accountfile.core.sections import Reminder
from accountfile.mail import fences
from accountfile.mail import services as mail
from surveys.models import AnonymousAnswer, Answer, Invitation, Survey

CALL_BACK_WITHIN = timedelta(days=7)


class Gone(Exception):
    """The link is unknown, used, taken back or too old; which of these is nobody's business."""


def fingerprint(token):
    """Return what is kept of a link's token."""
    # No salt and no slow hash: a token is random, so there is nothing to guess from.
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def ask(*, survey, people):
    """Put ``(name, address, department)`` on the list of those who will be asked; return how many
    are new.
    """
    # Locked, so that a list sent twice at the same time is kept once.
    survey = Survey.objects.locked(survey)
    known = {email.casefold() for email in survey.invitations.values_list("email", flat=True)}
    fresh = {}
    for name, email, department in people:
        # Of two lines with one address the first counts.
        if email.casefold() in known or email.casefold() in fresh:
            continue
        fresh[email.casefold()] = Invitation(
            survey=survey,
            name=name,
            email=email,
            department=department,
        )
    Invitation.objects.bulk_create(fresh.values())
    return len(fresh)


@transaction.atomic
def send(*, survey, by, on, again=False):
    """Mail their link to all who have none yet, or (again) a new one to all to be reminded; return
    how many.

    An invitation and its letter are written in one transaction; a second press finds nobody left to
    ask. Of an anonymous survey everybody who was asked is reminded: a letter to some would say who
    has not answered.
    """
    survey = Survey.objects.select_related("account__account_manager").locked(survey)
    if survey.has_ended:
        return 0
    sent = fences.each(
        _waiting(survey, again),
        lambda each: _send_one(survey, each, by),
        job="letters of surveys",
    )
    number = sum(sent)
    if number and survey.sent_on is None:
        survey.sent_on = on
        survey.save()
    return number


def _waiting(survey, again):
    if not again:
        return survey.invitations.to_be_sent()
    return survey.invitations.asked() if survey.anonymous else survey.invitations.unanswered()


def _send_one(survey, invitation, by):
    token = secrets.token_urlsafe(32)
    wave = invitation.wave + 1
    link = settings.SITE_URL + reverse("surveys_public:answer", args=[token])
    # Claimed by its wave: of two people who press at once only one sends the letter.
    rows = Invitation.objects.filter(pk=invitation.pk, wave=invitation.wave)
    if not survey.anonymous:
        rows = rows.filter(state=invitation.state)
    # Whoever has answered stays so: their new link opens nothing.
    state = Case(
        When(state=Invitation.State.NEW, then=Value(Invitation.State.SENT)), default=F("state")
    )
    claimed = rows.update(state=state, wave=wave, token_sha256=fingerprint(token))
    if claimed:
        _post(
            survey,
            invitation,
            by,
            link,
            wave,
        )
    return claimed


def _post(survey, invitation, by, link, wave):
    why = (
        f"You get this because {by.name} would like to know how you find our work for "
        f"{survey.account}."
    )
    subject, text, html = mail.compose(
        "surveys/mail/invitation",
        {
            "survey": survey,
            "to_name": invitation.name,
            "reminder": wave > 1,
            "by": by,
            "why": why,
            "stop": (
                "You need not answer. If you would rather not be asked, tell us and we will not "
                "ask again."
            ),
            "button_url": link,
            "button_text": "Answer the survey",
        },
    )
    mail.post(
        key=f"survey:{invitation.pk}:{wave}",
        to_address=invitation.email,
        to_name=invitation.name,
        subject=subject,
        text=text,
        html=html,
        kind="survey",
        why=why,
        account_id=survey.account_id,
    )


@transaction.atomic
def revoke(*, invitation):
    """Take an invitation back: its link stops working, a letter still waiting is withdrawn; say
    whether it was open.

    One of an anonymous survey only before it is sent: afterwards the answer would say whether the
    person has answered.
    """
    open_states = [Invitation.State.NEW]
    if not invitation.survey.anonymous:
        open_states.append(Invitation.State.SENT)
    open_ones = Invitation.objects.filter(pk=invitation.pk, state__in=open_states)
    taken = open_ones.update(state=Invitation.State.REVOKED, token_sha256=None)
    if taken and invitation.wave:
        mail.void(
            keys=[f"survey:{invitation.pk}:{invitation.wave}"],
            reason="The invitation was taken back.",
        )
    return bool(taken)


def invitation_of(token):
    """Return the invitation that this link opens, or raise Gone; it changes nothing."""
    rows = Invitation.objects.unanswered().select_related("survey__account__account_manager")
    invitation = rows.filter(token_sha256=fingerprint(token)).first()
    if invitation is None or invitation.survey.has_ended:
        raise Gone
    return invitation


@transaction.atomic
def take_answer(*, token, score, comment, replies):
    """Keep what somebody answered and use up the link, both or neither; raise Gone if it does not
    work any more.
    """
    invitation = invitation_of(token)
    used = Invitation.objects.unanswered().filter(pk=invitation.pk, token_sha256=fingerprint(token))
    # The update itself decides: of two browsers with one link the second finds it used.
    if not used.update(state=Invitation.State.ANSWERED, token_sha256=None):
        raise Gone
    survey = invitation.survey
    given = {
        "survey": survey,
        "score": score,
        "comment": comment,
        "replies": replies,
    }
    if survey.anonymous:
        return AnonymousAnswer.objects.create(**given)
    return Answer.objects.create(invitation=invitation, given_on=day_in(survey.zone), **given)


@transaction.atomic
def call_back(*, answer, by, on):
    """Make the action that closes the loop on an answer; the second press finds the one that is
    there.
    """
    rows = Answer.objects.select_related("survey__account__account_manager", "invitation")
    held = rows.locked(answer)
    if held.follow_up_id is None:
        account = held.survey.account
        owner = access.responsible_for(account, otherwise=by)
        said = f" about the score {held.score}"
        if held.comment:
            said = f": “{held.comment}”"
        held.follow_up = Action.objects.create(
            account=account,
            text=f"Call back {held.who}{said}"[:300],
            owner=owner,
            due_on=on + CALL_BACK_WITHIN,
            origin=f"Survey: {held.survey}"[:200],
            origin_url=held.get_absolute_url(),
        )
        held.save()
        _tell_owner(held.follow_up, by)
    return held.follow_up


def _tell_owner(action, by):
    """Tell whoever is to call back, unless they have taken it on themselves."""
    if action.owner_id == by.pk:
        return
    manager = action.account.account_manager
    why = "You keep the file of this account."
    if action.owner != manager:
        why = f"{manager or 'Nobody'} keeps the file no longer; you are the nearest above."
    text = f"{by} asks you to call back for {action.account}: “{action}”."
    reminder = Reminder(
        f"call-back:{action.pk}",
        action.owner_id,
        action.account_id,
        text,
        action.get_absolute_url(),
        why,
    )
    notices.tell([reminder])
