"""One period for page, chart, table and pack: from where the last pack ended, the day of the review
included.
"""

from datetime import date, timedelta

import pytest
from django.apps import apps

from accountfile.core.models import Action
from accountfile.core.sections import Heading
from accountfile.periods import add_months, twelve_months_to
from reviews import services
from reviews.models import Review

DAYS = [
    date(2026, 3, 10),
    date(2026, 6, 7),
    date(2026, 9, 7),
    date(2026, 11, 28),
    date(2027, 2, 28),
]


@pytest.fixture
def reviewed(acme, max, lena):
    """Return a function that holds and closes Acme's review on a day, and gives its pack."""

    def closed(day):
        Action.objects.all().delete()
        review = Review.objects.open().first() or Review(account=acme)
        review.planned_on = day
        review.save()
        review = services.prepare_review(review=review, by=max)
        review = services.hold_review(review=review, by=lena, held_on=day)
        return services.close_review(
            review=review, by=lena, next_on=day + timedelta(days=4000), recipients=[]
        )

    return closed


@pytest.fixture
def months(acme):
    """Two years of monthly figures."""
    model = apps.get_model("scorecard.FinancialPeriod")
    starts = [add_months(date(2025, 4, 1), number) for number in range(23)]
    for start in starts:
        last = add_months(start, 1) - timedelta(days=1)
        model.objects.create(account=acme, starts_on=start, ends_on=last, revenue=100, cost=50)
    return starts


@pytest.fixture
def won(acme, max):
    """Return a function that wins an order on a day."""
    stage = apps.get_model("opportunities.PipelineStage").objects.filter(kind="won").first()

    def made(day, value):
        rows = apps.get_model("opportunities.Opportunity").objects
        return rows.create(
            account=acme, owner=max, stage=stage, closed_on=day, value=value, name=f"Order of {day}"
        )

    return made


def test_consecutive_periods_share_no_day_and_leave_none_out(reviewed):
    packs = [reviewed(day) for day in DAYS]
    periods = [pack.review.period for pack in packs]
    assert [period.last_day for period in periods] == DAYS
    assert [period.start for period in periods[1:]] == [period.end for period in periods[:-1]]


def test_every_month_is_in_exactly_one_pack_with_twelve_rolling_months_beside(reviewed, months):
    packs = [reviewed(day).data["parts"]["scorecard"]["data"] for day in DAYS]
    told = [[month["label"] for month in data["months"]] for data in packs]
    assert told == [
        ["Sep 2025", "Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026"][-len(told[0]) :],
        ["Mar 2026", "Apr 2026", "May 2026"],
        ["Jun 2026", "Jul 2026", "Aug 2026"],
        ["Sep 2026", "Oct 2026"],
        ["Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027"],
    ]
    year = {each["label"]: each["value"] for each in packs[3]["sums"]}
    assert (year["Revenue"], year["Revenue, twelve months"]) == ("USD 200", "USD 1,200")


def test_what_was_won_on_the_day_of_a_review_is_in_its_pack_and_in_no_other(reviewed, won):
    for day, value in zip(DAYS[1:4], (1000, 200, 30), strict=True):
        won(day, value)
    packs = [reviewed(day).data["parts"]["opportunities"]["data"] for day in DAYS]
    assert [data["figures"][0]["value"] for data in packs] == [
        "USD 0",
        "USD 1,000",
        "USD 200",
        "USD 30",
        "USD 0",
    ]


def test_won_has_one_value_in_page_chart_table_and_pack(reviewed, won, sign_in, max, acme):
    reviewed(DAYS[0])
    for day, value in (
        (DAYS[0], 5000),
        (date(2026, 3, 11), 700),
        (date(2026, 5, 2), 80),
        (DAYS[1], 9),
    ):
        won(day, value)
    pack = reviewed(DAYS[1]).data
    sales = pack["parts"]["opportunities"]["data"]
    item = next(each for each in pack["agenda"] if each["number"] == Heading.SALES)
    assert sales["figures"][0]["value"] == "USD 789"
    assert sum(row["won"] for row in sales["months"]) == 789
    assert "Won since 11 Mar 2026: 3 for USD 789" in " ".join(
        each["text"] for each in item["evidence"]
    )
    year = {each["label"]: each["value"] for each in sales["figures"]}["Won in twelve months"]
    snapshot = {each["label"]: each["value"] for each in pack["snapshot"]["figures"]}
    assert (year, snapshot["Won in twelve months"]) == ("USD 5,789", "USD 5,789")


def test_two_reviews_on_one_day_do_not_tell_it_twice(reviewed, won):
    won(DAYS[1], 40)
    packs = [
        reviewed(day).data["parts"]["opportunities"]["data"] for day in (DAYS[0], DAYS[1], DAYS[1])
    ]
    assert [data["figures"][0]["value"] for data in packs] == ["USD 0", "USD 40", "USD 0"]


def test_the_twelve_rolling_months_are_those_that_have_ended():
    months = [twelve_months_to(day).months for day in (date(2026, 11, 28), date(2026, 11, 30))]
    assert [(each.start, each.last_day) for each in months] == [
        (date(2025, 11, 1), date(2026, 10, 31)),
        (date(2025, 12, 1), date(2026, 11, 30)),
    ]
