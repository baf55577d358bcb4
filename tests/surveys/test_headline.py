"""Which survey speaks for the client: the newest that is over, or that five have answered."""

from datetime import timedelta

import pytest

from accountfile.core import sections
from accountfile.periods import EVER
from surveys.models import Invitation, Survey

SECTION = sections.section_named("surveys")


@pytest.fixture
def closed(acme, answered, today):
    """A survey of the spring with a score of +40 from five answers."""
    spring = Survey.objects.create(
        account=acme, title="Spring", closes_on=today - timedelta(days=90)
    )
    answered(10, 10, 9, 8, 6, of=spring, ago=120)
    return spring


@pytest.fixture
def running(survey, answered):
    """A survey that runs, sent to three people, of whom one has answered with a zero."""
    for name in ("Ana", "Ben", "Cleo"):
        address = f"{name}@example.com"
        Invitation.objects.create(survey=survey, name=name, email=address, state="sent")
    answered(0)
    return survey


def headline(account, today):
    found = SECTION.summary(account, today)
    newest = found["newest"]
    running = [f"{each.survey}: {each.result.note}" for each in found["running"]]
    return (str(newest.survey), newest.result.shown) if newest else None, found["moved"], running


def test_one_answer_to_a_running_survey_replaces_no_closed_one(closed, running, acme, today):
    assert headline(acme, today) == (("Spring", "+40"), "", ["Autumn: 1 of 3 so far"])
    texts = [(signal.points, signal.text) for signal in SECTION.signals([acme], today)]
    assert texts == [
        (6, "Net promoter score +40 (n = 5)"),
        (-6, "2 unhappy answers without a call back"),
    ]
    said = [item.text for item in SECTION.agenda(acme, None, today)]
    assert said == [
        "Autumn: 1 of 3 so far.",
        "Spring: Net promoter score +40 (n = 5).",
        "Somebody said a score of 6; nobody has called back.",
        "Somebody said a score of 0; nobody has called back.",
    ]
    scores = [each["score"] for each in SECTION.pack(acme, EVER, sections.INTERNAL)["surveys"]]
    assert scores == ["not available", "+40"]


def test_with_five_answers_a_running_survey_takes_over(closed, running, answered, acme, today):
    answered(0, 0, 0, 10, of=running)
    shown, moved, others = headline(acme, today)
    assert (shown, moved, others) == (("Autumn", "-60"), "down by 100", [])


def test_when_it_is_over_a_survey_counts_whatever_the_number(closed, running, acme, today):
    running.closes_on = today - timedelta(days=1)
    running.save()
    assert headline(acme, today)[0] == ("Autumn", "-100")


def test_where_nothing_counts_yet_nothing_is_claimed(running, acme, today, max, sign_in):
    assert headline(acme, today) == (None, "", ["Autumn: 1 of 3 so far"])
    assert [s.text for s in SECTION.signals([acme], today)] == [
        "1 unhappy answer without a call back"
    ]
    page = sign_in(max).get(f"/accounts/{acme.pk}/surveys/").content.decode()
    assert ("1 of 3 so far" in page, "-100" in page) == (True, False)


def test_a_survey_that_nobody_answered_is_named_as_it_ended(acme, answered, today):
    quiet = Survey.objects.create(account=acme, title="Quiet", closes_on=today - timedelta(days=1))
    answered(of=quiet)
    assert [item.text for item in SECTION.agenda(acme, None, today)] == ["Quiet: n = 0."]


@pytest.mark.parametrize("ago, counts", [(399, True), (400, False)])
def test_a_score_counts_for_health_for_four_hundred_days(acme, answered, today, ago, counts):
    old = Survey.objects.create(account=acme, title="Old", closes_on=today - timedelta(days=1))
    answered(9, of=old, ago=ago)
    assert bool(list(SECTION.signals([acme], today))) == counts


def test_a_survey_of_our_own_questions_replaces_no_score(closed, acme, answered, today):
    custom = Survey.objects.create(
        account=acme, title="Own", kind="custom", closes_on=today - timedelta(days=1)
    )
    answered(None, of=custom)
    assert headline(acme, today)[0] == ("Spring", "+40")
    assert [s.points for s in SECTION.signals([acme], today)][0] == 6
