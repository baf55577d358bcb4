"""The surveys and references of the sample company."""

from datetime import UTC, datetime, time, timedelta

from accountfile.core.models import create_all
from surveys.models import Answer, Invitation, ReferenceSite, ReferenceVisit, Survey, SurveyQuestion

# Name, department, score in spring, score in autumn (None: no answer), what they said in autumn.
PEOPLE = [
    ("Renate Vogel", "Operations", 7, 9, "The early-warning visits have paid for themselves. Keep the same people."),
    ("Tomasz Wilk", "Engineering", 8, 9, "Good work; the drawings could come a week earlier."),
    ("Amina Haddad", "Procurement", 6, 5, "Two invoices had to be corrected, and I had to ask twice."),
    ("Paul Mbeki", "Finance", 8, 8, ""),
    ("Lars Holm", "Plant", 9, 10, "Your fitters treat our plant as if it were theirs."),
    ("Jutta Brandt", "Plant", 7, None, ""),
    ("Ingrid Solheim", "Management", None, None, ""),
]
ROUNDS = [("How we worked together, spring", 215, 2), ("How we worked together, autumn", 33, 3)]
QUESTION = "How easy is it to get an answer from us?"


def demo(accounts, people, today):
    """Give the first account two rounds with answers, the next ones one or none, so that gaps are to be seen."""
    for place, account in enumerate(accounts[:4]):
        for title, ago, column in ROUNDS[place:]:
            _round(account, title, today - timedelta(days=ago), column, today)
        if place < 2:
            _reference(account, today, place)


def _round(account, title, sent_on, column, today):
    survey = Survey.objects.create(
        account=account,
        title=title,
        kind=Survey.Kind.NPS,
        intro="Five minutes of yours help us to get better at what matters to you.",
        closes_on=sent_on + timedelta(days=30),
        sent_on=sent_on,
    )
    SurveyQuestion.objects.create(survey=survey, text=QUESTION)
    expires_at = datetime.combine(sent_on + timedelta(days=30), time(12), UTC)
    answers = []
    for place, line in enumerate(PEOPLE):
        score = line[column]
        invitation = Invitation.objects.create(
            survey=survey,
            name=line[0],
            email=f"{line[0].lower().replace(' ', '.')}@example.com",
            department=line[1],
            wave=1,
            expires_at=expires_at,
            state=Invitation.State.SENT if score is None else Invitation.State.ANSWERED,
        )
        if score is not None:
            answers.append(_answer(survey, invitation, score, line[4] if column == 3 else "", sent_on, place))
    create_all(Answer, answers)


def _answer(survey, invitation, score, comment, sent_on, place):
    return Answer(
        survey=survey,
        invitation=invitation,
        score=score,
        comment=comment,
        replies=[[QUESTION, str(3 + place % 3)]],
        given_on=sent_on + timedelta(days=2 + 3 * place),
    )


def _reference(account, today, place):
    site = ReferenceSite.objects.create(
        account=account,
        title="Refit of the main plant while it was running",
        contact="Lars Holm, head of the plant",
        consent_by="Renate Vogel",
        consent_until=today + timedelta(days=200 - 180 * place),
        most_a_year=3,
        remark="The control room may be shown, the recipes on its screens may not.",
    )
    ReferenceVisit.objects.create(
        site=site,
        visited_on=today - timedelta(days=48),
        visitor="Two engineers of a food producer from the coast",
        purpose="An offer for a refit of the same kind",
        outcome="They asked for a second day and then for our offer.",
    )
