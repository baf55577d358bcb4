"""What is said about the account manager's own work reaches the account manager, the line above,
and nobody else.
"""

import io
import re
from collections import deque
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader

from accountfile.core import sections
from accountfile.core.models import Action, Change
from accountfile.core.sections import AgendaItem, Heading
from accountfile.mail.models import Letter
from reviews import actions, services
from reviews import pack as printing
from reviews.models import CarriedAction, FactorScore, ManagerNote, Minute, Review
from reviews.models.of_review import OfReview

CANARY = "canary"
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
# What only looks different from call to call, leads out, or is too heavy to draw for nothing.
LEFT_OUT = ("/static/", "/accounts/?", "/sign-out", "/admin")


@pytest.fixture
def sung(held, max, lena, day):
    """A review in which something private was said in every way there is, before and during it."""
    Minute.objects.create(review=held, number=16, text=f"{CANARY} note", by=lena)
    line = Minute.objects.create(
        review=held, number=16, kind="decision", text=f"{CANARY} decided", by=max
    )
    promised = Action(
        account=held.account, text=f"{CANARY} action", owner=max, due_on=day + timedelta(days=5)
    )
    actions.make_action(minute=line, action=promised)
    old = Action.with_private.create(
        account=held.account, text=f"{CANARY} old action", owner=lena, due_on=day, about=max
    )
    CarriedAction.objects.create(
        review=held, action=old, was_due_on=day, disposition="stands", reason=CANARY
    )
    answer = held.answers.first()
    answer.restricted, answer.text, answer.by = True, f"{CANARY} answer", max
    answer.save()
    for number in range(1, 9):
        FactorScore.objects.create(review=held, factor=number, side="line", score=1)
        FactorScore.objects.create(review=held, factor=number, side="manager", score=5)
    ManagerNote.objects.create(account=held.account, text=f"{CANARY} in a note", by=lena)
    gone = Minute.objects.create(review=held, number=16, text=f"{CANARY} taken out", by=lena)
    gone.delete()
    line.text = f"{CANARY} decided otherwise"
    line.save()
    return held


@pytest.fixture
def signed(sung, close, max, lena, tia, rob):
    """The same review signed off, its packs on their way to everybody on the team."""
    close(sung, max, lena, tia, rob)
    sung.refresh_from_db()
    return sung


def text_of(answer):
    """Return what a page or a printed pack says, in one line; a file is closed by being read to its
    end.
    """
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Type", "").startswith("application/pdf"):
        content = "\n".join(
            page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
        ).encode()
    return " ".join(content.decode(errors="replace").split())


def crawl(browser, starts, most=400):
    """Yield the address and the text of every page that can be reached by links from these."""
    waiting, seen = deque(starts), set(starts)
    while waiting and len(seen) < most:
        url = waiting.popleft()
        text = text_of(browser.get(url, follow=True))
        yield url, text
        for link in LINK.findall(text.replace("&amp;", "&")):
            if link not in seen and not link.startswith(LEFT_OUT):
                seen.add(link)
                waiting.append(link)


def starts(review):
    page = review.get_absolute_url()
    account = f"/accounts/{review.account_id}/"
    inside = [
        "",
        "questions/",
        "pack/internal.pdf",
        "pack/private.pdf",
        *(f"?item={number}" for number in Heading),
    ]
    around = ["", "history/", "actions/", "actions/?export=csv"]
    places = ["/", f"/search/?q={CANARY}", "/outbox/"]
    return places + [page + each for each in inside] + [account + each for each in around]


@pytest.mark.parametrize(("state", "name"), [("sung", "tia"), ("signed", "rob")])
def test_the_team_meets_nothing_private_on_any_page(db, request, state, name, sign_in):
    review, person = request.getfixturevalue(state), request.getfixturevalue(name)
    pages = dict(crawl(sign_in(person), starts(review)))
    assert len(pages) > 60
    # What was looked for stands in the box of the search page.
    told = [url for url, text in pages.items() if CANARY in text and not url.startswith("/search/")]
    found = sign_in(person).get(f"/search/?q={CANARY}").context["entries"]
    assert (told, list(found)) == ([], [])
    shown = (
        pages[f"{review.get_absolute_url()}?item=16"]
        if state == "sung"
        else pages[review.get_absolute_url()]
    )
    assert "restricted" in shown


def test_the_pair_finds_it_everywhere(sung, max, lena, sign_in):
    page, account = sung.get_absolute_url(), f"/accounts/{sung.account_id}/"
    places = [
        f"{page}?item=16",
        f"{page}?item=2",
        f"{page}questions/",
        f"{account}history/",
        f"/search/?q={CANARY}+note",
    ]
    for person in (max, lena):
        found = [sign_in(person).get(url).content.decode().count(CANARY) > 1 for url in places]
        assert found == [True] * len(places)
    assert f"{CANARY} action" in sign_in(max).get("/").content.decode()


def test_the_annex_has_all_of_it_and_goes_to_the_pair_only(signed, max, lena, tia, dora, sign_in):
    for pack in signed.packs.all():
        printing.print_if_due(pack.pk)
    assert CANARY not in text_of(sign_in(tia).get(f"{signed.get_absolute_url()}pack/internal.pdf"))
    url = f"{signed.get_absolute_url()}pack/private.pdf"
    text = text_of(sign_in(max).get(url))
    for said in ("note", "decided otherwise", "action", "old action", "answer", "in a note"):
        assert f"{CANARY} {said}" in text
    letters = Letter.objects.waiting_for(signed.packs.get(edition="private").waits_for)
    assert sorted(letters.values_list("person__name", "kind")) == [
        ("Lena", "annex"),
        ("Max", "annex"),
    ]
    assert [sign_in(person).get(url).status_code for person in (lena, dora, tia)] == [200, 200, 403]


