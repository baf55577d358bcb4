"""When reviews are proposed, and who is reminded of them when."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from accountfile.core import notices, sections
from accountfile.core.models import Account, Tier
from accountfile.core.mornings import reminders_of
from reviews import services
from reviews.cadence import (
    _planned,
    best_day,
    is_plausible,
    is_quarter_close,
    next_date,
    propose_due,
    slot_of,
)
from reviews.models import Review

MONDAY = date(2026, 11, 16)


@pytest.fixture
def reminders():
    return lambda today: list(reminders_of(sections.section_named("reviews"), today))


def test_every_open_account_with_a_manager_gets_one_date_and_the_next_night_adds_none(
    acme, bolt, mia
):
    Account.objects.create(name="Orphan")
    Account.objects.create(name="Gone", account_manager=mia, status=Account.Status.LOST)
    assert [propose_due(MONDAY), propose_due(MONDAY)] == [2, 0]
    assert sorted(Review.objects.values_list("account__name", "state")) == [
        ("Acme", "proposed"),
        ("Bolt", "proposed"),
    ]


def test_two_accounts_of_one_manager_are_not_reviewed_on_one_day(acme, max):
    Account.objects.create(name="Also", account_manager=max)
    propose_due(MONDAY)
    first, second = Review.objects.values_list("planned_on", flat=True)
    assert first != second


def test_two_managers_of_one_line_are_not_reviewed_on_one_day(acme, mia):
    Account.objects.create(name="Also", account_manager=mia)
    propose_due(MONDAY)
    first, second = Review.objects.values_list("planned_on", flat=True)
    assert first != second


def test_the_tier_says_after_how_many_months(acme, close, held, max, day):
    acme.tier = Tier.objects.create(name="Yearly", review_every_months=12)
    acme.save()
    close(held, max)
    Review.objects.planned().get().delete()
    propose_due(day)
    planned_on = Review.objects.planned().get().planned_on
    assert timedelta(days=365) <= planned_on - day <= timedelta(days=380)


def test_proposing_costs_no_more_for_many_accounts(max, django_assert_max_num_queries):
    Account.objects.bulk_create(
        Account(name=str(number), account_manager=max) for number in range(40)
    )
    with django_assert_max_num_queries(20):
        propose_due(MONDAY)
    assert Review.objects.count() == 40


def test_a_date_keeps_away_from_weekends_and_from_the_close_of_a_quarter():
    assert best_day(date(2026, 12, 26), 14, lambda day: 0) == date(2027, 1, 8)
    assert [is_quarter_close(date(2026, 12, d)) for d in (24, 25, 31)] == [False, True, True]


def test_a_date_is_still_found_when_all_days_lie_in_the_close():
    assert best_day(date(2026, 12, 28), 3, lambda day: 0) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("left", "slot"),
    [
        (15, ""),
        (14, "T-14"),
        (8, "T-14"),
        (7, "T-7"),
        (1, "T-1"),
        (0, "T-1"),
        (-1, "overdue-0"),
        (-7, "overdue-0"),
        (-8, "overdue-1"),
        (-15, "overdue-2"),
    ],
)
def test_only_the_newest_slot_is_due(left, slot):
    assert slot_of(MONDAY + timedelta(days=left), MONDAY) == slot


def test_manager_and_line_manager_are_reminded_once_a_slot(acme, reminders):
    Review.objects.create(account=acme, planned_on=MONDAY + timedelta(days=10))
    said = [
        sorted((r.key.split(":")[-1], r.person_id) for r in reminders(MONDAY + timedelta(days=n)))
        for n in (0, 1, 3)
    ]
    people = sorted([acme.account_manager_id, acme.account_manager.line_manager_id])
    assert said == [
        [("T-14", p) for p in people],
        [("T-14", p) for p in people],
        [("T-7", p) for p in people],
    ]


def test_a_moved_date_takes_back_what_was_told_and_makes_new_keys(acme, reminders, max):
    review = Review.objects.create(account=acme, planned_on=MONDAY + timedelta(days=10))
    notices.tell(reminders(MONDAY))
    review.planned_on += timedelta(days=2)
    review.save()
    services.forget_notices(review, keep=review.planned_on)
    assert max.notices.unread().count() == 0
    assert notices.tell(reminders(MONDAY)) == 2


def test_a_held_or_cancelled_review_reminds_nobody(held, reminders, day):
    assert reminders(day) == []


def test_an_inactive_person_is_not_reminded(acme, lena, max, reminders):
    lena.is_active = False
    lena.save()
    Review.objects.create(account=acme, planned_on=MONDAY)
    assert [reminder.person_id for reminder in reminders(MONDAY)] == [max.pk]


def test_the_date_of_the_next_review_answers_for_itself(acme, day):
    def asked():
        account = Account.objects.select_related("tier").get(pk=acme.pk)
        questions = sections.section_named("reviews").questions([account], day)
        question = next(each for each in questions if "next" in each.text)
        return question.answered_on, question.state(day)

    assert asked() == (None, "missing")
    review = Review.objects.create(account=acme, planned_on=day)
    assert asked() == (day, "ready")
    Review.objects.filter(pk=review.pk).update(planned_on=day - timedelta(days=1))
    assert asked() == (day - timedelta(days=1), "stale")


def planned(busy=None, **more):
    """Return the day found for an account of person 1, who reports to person 2."""
    account = {"pk": 9, "account_manager_id": 1, "boss": 2, "last_review": None, "months": 3}
    return _planned(SimpleNamespace(**account | more), Counter(busy), MONDAY).planned_on


def test_a_review_weighs_twice_on_the_one_who_prepares_it():
    days = [date(2026, 11, 23) + timedelta(days=n) for n in range(24)]
    busy = dict.fromkeys([(2, day) for day in days], 1)
    busy |= {(2, days[0]): 0, (1, days[0]): 1, (2, days[8]): 2}
    assert planned(busy) == days[1]


def test_a_planned_day_is_taken_for_both():
    busy = Counter()
    account = SimpleNamespace(pk=9, account_manager_id=1, boss=2, last_review=None, months=3)
    day = _planned(account, busy, MONDAY).planned_on
    assert (day, busy) == (date(2026, 11, 23), {(1, day): 1, (2, day): 1})


@pytest.mark.parametrize("days, found", [(30, 30), (31, 7)])
def test_a_first_review_is_within_thirty_days(days, found):
    free = MONDAY + timedelta(days=days)
    every = [MONDAY + timedelta(days=n) for n in range(60)]
    busy = {(1, day): 1 for day in every if day != free}
    assert planned(busy) == MONDAY + timedelta(days=found)


@pytest.mark.parametrize(
    "last_review, free, found",
    [
        (date(2026, 9, 8), None, date(2026, 12, 8)),
        (date(2026, 9, 8), date(2026, 12, 22), date(2026, 12, 22)),
        (date(2026, 9, 8), date(2026, 12, 23), date(2026, 12, 8)),
        (date(2026, 1, 8), None, date(2026, 11, 23)),
    ],
)
def test_a_further_review_follows_the_last_within_a_fortnight_but_leaves_a_week(
    last_review, free, found
):
    every = [MONDAY + timedelta(days=n) for n in range(60)]
    busy = {(1, day): 1 for day in every if free and day != free}
    assert planned(busy, last_review=last_review) == found


def test_what_is_planned_already_keeps_its_day_from_the_line(acme, mia):
    Review.objects.create(account=acme, planned_on=MONDAY + timedelta(days=7))
    also = Account.objects.create(name="Also", account_manager=mia)
    propose_due(MONDAY)
    assert Review.objects.get(account=also).planned_on == MONDAY + timedelta(days=8)


@pytest.mark.parametrize(
    "day, is_close",
    [
        (date(2027, 1, 7), True),
        (date(2027, 1, 8), False),
        (date(2027, 3, 24), False),
        (date(2027, 3, 25), True),
        (date(2027, 3, 28), True),
    ],
)
def test_the_close_of_a_quarter_is_its_first_and_last_five_working_days(day, is_close):
    assert is_quarter_close(day) == is_close


@pytest.mark.parametrize(
    "held_on, following",
    [
        (date(2026, 11, 16), date(2027, 2, 16)),
        (date(2026, 11, 14), date(2027, 2, 15)),
        (date(2026, 10, 4), date(2027, 1, 8)),
        (date(2026, 9, 26), date(2027, 1, 8)),
        (date(2026, 9, 24), date(2026, 12, 24)),
    ],
)
def test_the_next_date_follows_the_cadence_away_from_the_close(held_on, following):
    assert next_date(None, held_on, 3) == following


@pytest.mark.parametrize(
    "day, is_one",
    [
        (MONDAY, False),
        (MONDAY + timedelta(days=1), True),
        (date(2028, 12, 1), True),
        (date(2028, 12, 2), False),
    ],
)
def test_a_next_date_is_after_today_and_within_two_years(day, is_one):
    assert is_plausible(day, MONDAY) == is_one
