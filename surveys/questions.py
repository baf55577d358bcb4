"""What the file should know about surveys and references."""

from django.db.models import Count, Max

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from accountfile.wording import day
from surveys.models import Answer, ReferenceSite
from surveys.rounds import (
    last_answers,
)

FRESH_FOR = 200  # days: twice a year, and time to answer


def questions(accounts, today):
    given = last_answers(accounts, today)
    unheard = dict(owed(accounts))
    sites = dict(
        ReferenceSite.objects.filter(account__in=accounts)
        .order_by()
        .values_list("account")
        .annotate(Max("changed_on"))
    )
    for account in accounts:
        last = given.get(account.pk)
        add, every = (
            reverse(f"surveys:{name}", args=[account.pk]) for name in ("survey_add", "survey_list")
        )
        yield Question(
            account.pk,
            "What does the client say of our work, in their own words?",
            last,
            add,
            FRESH_FOR,
            2,
        )
        what = "Has somebody called back everybody who was unhappy?"
        yield Question(
            account.pk,
            what,
            None if unheard.get(account.pk) else last,
            every,
            None,
            2,
            last is None,
        )
        url = reverse("surveys:referencesite_add", args=[account.pk])
        yield Question(
            account.pk,
            "Who at the client would show others what we did?",
            sites.get(account.pk),
            url,
            370,
        )


def inputs(account, today):
    url = reverse("section", args=[account.pk, "surveys"])
    last = last_answers([account], today).get(account.pk)
    if last is None:
        yield InputState(
            Input.SURVEY,
            sections.MISSING,
            "No survey has an answer to be read.",
            url,
        )
    else:
        state = sections.STALE if (today - last).days > FRESH_FOR else sections.READY
        yield InputState(
            Input.SURVEY,
            state,
            f"The last answer is of {day(last)}.",
            url,
        )


def owed(accounts):
    """Return ``(account_id, how many unhappy answers nobody has called back about)``."""
    rows = Answer.objects.not_called_back().filter(survey__account__in=accounts).order_by()
    return rows.values_list("survey__account").annotate(Count("pk"))
