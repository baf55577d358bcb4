"""Scores, the heat map, and what happens to a risk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accountfile.core.models import Action
from risk import services
from risk.heat import heat_map
from risk.models import Assumption, Response, Risk, level_of


@pytest.mark.parametrize(
    "score, level",
    [(1, "low"), (5, "low"), (6, "medium"), (14, "medium"), (15, "high"), (25, "high")],
)
def test_the_limits_of_the_three_levels(score, level):
    assert level_of(score) == level


def test_a_score_is_likelihood_times_impact(a_risk):
    risk = a_risk(3, 5)
    assert (risk.score, risk.grade, risk.residual_score) == (15, "high", None)


def test_each_risk_stands_in_one_cell_of_the_heat_map(a_risk):
    a_risk(4, 4, "one"), a_risk(4, 4, "two"), a_risk(1, 5, "three")
    heat = heat_map(Risk.objects.all())
    assert [line["label"][0] for line in heat] == ["5", "4", "3", "2", "1"]
    assert [cell["number"] for cell in heat[1]["cells"]] == [0, 0, 0, 2, 0]
    assert heat[4]["cells"][4] == {"score": 5, "level": "low", "number": 1, "titles": "three"}
    assert sum(cell["number"] for line in heat for cell in line["cells"]) == 3


def test_the_queryset_finds_each_level(a_risk):
    risks = {"low": a_risk(1, 5), "medium": a_risk(2, 3), "high": a_risk(3, 5)}
    assert {level: list(Risk.objects.at_level(level)) for level in risks} == {
        level: [r] for level, r in risks.items()
    }


def test_a_new_risk_keeps_its_first_score_and_an_unchanged_edit_adds_none(acme, max, sign_in):
    browser, url = sign_in(max), reverse("risk:risk_add", args=[acme.pk])
    typed = {
        "title": "A",
        "level": "account",
        "likelihood": 3,
        "impact": 3,
        "answer": "keep",
        "owner": max.pk,
        "review_on": "2026-12-24",
    }
    browser.post(url, typed)
    risk = Risk.objects.get()
    edit = reverse("risk:risk_edit", args=[acme.pk, risk.pk])
    browser.post(edit, typed | {"title": "B", "version": 1})
    browser.post(edit, typed | {"title": "B", "impact": 5, "version": 2})
    assert [each.score for each in risk.assessments.all()] == [15, 9]


def test_a_residual_score_needs_both_halves(acme, max, sign_in):
    typed = {
        "title": "A",
        "level": "account",
        "likelihood": 3,
        "impact": 3,
        "answer": "keep",
        "owner": max.pk,
        "review_on": "2026-12-24",
    }
    sign_in(max).post(reverse("risk:risk_add", args=[acme.pk]), typed | {"residual_impact": 2})
    assert Risk.objects.count() == 0


def test_assessing_anew_moves_the_score_and_keeps_the_old_one(a_risk, max, today):
    risk = a_risk(2, 4)
    services.note_assessment(risk=risk, by=max, on=today)
    services.assess(
        risk=risk,
        by=max,
        on=today,
        likelihood=5,
        impact=4,
        review_on=today,
        remark="He gave notice",
    )
    risk.refresh_from_db()
    assert risk.score == 20
    assert [(each.score, each.remark) for each in risk.assessments.all()] == [
        (20, "He gave notice"),
        (8, ""),
    ]


def test_a_risk_happens_once_and_leaves_one_action(a_risk, max, today):
    risk = a_risk()
    for _ in range(2):
        action = services.new_action(risk, max)
        action.due_on = today
        made = services.it_happened(risk=risk, on=today, ending="He left", action=action)
    assert made is None
    assert [(a.text, a.origin_url) for a in Action.objects.all()] == [
        ("Deal with: The buyer leaves", risk.get_absolute_url())
    ]
    assert Risk.objects.values_list("state", "ending").get() == ("happened", "He left")


def test_a_risk_that_happened_cannot_be_closed(a_risk, max, today):
    risk = a_risk()
    services.it_happened(
        risk=risk, on=today, ending="He left", action=Action(text="Call", owner=max, due_on=today)
    )
    assert services.close_risk(risk=risk, on=today, ending="Gone") is False
    assert Risk.objects.get().state == "happened"


def test_an_open_risk_is_closed_with_its_reason(a_risk, today):
    assert services.close_risk(risk=a_risk(), on=today, ending="The deputy is our friend") is True
    assert Risk.objects.values_list("state", "ending").get() == (
        "closed",
        "The deputy is our friend",
    )


def test_an_assumption_proves_wrong_once(acme, max, today):
    assumption = Assumption.objects.create(account=acme, text="The budget stays", owner=max)
    became = []
    for _ in range(2):
        risk = Risk(
            account=acme, title="No budget", likelihood=4, impact=3, owner=max, review_on=today
        )
        became.append(services.proved_wrong(assumption=assumption, risk=risk, by=max, on=today))
    assumption.refresh_from_db()
    assert (assumption.state, became) == ("wrong", [Risk.objects.get(), None])
    assert [risk.title for risk in Risk.objects.all()] == ["No budget"]
    assert [each.remark for each in Risk.objects.get().assessments.all()] == [
        "Assumed: The budget stays"
    ]


def test_an_assumption_is_confirmed_once_unless_somebody_asks_again(acme, max, today):
    assumption = Assumption.objects.create(account=acme, text="The budget stays", owner=max)
    settled = []
    for days, again in [(0, False), (1, False), (2, True)]:
        services.confirm(assumption=assumption, on=today + timedelta(days=days), again=again)
        assumption.refresh_from_db()
        settled.append((assumption.state, (assumption.settled_on - today).days))
    assert settled == [("confirmed", 0), ("confirmed", 0), ("confirmed", 2)]


def test_a_response_is_done_on_the_day_of_the_first_press(a_risk, max, today):
    response = Response.objects.create(
        risk=a_risk(), text="Meet the deputy", owner=max, due_on=today
    )
    for days in range(2):
        services.finish_response(response=response, on=today + timedelta(days=days))
    response.refresh_from_db()
    assert response.done_on == today


@pytest.mark.parametrize("days, state", [(0, "happened"), (1, "open")])
def test_a_risk_cannot_have_happened_on_a_day_to_come(a_risk, max, sign_in, today, days, state):
    risk = a_risk()
    typed = {
        "happened_on": today + timedelta(days=days),
        "ending": "He left",
        "text": "Meet the deputy",
        "owner": max.pk,
        "due_on": today,
    }
    sign_in(max).post(reverse("risk:happened", args=[risk.account_id, risk.pk]), typed)
    assert Risk.objects.get().state == state


def test_a_new_risk_belongs_to_whoever_adds_it_unless_the_link_names_another(
    acme, lena, max, sign_in
):
    browser, url = sign_in(lena), reverse("risk:risk_add", args=[acme.pk])
    pages = [browser.get(url), browser.get(url, {"owner": max.pk})]
    assert [page.context["form"]["owner"].value() for page in pages] == [lena.pk, str(max.pk)]


def test_an_edited_risk_keeps_its_owner(a_risk, lena, max, sign_in):
    risk = a_risk(owner=max)
    page = sign_in(lena).get(reverse("risk:risk_edit", args=[risk.account_id, risk.pk]))
    assert page.context["form"]["owner"].value() == max.pk


def test_a_risk_cannot_be_reached_through_another_file(a_risk, bolt, otto, sign_in):
    risk = a_risk()
    assert sign_in(otto).get(reverse("risk:risk", args=[bolt.pk, risk.pk])).status_code == 404


def test_the_list_across_files_shows_only_files_one_may_open(a_risk, bolt, otto, max, sign_in):
    a_risk(title="Of Acme"), a_risk(title="Of Bolt", account=bolt, owner=otto)
    page = sign_in(max).get(reverse("risk_desk:list")).content.decode()
    assert ("Of Acme" in page, "Of Bolt" in page) == (True, False)


def test_the_list_takes_any_filter_and_exports_the_view(a_risk, max, sign_in):
    a_risk(5, 5, "Grave"), a_risk(1, 1, "Slight")
    url = reverse("risk_desk:list")
    assert (
        sign_in(max)
        .get(url, {"grade": "nonsense", "state": "x", "sort": "-score", "page": "99"})
        .status_code
        == 200
    )
    lines = (
        sign_in(max)
        .get(url, {"grade": "high", "export": "csv"})
        .getvalue()
        .decode("utf-8-sig")
        .splitlines()
    )
    assert [line.split(",")[0] for line in lines] == ["Risk", "Grave"]
