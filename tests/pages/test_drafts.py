"""What is typed and not saved is kept for the person who typed it, and for nobody else."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accountfile.core.models import Draft, Interaction, Press
from accountfile.pages import drafts
from accountfile.pages.filling import filled
from tests.drawn import form_to

WORDS = "She wants\nthe monthly figure — “on one page”."


@pytest.fixture
def meeting(acme):
    """The address of the form that logs a meeting with Acme."""
    return f"/accounts/{acme.pk}/interactions/add/"


def type_into(browser, page, **words):
    """Type into the form of a page, as its script would send it; return what the server says."""
    form = form_to(browser.get(page), page)
    return browser.post("/drafts/", form.data | words)


def test_what_was_typed_is_in_its_box_again_with_the_time(sign_in, max, meeting):
    browser = sign_in(max)
    told = type_into(browser, meeting, summary=WORDS, kind="call", held_on="2026-11-02").json()
    again = browser.get(meeting)
    data = form_to(again, meeting).data
    assert (told["kept"], data["summary"], data["kind"]) == (True, [WORDS], ["call"])
    assert "This is what you typed and did not save, as of" in again.text


def test_a_draft_is_its_persons_alone(sign_in, max, tia, meeting):
    type_into(sign_in(max), meeting, summary=WORDS)
    assert form_to(sign_in(tia).get(meeting), meeting).data["summary"] == [""]


def test_nobody_writes_into_anothers_draft(sign_in, max, tia, meeting):
    form = form_to(sign_in(max).get(meeting), meeting)
    assert sign_in(tia).post("/drafts/", form.data | {"summary": WORDS}).status_code == 400
    assert sign_in(tia).post("/drafts/drop/", form.data)["Location"] == "/"
    assert Draft.objects.count() == 0


def test_a_draft_is_thrown_away_on_request(sign_in, max, meeting):
    browser = sign_in(max)
    type_into(browser, meeting, summary=WORDS)
    drop = form_to(browser.get(meeting), "/drafts/drop/")
    answer = browser.post(drop.action, drop.data, follow=True)
    assert answer.redirect_chain == [(meeting, 302)]
    assert form_to(answer, meeting).data["summary"] == [""]


def test_a_draft_goes_when_its_text_is_saved_and_not_before(sign_in, max, meeting):
    browser = sign_in(max)
    type_into(browser, meeting, summary=WORDS)
    form = form_to(browser.get(meeting), meeting)
    browser.post(meeting, form.data)  # with whom is missing
    assert Draft.objects.count() == 1
    browser.post(meeting, form.data | {"with_whom": "Jo"})
    assert (Interaction.objects.get().summary, Draft.objects.count()) == (WORDS, 0)


def test_words_that_come_to_be_drafted_after_they_were_saved_are_no_draft(sign_in, max, meeting):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    full = form.data | {"with_whom": "Jo", "summary": WORDS}
    browser.post(meeting, full)
    assert Press.objects.count() == 1
    assert browser.post("/drafts/", full).json()["kept"] is False
    assert Draft.objects.count() == 0


def test_a_form_filled_in_beforehand_has_a_draft_of_its_own(sign_in, max, meeting):
    browser = sign_in(max)
    type_into(browser, meeting, summary=WORDS)
    other = f"{meeting}?with_whom=Jo"
    assert form_to(browser.get(other), other).data["with_whom"] == ["Jo"]
    assert form_to(browser.get(other), other).data["summary"] == [""]


def test_where_to_go_afterwards_makes_no_other_draft():
    assert drafts.address_of("/actions/3/end/?next=/&a=1") == "/actions/3/end/?a=1"
    assert drafts.address_of("/actions/3/end/?next=/") == "/actions/3/end/"


def test_a_very_long_address_has_a_key_that_its_column_takes():
    places = [drafts.Place(1, f"/x/?text={'a' * length}", "/x/") for length in (291, 292, 293)]
    assert [len(place.key) for place in places] == [300, 64, 64]
    assert len({place.key for place in places}) == 3


def test_a_draft_that_is_too_long_is_refused_in_a_sentence(sign_in, max, meeting):
    told = type_into(sign_in(max), meeting, summary="x" * (drafts.LONGEST + 1))
    assert (told.status_code, "too long" in told.json()["reason"], Draft.objects.count()) == (
        400,
        True,
        0,
    )


def test_forty_answers_of_full_length_are_not_too_long():
    assert drafts.LONGEST >= 40 * 2 * 2000 * 2


def test_a_page_that_has_lain_open_too_long_keeps_nothing(sign_in, max, meeting):
    browser = sign_in(max)
    with time_machine.travel(timezone.now() - drafts.OPEN_FOR - timedelta(minutes=1)):
        form = form_to(browser.get(meeting), meeting)
    assert sign_in(max).post("/drafts/", form.data).status_code == 400


def test_passwords_files_and_tokens_are_never_kept(sign_in, max, meeting):
    type_into(
        sign_in(max), meeting, summary="Words\0", password="secret", new_Password2="x", next="/"
    )
    assert sorted(Draft.objects.get().fields) == ["held_on", "kind", "summary", "with_whom"]
    assert Draft.objects.get().fields["summary"] == ["Words"]


@pytest.mark.parametrize(
    "token",
    ["", "x", "\0", signing.dumps("x", salt=drafts.SALT), signing.dumps([1, 2], salt="x")],
    # A signature holds the moment it was made: as a name it would differ between two workers.
    ids=["none", "no signature", "no text", "another shape", "another purpose"],
)
def test_a_form_that_we_have_not_drawn_keeps_nothing(sign_in, max, token):
    assert sign_in(max).post("/drafts/", {"draft": token, "text": "x"}).status_code == 400
    assert sign_in(max).post("/drafts/drop/", {"draft": token})["Location"] == "/"


def test_a_page_asks_once_for_drafts_however_many_there_are(sign_in, max, meeting):
    browser, counted = sign_in(max), []
    browser.get(meeting)
    for number in (1, 2, 3):
        Draft.objects.create(person=max, page=f"/x/{number}/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(meeting)
        counted.append(len([each for each in asked if "core_draft" in each["sql"]]))
    assert counted == [1, 1, 1]


FORM = """<input name="a" value="1"><input type=checkbox name="b" checked>
<input type="radio" name="c" value="x" checked>
<input type="radio" name="c" value="y">
<select name="d"><option value="">–</option><option>2</option></select>
<textarea name="e" rows="2">old &amp; gone</textarea>&amp;<!-- c -->
<select name="f" multiple><option value="1" selected>
</select><input type="password" name="g" value=""><input name="press" value="p"><br/>"""


def test_every_kind_of_box_is_filled_and_the_rest_stays():
    told = filled(
        FORM,
        {"a": ['"<&'], "c": ["y"], "d": ["2"], "e": ["</textarea>"], "g": ["x"], "press": ["old"]},
    )
    assert 'name="a" value="&quot;&lt;&amp;"' in told
    assert ("checked" in told.split('name="c"')[0], 'name="c" type="radio" value="x">' in told) == (
        False,
        True,
    )
    assert (
        'name="c" type="radio" value="y" checked' in told,
        "<option selected>2</option>" in told,
    ) == (True, True)
    assert "old &amp; gone" not in told and "\n&lt;/textarea&gt;</textarea>&amp;<!-- c -->" in told
    assert (
        '<option value="1">' in told,
        'name="g" value=""' in told,
        'name="press" value="p"><br/>' in told,
    ) == (
        True,
        True,
        True,
    )


def test_a_choice_that_is_no_longer_offered_leaves_the_select_as_it_was():
    html = '<select name="d"><option value="1" selected>one</option></select>'
    assert filled(html, {"d": ["9"]}) == html


def test_a_draft_of_before_is_still_offered(sign_in, max, meeting):
    Draft.objects.create(person=max, page=meeting, fields={"summary": WORDS})
    assert form_to(sign_in(max).get(meeting), meeting).data["summary"] == [WORDS]


def test_a_press_is_a_number_or_nothing():
    number = uuid.uuid4()
    assert [Press.number({"press": value}) for value in (str(number), "x", "")] == [
        number,
        None,
        None,
    ]