def test_a_letter_with_the_annex_is_read_by_its_receiver_only(signed, max, dora, sign_in):
    letter = Letter.objects.get(kind="annex", person=max)
    letter.storage_key, letter.file_name = (
        default_storage.save("packs/x.pdf", ContentFile(b"x")),
        "x.pdf",
    )
    letter.save()
    for person, status, told in ((max, 200, True), (dora, 404, False)):
        browser = sign_in(person)
        answer = browser.get(f"/outbox/{letter.pk}/file/")
        assert (b"".join(answer) == b"x", answer.status_code) == (told, status)
        assert (
            "Your private actions" in browser.get(f"/outbox/{letter.pk}/").content.decode()
        ) == told


def test_where_nothing_private_was_said_there_is_no_annex(held, close, max):
    close(held, max)
    assert list(held.packs.values_list("edition", flat=True)) == ["internal"]


def test_who_takes_the_account_over_does_not_read_what_was_said_of_the_one_before(
    signed, mia, lena, acme, sign_in
):
    acme.account_manager = mia
    acme.save()
    pages = dict(
        crawl(
            sign_in(mia),
            [signed.get_absolute_url(), f"/accounts/{acme.pk}/history/", f"/search/?q={CANARY}"],
            40,
        )
    )
    told = [
        url
        for url, text in pages.items()
        if re.search(f"{CANARY} (note|decided|action|answer|old)", text)
    ]
    assert told == []
    url = f"{signed.get_absolute_url()}pack/private.pdf"
    assert [sign_in(person).get(url).status_code for person in (mia, lena)] == [403, 302]


class Talkative(sections.Section):
    """A made-up section that puts everything under the private item, and declares it fit for the
    client.
    """

    slug = "talk"

    def agenda(self, account, since, today):
        yield AgendaItem(Heading.ACCOUNT_MANAGER, f"{CANARY} evidence", audience=sections.CLIENT)
        yield AgendaItem(Heading.SALES, "sings in the open", audience=sections.CLIENT)

    def pack(self, account, period, audience):
        return {"headings": [Heading.ACCOUNT_MANAGER], "words": f"{CANARY} part"}


def test_nothing_private_reaches_the_client_or_the_team_by_construction(
    sung, close, max, lena, monkeypatch
):
    monkeypatch.setattr("reviews.freeze.sections.all_sections", lambda: [Talkative()])
    internal = close(sung, max)
    sung.refresh_from_db()
    client = services.make_pack(review=sung, by=lena, edition="client")
    for pack in (internal, client):
        printed = [item for item in pack.data["agenda"] if item["parts"]]
        evidence = str([item["evidence"] for item in pack.data["agenda"]])
        assert ("sings in the open" in evidence, CANARY in evidence, printed) == (True, False, [])
    assert CANARY not in str(client.data | {"parts": None})


def test_a_row_and_the_query_for_it_agree_on_what_is_private(sung):
    for model in OfReview.__subclasses__():
        rows = model.objects.all()
        assert {row.pk for row in rows if row.is_private} == {row.pk for row in rows.private()}
        assert {row.pk for row in rows if not row.is_private} == {row.pk for row in rows.internal()}


def test_a_line_does_not_move_into_the_private_item_or_out_of_it(sung, max):
    line = Minute.objects.filter(review=sung, number=16).first()
    line.number = 8
    with pytest.raises(services.WrongStep.__mro__[1]):
        line.full_clean()


def test_the_team_writes_nothing_under_the_private_item(sung, tia, sign_in):
    page, browser = sung.get_absolute_url(), sign_in(tia)
    before = Change.objects.count()
    line = sung.minutes.private().first()
    answers = [
        browser.post(f"{page}items/16/minutes/", {"kind": "note", "text": "Mine."}).status_code,
        browser.post(f"{page}minutes/{line.pk}/edit/", {"text": "Mine.", "version": 1}).status_code,
        browser.get(f"{page}minutes/{line.pk}/action/").status_code,
        browser.get(
            Action.with_private.get(text=f"{CANARY} action").get_absolute_url()
        ).status_code,
    ]
    assert (answers, Change.objects.count()) == ([403, 404, 404, 404], before)


def test_a_private_action_is_owned_by_one_of_the_pair(sung, tia, max, sign_in):
    line = Minute.objects.create(review=sung, number=16, text="Hand over.", by=max)
    url = f"{sung.get_absolute_url()}minutes/{line.pk}/action/"
    promise = {
        "text": "Hand over",
        "owner": tia.pk,
        "due_on": max.today() + timedelta(days=9),
        "priority": 2,
    }
    assert sign_in(max).post(url, promise).status_code == 200
    assert Action.with_private.filter(text="Hand over").count() == 0


def test_the_bank_marks_the_questions_about_the_account_manager(prepared):
    asked = dict(prepared.answers.values_list("question__number", "restricted"))
    assert {number for number, restricted in asked.items() if restricted} == {48, 60, 78} & set(
        asked
    )
    assert Review.objects.get().manager == prepared.account.account_manager
