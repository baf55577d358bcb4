"""Reference sites: who agreed, until when, and how often somebody may come."""

from datetime import date

import pytest
from django.urls import reverse

from surveys.models import ReferenceSite, ReferenceVisit

LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def site(acme):
    """A plant that may be visited once in twelve months, until the end of the year."""
    known = {"title": "Plant", "consent_by": "Ana", "consent_until": LAST_DAY, "most_a_year": 1}
    return ReferenceSite.objects.create(account=acme, **known)


def visited(site, day):
    return ReferenceVisit.objects.create(site=site, visited_on=day, visitor="Two engineers")


def test_a_site_is_visited_only_as_often_and_as_long_as_the_client_agreed(site, max, sign_in):
    url = reverse("surveys:referencevisit_add", args=[site.account_id])
    for day in ("2027-01-01", "2026-11-01", "2026-11-09"):
        sign_in(max).post(url, {"site": site.pk, "visited_on": day, "visitor": "Two engineers"})
    assert [visit.visited_on for visit in ReferenceVisit.objects.all()] == [date(2026, 11, 1)]


@pytest.mark.parametrize(
    "day, refused",
    [
        (LAST_DAY, False),
        (date(2027, 1, 1), True),
        (date(2026, 11, 1), True),
        (date(2026, 11, 2), False),
    ],
)
def test_consent_holds_on_its_last_day_and_a_visit_counts_for_twelve_months(site, day, refused):
    visited(site, date(2025, 11, 2))
    assert bool(site.refusal(day)) == refused


def test_a_visit_does_not_count_against_itself(site):
    visit = visited(site, date(2026, 11, 2))
    visit.full_clean()
    assert site.refusal(visit.visited_on) != ""


@pytest.mark.parametrize("left_out", ["site", "visited_on"])
def test_of_a_visit_without_its_site_or_day_only_that_box_complains(site, max, sign_in, left_out):
    typed = {"site": site.pk, "visited_on": "2026-11-02", "visitor": "Two engineers", left_out: ""}
    url = reverse("surveys:referencevisit_add", args=[site.account_id])
    assert list(sign_in(max).post(url, typed).context["form"].errors) == [left_out]


@pytest.mark.parametrize(
    "by, until, complains",
    [("", None, []), ("Ana", LAST_DAY, []), ("Ana", None, ["consent_by"])],
)
def test_a_site_says_both_who_agreed_and_until_when(by, until, complains):
    site = ReferenceSite(title="Plant", consent_by=by, consent_until=until)
    assert list(site.contradictions()) == complains
