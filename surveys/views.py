"""The verbs of surveys, the list across files, and the page of those who answer."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accountfile.pages.errors import typed_words
from accountfile.pages.lists import Empty, ListPage
from accountfile.pages.verbs import asks_about, presses_on
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


SURVEYS = Survey.objects.all()


@asks_about(SURVEYS)
def ask(verb):
    """Put people on the list of those who will be asked."""
    survey, form = verb.row, verb.plain_form(AskForm, survey=verb.row)
    verb.watched = ()

    def put():
        number = services.ask(survey=survey, people=form.cleaned_data["everybody"])
        told = f"{plural(number, 'person', 'people')} added. Nothing is sent yet."
        return survey.get_absolute_url(), told

    why = "Ask those who decide as well as those who work with us."
    return verb.answer(put, title=f"Whom to ask: {survey}", label="Add them to the list", why=why)


@presses_on(SURVEYS)
def send(verb):
    """Send the survey to all on the list who have not got it yet."""
    return _send(verb, "Send it", again=False)


@presses_on(SURVEYS)
def remind(verb):
    """Send a new link to all who have not answered; of an anonymous survey, to all who were
    asked.
    """
    return _send(verb, "Remind them", again=True)


def _send(verb, label, *, again):
    survey = verb.row
    if survey.has_ended:
        messages.warning(
            verb.request, "The last day to answer is over: move it first. Nothing was sent."
        )
        return redirect(survey)
    # Two who press at once mean one letter: the second is shown that letters have gone out.
    verb.watched = (survey, letters_of(survey.invitations.all()))

    def make():
        number = services.send(survey=survey, by=verb.person, on=verb.today, again=again)
        text = f"{plural(number, 'letter')} on the way; the outbox shows what becomes of each."
        return survey.get_absolute_url(), text if number else "Nobody is left to write to."

    return verb.answer(make, title=f"{label}: {survey}", label=label)


def letters_of(invitations):
    """Return how many letters these people have got, as what a press to send more is compared
    with.
    """
    return str(sum(each.wave for each in invitations))


@presses_on(Invitation.objects.select_related("survey"))
def revoke(verb):
    """Take an invitation back."""
    invitation = verb.row
    verb.watched = ()

    def take_back():
        back = invitation.survey.get_absolute_url()
        if services.revoke(invitation=invitation):
            return back, f"Taken back: the link of {invitation} no longer works."
        messages.info(verb.request, "There was nothing left to take back.")
        return back, ""

    return verb.answer(take_back, title=f"Take back: {invitation}", label="Take it back")


@presses_on(Answer.objects.all())
def call_back(verb):
    """Make the action that closes the loop on an answer, and go to it."""
    answer = verb.row

    def make():
        action = services.call_back(answer=answer, by=verb.person, on=verb.today)
        return action.get_absolute_url(), f"{action.owner} calls back: “{action}”."

    return verb.answer(make, title=f"Call back: {answer}", label="Call back")


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
