"""The verbs of surveys, the list across files, and the page of those who answer."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accountfile.core import access
from accountfile.pages.errors import typed_words
from accountfile.pages.lists import Empty, ListPage
from accountfile.pages.verbs import Verb, held, presses, verb_page
from accountfile.wording import plural
from surveys import services, tables
from surveys.doors import public
from surveys.forms import AnswerForm, AskForm
from surveys.models import Answer, Invitation, Survey
from surveys.rounds import round_of


@require_safe
def surveys(request):
    """List the surveys of all files the reader may open, the newest first."""
    rows = tables.counted(Survey.objects.visible_to(request.user))
    page = ListPage(
        name="surveys",
        title="Surveys",
        table=tables.SurveysAcrossTable,
        filters=tables.SurveyFilter,
        empty=Empty(
            "No surveys yet",
            "The surveys of every file you can open are listed here. Prepare one in a file.",
        ),
    )
    return page.answer(request, rows)


def beside_survey(request, account, row):
    """Return what a survey's page shows besides its own fields."""
    row.account = account
    invitations = list(row.invitations.all())
    counts = Counter(each.state for each in invitations)
    asked = counts[Invitation.State.SENT] + counts[Invitation.State.ANSWERED]
    found = round_of(row, asked, request.user.today())
    return {
        "invitations": invitations,
        "answers": found.answers,
        "questions": row.questions.all(),
        "result": found.result,
        "to_send": counts[Invitation.State.NEW],
        # A number of those who have not answered would tell how many have.
        "to_remind": asked if row.anonymous else counts[Invitation.State.SENT],
        "letters": letters_of(invitations),
        "is_over": row.has_ended,
    }


def _survey(request, account_id, row_id):
    account = access.account_to_change(request.user, account_id)
    return account, access.row_or_404(Survey.objects.all(), account, row_id)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, account_id, row_id):
    """Put people on the list of those who will be asked."""
    account, survey = _survey(request, account_id, row_id)
    form = AskForm(request.POST or None, survey=survey)
    if request.method == "POST" and form.is_valid():
        number = services.ask(survey=survey, people=form.cleaned_data["everybody"])
        messages.success(
            request, f"{number} {'person' if number == 1 else 'people'} added. Nothing is sent yet."
        )
        return redirect(survey)
    why = "Ask those who decide as well as those who work with us."
    return verb_page(
        request,
        account,
        form,
        f"Whom to ask: {survey}",
        "Add them to the list",
        survey,
        why,
    )


@presses
def send(request, account_id, row_id):
    """Send the survey to all on the list who have not got it yet."""
    return _send(
        request,
        account_id,
        row_id,
        "Send it",
        again=False,
    )


@presses
def remind(request, account_id, row_id):
    """Send a new link to all who have not answered; of an anonymous survey, to all who were
    asked.
    """
    return _send(
        request,
        account_id,
        row_id,
        "Remind them",
        again=True,
    )


def _send(request, account_id, row_id, label, *, again):
    account = access.account_to_change(request.user, account_id)
    survey = held(
        request,
        Survey.objects.all(),
        account,
        row_id,
    )
    if survey.has_ended:
        messages.warning(
            request, "The last day to answer is over: move it first. Nothing was sent."
        )
        return redirect(survey)

    def make():
        number = services.send(
            survey=survey,
            by=request.user,
            on=request.user.today(),
            again=again,
        )
        text = f"{plural(number, 'letter')} on the way; the outbox shows what becomes of each."
        return survey.get_absolute_url(), text if number else "Nobody is left to write to."

    verb = Verb(
        request,
        account,
        survey,
        f"{label}: {survey}",
        label,
    )
    # Two who press at once mean one letter: the second is shown that letters have gone out.
    verb.watched = (survey, letters_of(survey.invitations.all()))
    return verb.answer(make)


def letters_of(invitations):
    """Return how many letters these people have got, as what a press to send more is compared
    with.
    """
    return str(sum(each.wave for each in invitations))


@presses
def revoke(request, account_id, row_id):
    """Take an invitation back."""
    account = access.account_to_change(request.user, account_id)
    invitation = held(
        request,
        Invitation.objects.select_related("survey"),
        account,
        row_id,
    )
    if services.revoke(invitation=invitation):
        messages.success(request, f"Taken back: the link of {invitation} no longer works.")
    else:
        messages.info(request, "There was nothing left to take back.")
    return redirect(invitation.survey)


@presses
def call_back(request, account_id, row_id):
    """Make the action that closes the loop on an answer, and go to it."""
    account = access.account_to_change(request.user, account_id)
    answer = held(
        request,
        Answer.objects.all(),
        account,
        row_id,
    )

    def make():
        action = services.call_back(
            answer=answer,
            by=request.user,
            on=request.user.today(),
        )
        return action.get_absolute_url(), f"{action.owner} calls back: “{action}”."

    return Verb(
        request,
        account,
        answer,
        f"Call back: {answer}",
        "Call back",
    ).answer(make)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """Show the survey that a link opens, and take its one answer; a link that does not work says
    only that.
    """
    try:
        invitation = services.invitation_of(token)
        form = AnswerForm(
            request.POST if request.method == "POST" else None, survey=invitation.survey
        )
        if request.method == "POST" and form.is_valid():
            services.take_answer(token=token, **form.answer())
            return redirect("surveys_public:thank_you")
    except services.Gone:
        # Whoever was still writing when the link ended gets their words back.
        return render(
            request,
            "surveys/public_gone.html",
            {"typed": typed_words(request)},
            status=404,
        )
    context = {
        "survey": invitation.survey,
        "invitation": invitation,
        "form": form,
    }
    return render(request, "surveys/public_answer.html", context)


@public
@require_safe
def thank_you(request):
    """Thank whoever has answered."""
    return render(request, "surveys/public_thank_you.html")
