"""An agenda may hold any of the standing items: nothing shows the wrong one, and nothing that must
be done is lost.
"""

from datetime import timedelta

import pytest

from accountfile.core.models import Action
from reviews import pack as printing
from reviews import services
from reviews.models import AgendaTemplate, Minute, Review, TemplateItem, taken_over_by

NUMBERS = [2, 5, 7]


@pytest.fixture
def agenda(db):
    """Return a function that makes a version of the agenda with these items the newest."""

    def made(*numbers):
        template = AgendaTemplate.objects.create(version=AgendaTemplate.objects.first().version + 1)
        for number in numbers:
            TemplateItem.objects.create(template=template, number=number, title=f"Ours {number}")
        return template

    return made


@pytest.fixture
def short(agenda, proposed, max, lena, day):
    """Acme's review, held by an agenda of three items."""
    agenda(*NUMBERS)
    review = services.prepare_review(review=proposed, by=max)
    return services.hold_review(review=review, by=lena, held_on=day)


@pytest.mark.parametrize("asked", [None, *range(1, 21)])
def test_every_address_shows_the_item_that_it_names_or_the_one_before(short, max, sign_in, asked):
    page = sign_in(max).get(short.get_absolute_url(), {"item": asked} if asked else {})
    shown = page.context["item"].number
    assert shown == (taken_over_by(NUMBERS, asked) if asked else NUMBERS[0])
    assert page.context["next_item"] == short.items.filter(number__gt=shown).first()


def test_one_leads_on_to_the_next_item_and_from_the_last_to_none(short, max, sign_in):
    browser, page = sign_in(max), short.get_absolute_url()
    led = [browser.post(f"{page}items/{number}/", {"state": "discussed"}).url for number in NUMBERS]
    assert led == [f"{page}?item=5#evidence", f"{page}?item=7#evidence", f"{page}?item=7#agenda"]
    assert browser.post(f"{page}items/8/", {"state": "discussed"}).status_code == 404


def test_old_actions_and_the_next_date_are_settled_although_their_items_are_missing(
    agenda, proposed, promise, max, lena, day, sign_in
):
    agenda(5, 7)
    promise("Call the buyer")
    browser, page = sign_in(max), proposed.get_absolute_url()
    browser.post(f"{page}prepare/")
    sign_in(lena).post(f"{page}hold/", {"held_on": day})
    carried = proposed.carried.get()
    assert "Call the buyer" in browser.get(page + carried.place.split("#")[0]).content.decode()
    assert browser.get(f"{page}?item=20").context["next_form"]
    browser.post(f"{page}carried/{carried.pk}/", {"disposition": "done", "reason": "Called."})
    browser.post(f"{page}next/", {"next_on": day + timedelta(days=90)})
    sign_in(lena).post(f"{page}close/", {"next_on": day + timedelta(days=90)})
    assert (Review.objects.closed().count(), Action.objects.get().state) == (1, "done")


def test_a_short_agenda_closes_and_prints_everything(short, line, close, max, monkeypatch):
    line(short, "They reorganise.", number=5)
    seen = {}
    monkeypatch.setattr(
        "reviews.pack.pdf.render", lambda template, context, title: seen.update(context)
    )
    pack = close(short, max)
    printing.draw(pack)
    assert [(item["number"], item["title"]) for item in seen["agenda"]] == [
        (n, f"Ours {n}") for n in NUMBERS
    ]
    held = {int(number) for item in seen["agenda"] for number in item["holds"]}
    assert held == set(range(1, 21))
    assert [line["text"] for line in seen["agenda"][1]["notes"]] == ["They reorganise."]


def test_the_minutes_are_headed_by_the_titles_of_this_agenda(short, line, close, max, sign_in):
    line(short, "They reorganise.", number=5)
    close(short, max)
    assert "5. Ours 5" in sign_in(max).get(short.get_absolute_url()).content.decode()


def test_an_agenda_without_items_is_not_used(agenda, proposed, max):
    agenda()
    with pytest.raises(services.WrongStep):
        services.prepare_review(review=proposed, by=max)
    assert (Review.objects.get().state, Minute.objects.count()) == ("proposed", 0)
