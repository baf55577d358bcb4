"""Every box of more than one line, on every page that draws one: drafted, offered again, and
dropped when saved.
"""

import inspect

import pytest
from django.urls import Resolver404, resolve

from accountfile.core.models import Draft
from accountfile.pages import drafts
from tests.architecture.verbs import VERBS
from tests.architecture.walking import ROWS, address, status_of
from tests.drawn import forms_of

WORDS = "She wants\nthe <monthly> figure & “more”."
PAGES = [row for row in ROWS if row.method == "get"]
SENT = [row for row in ROWS if row.method == "post" and 302 in (row.expect | {"anon": 0}).values()]
# Pages without a sign-in, and those on which something is chosen, pasted for once, or read from a
# file.
NOT_OURS = {"surveys_public:answer", "healthy", "favicon"}


def reader(row, cast):
    """Return the first of the cast who sees the page."""
    return next(
        (cast[role] for role in ("lena", "dora", "max") if row.expect.get(role) == 200), None
    )


def drawn(answer):
    """Return the forms of an answer that is a page; any other is read to its end, so that no file
    stays open.
    """
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        status_of(answer)
        return []
    return forms_of(answer)


@pytest.mark.parametrize("row", [row for row in PAGES if row.name not in NOT_OURS], ids=str)
def test_every_box_is_drafted_and_every_verb_says_what_its_reader_saw(row, acme, cast, sign_in):
    url, person = address(row, acme, cast), reader(row, cast)
    if person is None:
        return
    browser = sign_in(person)
    every = drawn(browser.get(url))
    silent = [
        form.action
        for form in every
        if name_of(form.action) in VERBS and "version" not in form.data
    ]
    assert silent == []
    forms = [form for form in every if form.boxes]
    for form in forms:
        assert browser.post("/drafts/", form.data | dict.fromkeys(form.boxes, WORDS)).json()[
            "kept"
        ], form.action
    again = {form.action: form for form in drawn(browser.get(url))} if forms else {}
    found = {form.action: [again[form.action].data[box] for box in form.boxes] for form in forms}
    assert found == {form.action: [[WORDS]] * len(form.boxes) for form in forms}


BOXES = {
    "core:interaction_add": {"summary"},
    "edit_cover": {"mission_promise", "background"},
    "reviews:minute_edit": {"text"},
    "reviews:questions": {"answer"},
}


@pytest.mark.parametrize("row", [row for row in PAGES if row.name in BOXES], ids=str)
def test_the_walk_meets_the_boxes_that_it_is_for(row, acme, cast, sign_in):
    forms = forms_of(sign_in(cast["lena"]).get(address(row, acme, cast)))
    assert {box.split("-")[0] for form in forms for box in form.boxes} == BOXES[row.name]


@pytest.mark.parametrize("row", SENT, ids=str)
def test_a_draft_is_dropped_when_its_form_is_saved(row, acme, cast, sign_in):
    person = next(
        cast[role] for role, status in row.expect.items() if status == 302 and role != "anon"
    )
    url = address(row, acme, cast)
    place = drafts.Place(person.pk, drafts.address_of(url), "/")
    Draft.objects.create(person=person, page=place.key, fields={"text": [WORDS]})
    data = row.data(acme, cast) if inspect.isroutine(row.data) else row.data
    answer = sign_in(person).post(url, data | {"draft": place.signed})
    assert (answer.status_code, Draft.objects.filter(page=place.key).exists()) == (302, False)


def name_of(action):
    try:
        return resolve(action.split("?")[0]).view_name
    except Resolver404:
        return ""
