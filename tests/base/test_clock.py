"""There is one clock: a page is as of its reader's day, a job and what is stored as of the
house's.
"""

import inspect
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from accountfile.base.clock import house_day
from accountfile.core import sections, standing
from accountfile.core.answers import FILES
from accountfile.core.models import Action, Standing

EVENING = datetime(2026, 11, 16, 20, tzinfo=UTC)  # the next morning in Tokyo, noon in Los Angeles


@pytest.fixture
def evening():
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def asked(monkeypatch):
    """Return the days that sections are asked about from now on."""
    days = set()

    def noting(hook):
        def answer(*args):
            days.add(args[-1])
            return hook(*args)

        return answer

    for section in sections.all_sections():
        for name in ("summary", "questions", "agenda", "inputs"):
            monkeypatch.setattr(section, name, noting(getattr(section, name)))
    return days


def test_the_house_has_a_day_of_its_own(evening, settings):
    assert house_day() == date(2026, 11, 16)
    settings.TIME_ZONE = "Asia/Tokyo"
    assert house_day() == date(2026, 11, 17)


def test_stored_figures_are_as_of_the_day_of_the_house(evening, settings, acme, max):
    Action.objects.create(account=acme, owner=max, text="Call", due_on=date(2026, 11, 16))
    standing.current(acme)
    assert Standing.objects.get().overdue_actions == 0
    settings.TIME_ZONE = "Asia/Tokyo"
    standing.refresh_stale(house_day())
    Standing.objects.update(stale_since=EVENING)
    standing.current(Standing.objects.get().account)
    assert Standing.objects.get().overdue_actions == 1


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Tokyo", date(2026, 11, 17)), ("Pacific/Pago_Pago", date(2026, 11, 16))]
)
def test_every_page_of_a_file_is_as_of_the_day_of_its_reader(
    evening, asked, sign_in, acme, max, zone, day
):
    max.time_zone = zone
    max.save()
    browser = sign_in(max)
    standing.current(acme)
    asked.clear()
    slugs = [section.slug for section in sections.all_sections()[1:]]
    pages = [reverse("section", args=[acme.pk, slug]) for slug in slugs]
    for page in [acme.get_absolute_url(), reverse("missing", args=[acme.pk]), *pages]:
        assert browser.get(page).status_code == 200
    assert asked == {day}


QUESTIONS = [question for questions in FILES.values() for question in questions]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_every_section_answers_a_question_as_it_is_put(question):
    asked = list(inspect.signature(question).parameters)
    answering = [getattr(section, question.__name__) for section in sections.all_sections()]
    assert [list(inspect.signature(each).parameters) for each in answering] == [asked] * len(
        answering
    )
