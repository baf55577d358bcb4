"""Starting and filling a scorecard."""

from datetime import date

import pytest
from django.urls import reverse

from accountfile.core.models import Action, Notice
from scorecard import forms, services
from scorecard.models import Measure, Reading, Scorecard, Template


def answers(card, **more):
    """Return a form with yes on every line but what is said otherwise."""
    told = {f"line-{reading.pk}-yes": "True" for reading in card.readings.all()}
    return told | {"version": card.version} | more


def first(card):
    return card.readings.first().pk


def fill(card):
    return reverse("scorecard:fill", args=[card.account_id, card.pk])


def test_the_templates_hold_every_line_once_and_a_target_for_each_figure(db):
    assert [(t.name, t.measures.count()) for t in Template.objects.all()] == [
        ("Four perspectives", 12),
        ("Five categories", 15),
    ]
    assert Measure.objects.exclude(better="yes").filter(target=None).count() == 0


def test_a_new_card_has_the_lines_of_its_template_once(card):
    services.prepare(scorecard=card)
    assert card.readings.count() == 15


def test_a_month_has_one_card_of_a_template(acme, max, sign_in, card):
    url = reverse("scorecard:scorecard_add", args=[acme.pk])
    page = sign_in(max).post(url, {"template": card.template_id, "month": "2026-10-20"})
    assert (page.status_code, Scorecard.objects.count()) == (200, 1)


def test_filling_keeps_the_score(card, max, sign_in, today):
    page = sign_in(max).post(fill(card), answers(card, **{f"line-{first(card)}-yes": ""}))
    card.refresh_from_db()
    assert page.status_code == 302
    assert (card.percent, card.confidence, card.tone, card.reds, card.filled_on) == (
        100,
        93,
        "good",
        0,
        today,
    )


def test_a_red_line_without_action_or_reason_is_refused_and_nothing_is_kept(card, max, sign_in):
    page = sign_in(max).post(fill(card), answers(card, **{f"line-{first(card)}-yes": "False"}))
    card.refresh_from_db()
    assert (page.status_code, card.percent, Reading.objects.exclude(yes=None).count()) == (
        200,
        None,
        0,
    )
    assert "Red: say what is done about it" in page.content.decode()


def test_a_red_line_with_an_action_makes_it_once(card, max, sign_in):
    red = {
        f"line-{first(card)}-{name}": told
        for name, told in {"yes": "False", "action": "Visit", "until": "2026-12-24"}.items()
    }
    browser = sign_in(max)
    browser.post(fill(card), answers(card, **red))
    card.refresh_from_db()
    browser.post(fill(card), answers(card, **red | {f"line-{first(card)}-accepted": "For now"}))
    assert [(a.text, a.owner) for a in Action.objects.all()] == [("Visit", max)]
    assert card.reds == 1


def test_of_an_action_in_place_of_a_manager_who_has_left_the_stand_in_hears(
    card, max, tia, lena, sign_in
):
    max.is_active = False
    max.save()
    red = {
        f"line-{first(card)}-{name}": told
        for name, told in {"yes": "False", "action": "Visit", "until": "2026-12-24"}.items()
    }
    sign_in(tia).post(fill(card), answers(card, **red))
    assert (Action.objects.get().owner, Notice.objects.get().person) == (lena, lena)


def test_an_accepted_red_line_makes_no_action(card, max, sign_in):
    red = {
        f"line-{first(card)}-{name}": told
        for name, told in {"yes": "False", "accepted": "Agreed", "until": "2026-12-24"}.items()
    }
    sign_in(max).post(fill(card), answers(card, **red))
    card.refresh_from_db()
    assert (Action.objects.count(), card.percent) == (0, 93)


def test_whoever_was_slower_is_told_and_keeps_what_was_typed(card, max, tia, sign_in):
    action, accepted = (f"line-{first(card)}-{name}" for name in ("action", "accepted"))
    sign_in(tia).post(fill(card), answers(card, **{action: "Tia's words", accepted: "Agreed"}))
    typed = answers(card, **{action: "My own words"}) | {
        f"initial-{action}": "",
        f"initial-{accepted}": "",
    }
    page = sign_in(max).post(fill(card), typed)
    told, kept = page.text, Reading.objects.get(pk=first(card))
    assert (page.status_code, kept.action, kept.accepted) == (409, "Tia's words", "Agreed")
    assert ("Tia changed" in told, 'value="My own words"' in told) == (True, True)
    sign_in(max).post(
        fill(card), typed | {f"initial-{action}": "Tia's words", f"initial-{accepted}": "Agreed"}
    )
    kept.refresh_from_db()
    assert (kept.action, kept.accepted) == ("My own words", "")


def test_figures_are_filled_against_targets(acme, max, sign_in):
    card = Scorecard.objects.create(
        account=acme,
        template=Template.objects.get(name="Four perspectives"),
        month=date(2026, 10, 1),
    )
    services.prepare(scorecard=card)
    card.refresh_from_db()
    reading = card.readings.first()
    page = sign_in(max).post(
        fill(card),
        {"version": 1, f"line-{reading.pk}-value": "104.5", f"line-{reading.pk}-target": "100"},
    )
    card.refresh_from_db()
    assert (page.status_code, card.percent, card.confidence) == (302, 100, 8)


@pytest.mark.parametrize(
    "template, boxes",
    [
        ("Five categories", {"yes": "form-select"}),
        ("Four perspectives", {"value": "form-control", "target": "form-control"}),
    ],
)
def test_a_line_is_a_list_to_choose_from_or_boxes_to_fill(acme, max, sign_in, template, boxes):
    card = Scorecard.objects.create(
        account=acme, template=Template.objects.get(name=template), month=date(2026, 9, 1)
    )
    services.prepare(scorecard=card)
    form, *_ = forms.reading_forms(card.readings.all())
    looks = {name: field.widget.attrs["class"] for name, field in form.fields.items()}
    ending = dict.fromkeys(("action", "accepted", "until"), "form-control")
    assert looks == boxes | ending


def test_nonsense_is_refused_in_a_sentence(card, max, sign_in):
    odd = {f"line-{first(card)}-yes": "perhaps", f"line-{first(card)}-until": "soon"}
    assert sign_in(max).post(fill(card), answers(card, **odd)).status_code == 200
