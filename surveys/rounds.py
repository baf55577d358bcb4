"""The surveys of a file one after the other, each with as much of its answers as may be shown."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max

from surveys.models import AnonymousAnswer, Answer, Survey
from surveys.results import ENOUGH, Result, moved, result
from surveys.tables import counted

MOST = 8  # four years of two a year: the newest that counts is among them
COUNTS_FOR = timedelta(days=400)


@dataclass(frozen=True)
class Round:
    """One survey, its figures, and the answers that may be read."""

    survey: Survey
    result: Result
    answers: list


def rounds(account, today, most=MOST):
    """Return the newest sent surveys of a file, the newest first, with three statements."""
    surveys = list(counted(Survey.objects.sent().filter(account=account))[:most])
    named, anonymous = _answers_to(surveys)
    return [
        _round(
            survey,
            named[survey.pk],
            anonymous[survey.pk],
            today,
        )
        for survey in surveys
    ]


def round_of(survey, asked, today):
    """Return one survey with its figures and its answers."""
    survey.asked = asked
    named, anonymous = _answers_to([survey])
    return _round(
        survey,
        named[survey.pk],
        anonymous[survey.pk],
        today,
    )


def headline(found):
    """Return the newest round with a score, how it moved against the one before, and what is still
    running.
    """
    counting = [each for each in found if each.result.score is not None]
    newest, older = [*counting, None, None][:2]
    trend = moved(newest.result, older and older.result) if newest else ""
    running = [each for each in found if not each.result.is_over and each is not newest]
    return newest, trend, running


def scores(accounts, today):
    """Return ``{account_id: (survey, Result)}`` of the newest survey with a score, with three
    statements.
    """
    sent = counted(Survey.objects.sent()).filter(
        account__in=accounts, sent_on__gt=today - COUNTS_FOR
    )
    surveys = list(sent.order_by("sent_on", "pk"))
    given = defaultdict(list)
    for model in (Answer, AnonymousAnswer):
        rows = model.objects.filter(survey__in=surveys).order_by()
        for survey_id, score in rows.values_list("survey", "score"):
            given[survey_id].append(score)
    found = {}
    for survey in surveys:
        told = result(
            survey,
            survey.asked,
            given[survey.pk],
            today,
        )
        if told.score is not None:
            found[survey.account_id] = survey, told
    return found


def _answers_to(surveys):
    named, anonymous = defaultdict(list), defaultdict(list)
    if surveys:
        rows = Answer.objects.filter(survey__in=surveys).select_related("invitation", "follow_up")
        for answer in rows:
            named[answer.survey_id].append(answer)
        for answer in AnonymousAnswer.objects.filter(survey__in=surveys):
            anonymous[answer.survey_id].append(answer)
    return named, anonymous


def _round(survey, named, anonymous, today):
    answers = anonymous if survey.anonymous else named
    told = result(
        survey,
        survey.asked,
        [answer.score for answer in answers],
        today,
    )
    if survey.anonymous and not told.is_shown:
        answers = []
    for answer in answers:
        answer.survey = survey
    return Round(survey, told, answers)


def can_be_called_back(answer):
    """Say whether somebody should call back, and nobody has yet: an answer without a name leads to
    nobody.
    """
    return isinstance(answer, Answer) and answer.is_bad and answer.follow_up_id is None


def last_answers(accounts, today):
    """Return ``{account_id: the day of the newest answer that may be read}``, with two statements.

    Answers without a name bear no day of their own: they are of the last day of their survey.
    """
    named = Answer.objects.filter(survey__account__in=accounts).order_by()
    found = dict(named.values_list("survey__account").annotate(Max("given_on")))
    quiet = counted(Survey.objects.filter(account__in=accounts, anonymous=True))
    for survey in quiet.filter(answered__gte=ENOUGH):
        if survey.is_over(today):
            known = found.get(survey.account_id, survey.closes_on)
            found[survey.account_id] = max(known, survey.closes_on)
    return found
