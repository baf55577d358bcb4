"""What a pack freezes of a review, row by row."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accountfile.core import sections
from accountfile.core.models import Action
from accountfile.core.sections import AgendaItem, Heading
from reviews import services
from reviews.freeze import (
    _not_printed,
    _parts,
    _people,
    _settled,
    answers_given,
    carried_line,
)
from reviews.models import CarriedAction, FactorScore, ManagerNote, Review
from reviews.models.factors import factor_table


@pytest.fixture
def carried(held, promise, day):
    """Return a function that settles an old action of the review in some way."""

    def settled(disposition, days=-3, **more):
        action = promise(days=days)
        was = {"review": held, "action": action, "was_due_on": action.due_on}
        return CarriedAction.objects.create(disposition=disposition, **was, **more)

    return settled


def test_what_became_of_the_old_actions_is_one_sentence(held, carried, day):
    assert _settled(held) == ""
    carried("stands")
    assert _settled(held) == "1 action stood when the review began: 1 stands as agreed."
    carried("stands"), carried("done")
    carried("moved", reason="Later.", new_due_on=day + timedelta(days=3))
    words = "4 actions stood when the review began: 2 stand as agreed, 1 done and 1 moved."
    assert _settled(held) == words


def test_an_old_action_is_frozen_with_its_new_day_while_it_is_open(carried, day):
    moved = carried("moved", reason="Later.", new_due_on=day + timedelta(days=40))
    was, new = moved.was_due_on, moved.new_due_on
    told = carried_line(moved)
    assert told["how"] == f"moved from {was.day} {was:%b} to {new.day} {new:%b %Y}"
    assert (told["reason"], told["due"]) == ("Later.", told["was_due"])
    ended = carried("")
    ended.action.state, ended.action.outcome = "done", "They called."
    told = carried_line(ended)
    assert (told["how"], told["reason"], told["due"]) == ("done", "They called.", "")


def test_a_row_is_left_out_of_the_evidence_only_where_its_own_part_prints_it():
    said = [
        ("risk", AgendaItem(Heading.RISK, "row", detail=True)),
        ("risk", AgendaItem(Heading.RISK, "sum")),
        ("risk", AgendaItem(Heading.SWOT, "row elsewhere", detail=True)),
        ("other", AgendaItem(Heading.RISK, "row of another", detail=True)),
    ]
    left = _not_printed(said, {"risk": {"headings": [int(Heading.RISK)]}})
    assert [item.text for _, item in left] == ["sum", "row elsewhere", "row of another"]


def test_each_person_is_listed_once_with_whether_they_get_the_pack(held, max, tia):
    held.participants.filter(person=max).update(present=False)
    assert _people(held, [max, tia]) == [
        {"name": "Max", "role": "account manager", "present": False, "gets": True},
        {"name": "Lena", "role": "line manager", "present": True, "gets": False},
        {"name": "Tia", "role": "", "present": None, "gets": True},
    ]


def test_an_item_that_nobody_dealt_with_is_left_out_and_says_so(held, close, max):
    held.items.filter(number=8).update(state="discussed")
    states = {item["number"]: item["state"] for item in close(held, max).data["agenda"]}
    assert (states.pop(8), set(states.values())) == ("discussed", {"left out"})
    assert set(held.items.values_list("state", flat=True)) == {"discussed", "skipped"}


def test_only_questions_that_were_answered_are_frozen(held):
    first, second = held.answers.filter(restricted=False)[:2]
    first.text, first.score = "Yes.", 4
    first.save()
    told = answers_given(held.answers.all())
    assert [(each["answer"], each["score"], each["question"]) for each in told] == [
        ("Yes.", 4, first.question.text)
    ]


def test_the_pack_repeats_what_the_review_before_decided(held, line, close, max, lena, day):
    line(held, "We offer both.", kind="decision"), line(held, "They like it.")
    line(held, "Private.", kind="decision", number=16)
    first = close(held, max)
    following = services.prepare_review(review=Review.objects.open().get(), by=max)
    following = services.hold_review(review=following, by=lena, held_on=day)
    second = close(following, max, days=180)
    assert (first.data["decided"], first.data["since"]) == ([], "")
    assert (second.data["decided"], bool(second.data["since"])) == (["We offer both."], True)


def test_the_client_is_not_shown_an_item_without_anything_to_read(held, close, max, lena):
    close(held, max)
    held.refresh_from_db()
    client = services.make_pack(review=held, by=lena, edition="client").data
    shown = [item for item in client["agenda"] if not (item["evidence"] or item["parts"])]
    assert (shown, "minutes" in client) == ([], False)


def test_the_client_is_shown_evidence_that_no_part_prints(held, close, max, lena, monkeypatch):
    section = type("MadeUp", (sections.Section,), {"slug": "core", "title": "Core"})()
    known = AgendaItem(Heading.RISK, "x", audience=sections.CLIENT)
    section.agenda = lambda account, since, today: [known]
    monkeypatch.setattr(sections, "all_sections", lambda: [section])
    close(held, max)
    held.refresh_from_db()
    client = services.make_pack(review=held, by=lena, edition="client").data
    assert [item["number"] for item in client["agenda"]] == [Heading.RISK]


@pytest.mark.parametrize("what", ["minutes", "answers", "factors", "carried", "evidence", "plan"])
def test_one_private_thing_of_any_kind_is_enough_for_an_annex(
    held, line, close, promise, max, lena, acme, day, what
):
    if what == "minutes":
        line(held, number=16)
    elif what == "answers":
        answer = held.answers.first()
        answer.restricted, answer.text = True, "More time."
        answer.save()
    elif what == "factors":
        FactorScore.objects.create(review=held, factor=1, side="line", score=2)
    elif what == "evidence":
        ManagerNote.objects.create(account=acme, text="More time.", by=lena)
    else:
        action = promise(days=9)
        Action.objects.filter(pk=action.pk).update(about=max)
        if what == "carried":
            own = {"review": held, "action": action, "was_due_on": day}
            CarriedAction.objects.create(disposition="stands", **own)
    close(held, max)
    data = held.packs.get(edition="private").data
    parts = {name: bool(data[name]) for name in ("minutes", "answers", "factors", "carried")}
    assert [name for name, is_told in parts.items() if is_told] == [what] * (what in parts)
    [item] = data["agenda"]
    assert (item["number"], bool(item["evidence"])) == (16, what == "evidence")
    assert bool(data["plan"]) == (what in ("plan", "carried"))
    assert [each["now"]["line"] for each in data["factors"][:1]] == [2] * (what == "factors")


def test_the_annex_keeps_nothing_of_the_one_who_took_the_account_over(
    held, line, close, acme, max, mia, lena
):
    line(held, number=16)
    acme.account_manager = mia
    acme.save()
    ManagerNote.objects.create(account=acme, text="Settling in.", by=lena, about=mia)
    held.refresh_from_db()
    close(held, max)
    [item] = held.packs.get(edition="private").data["agenda"]
    assert item["evidence"] == []


@pytest.mark.parametrize(
    "now, before, line_now, line_before",
    [
        (True, True, 2, 1),
        (True, False, 2, None),
        (False, True, "restricted", 1),
    ],
)
def test_what_the_line_gave_is_for_those_who_may_read_that_review(
    held, acme, day, now, before, line_now, line_before
):
    earlier = Review.objects.create(account=acme, planned_on=day, state="cancelled")
    rows = [(held, "line", 2), (held, "manager", 5)]
    for review, side, score in rows:
        FactorScore.objects.create(review=review, factor=1, side=side, score=score)
    scores = [
        FactorScore(review=earlier, factor=1, side=side, score=1) for side in ("line", "manager")
    ]
    FactorScore.objects.bulk_create(scores)
    reads = {held.pk: now, earlier.pk: before}
    first, *others = factor_table(held, earlier, reads=lambda review: reads[review.pk])
    assert (first["now"], first["before"]) == (
        {"manager": 5, "line": line_now},
        {"manager": 1, "line": line_before},
    )
    assert len(others) == 7


def test_at_the_first_review_no_factor_was_scored_before(held):
    table = factor_table(held, None, reads=lambda review: True)
    assert [each["before"] for each in table] == [{"manager": None, "line": None}] * 8


@pytest.mark.parametrize("tone, is_red", [("poor", True), ("watch", False)])
def test_what_changed_in_a_section_with_red_evidence_is_marked(
    held, close, max, acme, monkeypatch, tone, is_red
):
    section = type("MadeUp", (sections.Section,), {"slug": "core", "title": "Core"})()
    section.agenda = lambda account, since, today: [AgendaItem(Heading.RISK, "x", tone=tone)]
    monkeypatch.setattr(sections, "all_sections", lambda: [section])
    assert {each["red"] for each in close(held, max).data["changes"]} == {is_red}


@pytest.mark.parametrize(
    "told, headings",
    [
        ({"headings": [16, 8], "words": "x"}, [8]),
        ({"headings": [16], "words": "x"}, []),
        ({"words": "x"}, [int(Heading.RISK)]),
        ({}, None),
    ],
)
def test_the_private_item_is_printed_in_no_part(monkeypatch, told, headings):
    section = SimpleNamespace(slug="talk", title="Talk", audience=sections.INTERNAL)
    section.pack = lambda account, period, edition: dict(told)
    hidden = SimpleNamespace(audience=sections.PRIVATE)
    monkeypatch.setattr(sections, "all_sections", lambda: [hidden, section])
    parts = dict(_parts(None, None, "internal", [("talk", AgendaItem(Heading.RISK, "x"))]))
    found = {slug: part["headings"] for slug, part in parts.items()}
    assert found == ({} if headings is None else {"talk": headings})
