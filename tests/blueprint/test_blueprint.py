"""Position, objectives, SWOT and our competition."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accountfile.blueprint.models import (
    ClientObjective,
    Competitor,
    Objective,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
)
from accountfile.blueprint.services import acknowledge, end_objective
from accountfile.blueprint.standing import year_in_full
from accountfile.core.mornings import reminders_of
from accountfile.core.sections import section_named

SECTION = section_named("blueprint")


@pytest.fixture
def year(acme):
    return TwelveMonthObjective.objects.create(
        account=acme,
        text="Be asked first",
        agreed_on=date(2026, 9, 1),
        relevant=True,
        yardstick=True,
        memorable=True,
    )


@pytest.fixture
def objective(acme, max):
    return Objective.objects.create(
        account=acme,
        text="Win the depot",
        measure="depots",
        target="10",
        due_on=date(2026, 11, 1),
        owner=max,
    )


def told(account, heading, today):
    return [
        (item.text, item.tone)
        for item in SECTION.agenda(account, None, today)
        if item.heading == heading
    ]


def test_the_file_says_loudly_that_nobody_knows_what_the_client_wants(sign_in, max, acme, today):
    page = sign_in(max).get(f"/accounts/{acme.pk}/blueprint/").content.decode()
    assert "Nobody has written down what the client wants from us." in page
    assert ("Nobody has written down what the client wants from us.", "poor") in told(
        acme, 3, today
    )


def test_the_objective_is_known_when_everybody_said_so(acme, year, max, tia, rob, today):
    for person in (max, tia, rob):
        assert dict(year_in_full(acme, today)["tests"])["Known to the whole team"] is False
        acknowledge(objective=year, person=person, today=today)
    assert [passed for _, passed in year_in_full(acme, today)["tests"]] == [True] * 5


@pytest.mark.parametrize(
    "name, box",
    [
        ("position", "known_on"),
        ("twelvemonthobjective", "agreed_on"),
        ("clientobjective", "known_on"),
        ("swotitem", "since_on"),
        ("sighting", "seen_on"),
    ],
)
def test_what_is_written_down_is_of_today_unless_it_says_otherwise(sign_in, max, acme, name, box):
    page = sign_in(max).get(reverse(f"blueprint:{name}_add", args=[acme.pk]))
    assert page.context["form"][box].value() == max.today()


def test_saying_twice_that_one_knows_it_is_saying_it_once(sign_in, rob, acme, year):
    for _ in range(2):
        assert (
            sign_in(rob)
            .post(f"/accounts/{acme.pk}/blueprint/12-month-objectives/{year.pk}/acknowledge/")
            .status_code
            == 302
        )
    assert [each.person for each in year.acknowledgements.all()] == [rob]


def test_a_director_outside_the_team_is_not_asked(sign_in, dora, acme, year):
    answer = sign_in(dora).post(
        f"/accounts/{acme.pk}/blueprint/12-month-objectives/{year.pk}/acknowledge/"
    )
    assert (answer.status_code, year.acknowledgements.count()) == (403, 0)


def test_new_words_ask_the_team_again(sign_in, max, acme, year, today):
    acknowledge(objective=year, person=max, today=today)
    data = {
        "text": "Be asked first, and last",
        "agreed_on": "2026-11-10",
        "relevant": "on",
        "version": 1,
    }
    sign_in(max).post(f"/accounts/{acme.pk}/blueprint/12-month-objectives/{year.pk}/edit/", data)
    full = year_in_full(acme, today)
    assert (full["objective"].text, [since for _, since in full["team"]]) == (
        "Be asked first, and last",
        [None] * 3,
    )
    assert TwelveMonthObjective.objects.filter(text="Be asked first").count() == 1


def test_an_objective_ends_once(objective, today):
    end_objective(objective=objective, end="reached", outcome="Signed", today=today)
    again = end_objective(objective=objective, end="dropped", outcome="Never mind", today=today)
    assert (again.state, again.outcome, again.version) == ("reached", "Signed", 2)


def test_an_overdue_objective_costs_health_and_reminds_once_a_week(acme, objective, today):
    assert [(s.account_id, s.points) for s in SECTION.signals([acme], today)] == [(acme.pk, -3)]
    days = [objective.due_on + timedelta(days=n) for n in (0, 6, 7)]
    assert [[r.key for r in reminders_of(SECTION, day)] for day in days] == [
        [f"objective:{objective.pk}:2026-11-01:{week}"] for week in (0, 0, 1)
    ]


def test_who_only_reads_is_not_asked_to_close_an_objective(max, rob, objective, today):
    Objective.objects.filter(pk=objective.pk).update(due_on=today)
    assert [need.verb for need in SECTION.needs(max, today)] == ["Close it"]
    Objective.objects.filter(pk=objective.pk).update(owner=rob)
    ((verb, url),) = [(need.verb, need.url) for need in SECTION.needs(rob, today)]
    assert (verb, url) == ("Open it", objective.get_absolute_url())


def test_an_objective_from_elsewhere_says_from_where(sign_in, max, acme):
    data = {
        "text": "Win",
        "measure": "depots",
        "target": "10",
        "due_on": "2027-01-05",
        "owner": max.pk,
        "priority": 2,
    }
    answer = sign_in(max).post(
        f"/accounts/{acme.pk}/blueprint/objectives/add/", data | {"origin": "other"}
    )
    assert list(answer.context["form"].errors) == ["origin_text"]


def test_the_swot_items_of_another_file_are_not_offered(sign_in, max, acme, bolt):
    foreign = SwotItem.objects.create(
        account=bolt, quadrant="S", text="Theirs", since_on=date(2026, 1, 5)
    )
    own = SwotItem.objects.create(
        account=acme, quadrant="S", text="Ours", since_on=date(2026, 1, 5)
    )
    form = sign_in(max).get(f"/accounts/{acme.pk}/blueprint/objectives/add/").context["form"]
    assert (
        list(form.fields["swot_item"].queryset),
        foreign in form.fields["swot_item"].queryset,
    ) == ([own], False)


def test_a_competitor_out_of_sight_for_ninety_days_is_flagged(acme, today):
    rival = Competitor.objects.create(account=acme, name="Rival", strength=4)
    Sighting.objects.create(competitor=rival, seen_on=date(2026, 1, 5), evidence="Their van")
    text = "Rival: strength 4 of 5, last seen on 5 Jan 2026, more than 90 days ago."
    assert told(acme, 9, today)[0] == (text, "watch")


def test_swot_items_say_whether_they_are_used_fixed_pursued_or_covered():
    words = [
        SwotItem(quadrant=letter, handled=handled).state
        for letter in "SWOT"
        for handled in (True, False)
    ]
    assert words == [
        "used",
        "not yet used",
        "fixed",
        "not yet fixed",
        "pursued",
        "not yet pursued",
        "covered",
        "not yet covered",
    ]


def test_the_client_reads_nothing_of_the_blueprint(acme, year):
    assert (SECTION.pack(acme, None, "internal")["year"], SECTION.pack(acme, None, "client")) == (
        "Be asked first",
        None,
    )


def test_the_summary_costs_three_statements_and_the_questions_one(
    acme, bolt, today, django_assert_num_queries
):
    SECTION.sample([acme, bolt], {}, today)
    with django_assert_num_queries(3):
        SECTION.summary(acme, today)
    with django_assert_num_queries(1):
        assert len(list(SECTION.questions([acme, bolt], today))) == 14


def test_the_pages_show_the_sample(sign_in, max, acme, today):
    SECTION.sample([acme], {}, today)
    browser = sign_in(max)
    pages = ["", "swot/", "competitors/", "objectives/", "swot-items/"]
    assert [browser.get(f"/accounts/{acme.pk}/blueprint/{page}").status_code for page in pages] == [
        200
    ] * 5
    assert ClientObjective.objects.get().account == acme


def test_a_strong_competitor_counts_for_ninety_days(acme, bolt, today):
    for account, days in ((acme, 89), (bolt, 90)):
        rival = Competitor.objects.create(account=account, name="Rival", strength=4)
        Sighting.objects.create(competitor=rival, seen_on=today - timedelta(days=days))
    found = [(each.account_id, each.points) for each in SECTION.signals([acme, bolt], today)]
    assert found == [(acme.pk, -6)]


def test_a_manager_who_is_on_the_team_too_is_asked_once(acme, year, max, tia, rob, today):
    acme.team.create(person=max, does="leads")
    people = [person for person, _ in year_in_full(acme, today)["team"]]
    assert sorted(people, key=str) == [max, rob, tia]


def test_only_an_origin_or_a_handling_without_words_is_asked_for():
    assert list(Objective(origin="other").contradictions()) == ["origin_text"]
    assert Objective(origin="other", origin_text="A call").contradictions() == {}
    assert Objective(origin="year").contradictions() == {}
    assert list(SwotItem(handled=True).contradictions()) == ["how"]
    assert SwotItem(handled=True, how="Sold").contradictions() == {}


@pytest.mark.parametrize(("length", "shown"), [(80, 80), (81, 80)])
def test_a_long_objective_of_the_client_is_cut_at_eighty_letters(length, shown):
    assert len(str(ClientObjective(text="x" * length))) == shown
    assert str(ClientObjective(text="x" * length)).endswith("…") == (length > 80)
