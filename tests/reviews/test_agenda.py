"""What the agenda items know, on the page and on paper."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.template.loader import get_template
from icalendar import Calendar

from accountfile.core import sections
from accountfile.core.models import Interaction
from accountfile.core.sections import AgendaItem, Heading
from accountfile.periods import twelve_months_to
from reviews import pack as printing
from reviews import services
from reviews.models import ProgressReview, Review
from reviews.readiness import by_heading, gathered
from reviews.views.room import parts_of


@pytest.fixture
def known(acme, day):
    """Return a function that gives the evidence under one heading, as text and tone."""

    def told(heading, since=None):
        items = by_heading(gathered(acme, since, day), (sections.INTERNAL,))[heading]
        return [(item.text, item.tone) for item in items]

    return told


def test_item_1_says_what_the_last_review_left_behind(held, line, close, max, known, sign_in):
    line(held, "We offer both.", kind="decision")
    close(held, max)
    held.refresh_from_db()
    held.after_checks.create(number=2, by=max)
    assert known(Heading.PREVIOUS_MINUTES, since=Review.objects.open().get().looks_back_to) == [
        ("Of the 6 things that follow a review, 1 is done.", "watch"),
        (
            (
                f"The last review was held on {held.held_on.day} {held.held_on:%b %Y}: 1 line, 1 "
                "decision."
            ),
            "plain",
        ),
    ]
    review = Review.objects.open().get()
    review = services.prepare_review(review=review, by=max)
    assert (
        "We offer both." in sign_in(max).get(f"{review.get_absolute_url()}?item=1").content.decode()
    )


def test_item_1_of_the_first_review_says_so(known):
    assert known(Heading.PREVIOUS_MINUTES) == [
        ("This is the first review of the account.", "plain")
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "No action is open."),
        ((3,), "1 action is open, none overdue."),
        ((3, -2), "2 actions are open, 1 overdue."),
    ],
)
def test_item_2_counts_the_open_actions(promise, known, days, words):
    for number in days:
        promise(days=number)
    assert [text for text, _ in known(Heading.PREVIOUS_ACTIONS)] == [words]


def test_item_12_lists_on_paper_what_the_file_cannot_answer(acme, held, close, max):
    acme.selling_point = "They answer at night."
    acme.save()
    data = close(held, max).data
    texts = [each["text"] for each in data["agenda"][11]["evidence"]]
    gaps = [gap["text"] for gap in data["gaps"]]
    assert texts[-1].startswith(f"Questions the file leaves unanswered: {len(gaps)}")
    assert "What is the mission statement of this account?" in gaps
    assert "Why does the client buy from us?" not in gaps


def test_item_11_counts_the_meetings(acme, max, known, day):
    assert ("No meetings, calls or letters recorded so far.", "watch") in known(
        Heading.RELATIONSHIPS
    )
    Interaction.objects.create(
        account=acme, held_on=day, with_whom="Jo Hart", summary="Fine.", by=max
    )
    assert ("1 meeting, call or letter recorded so far.", "plain") in known(Heading.RELATIONSHIPS)


def test_item_19_says_what_is_agreed_for_the_time_ahead(promise, known, day):
    promise(days=3)
    due = day + timedelta(days=3)
    assert known(Heading.OPTIONS_AND_ACTIONS) == [
        (f"1 action is open; the next is due on {due.day} {due:%b %Y}.", "plain")
    ]


def test_a_section_with_nothing_to_say_is_shown_under_no_item(acme, today, monkeypatch):
    silent = sections.Section()
    monkeypatch.setattr("reviews.views.room.sections.all_sections", lambda: [silent])
    assert [parts_of(acme, [], number, today) for number in Heading] == [[]] * 20


class Register(sections.Section):
    """A made-up section that prints its rows under two items."""

    slug = "register"

    def agenda(self, account, since, today):
        yield AgendaItem(Heading.RISK, "Two rows.")
        yield AgendaItem(Heading.RISK, "Row one.", detail=True)
        yield AgendaItem(Heading.SWOT, "Row two.", detail=True)

    def pack(self, account, period, audience):
        return (
            {"headings": [Heading.RISK], "unconfirmed": ["It grows"]}
            if audience == sections.INTERNAL
            else None
        )


def test_paper_says_a_row_in_its_table_and_nowhere_else(held, close, max, monkeypatch):
    register = Register()
    monkeypatch.setattr("reviews.freeze.sections.all_sections", lambda: [register])
    data = close(held, max).data
    agenda = data["agenda"]
    told = {item["number"]: [each["text"] for each in item["evidence"]] for item in agenda}
    assert (told[Heading.RISK], told[Heading.SWOT]) == (["Two rows."], ["Row two."])
    assert [item["number"] for item in agenda if item["parts"]] == [Heading.RISK]
    assert data["unconfirmed"] == ["It grows"]


def test_a_ticked_thing_is_done_by_somebody_and_can_be_taken_back(held, close, max, tia, sign_in):
    close(held, max)
    url = f"/accounts/{held.account_id}/reviews/{held.pk}/after/3/"
    for _ in range(2):
        sign_in(tia).post(url, {"done": "yes"})
    assert [(check.number, check.by) for check in held.after_checks.all()] == [(3, tia)]
    sign_in(max).post(url, {"done": "no"})
    assert held.after_checks.count() == 0


def test_nothing_is_ticked_before_the_review_is_closed_nor_beyond_the_six(
    held, close, max, sign_in
):
    url = f"/accounts/{held.account_id}/reviews/{held.pk}/after"
    sign_in(max).post(f"{url}/1/", {"done": "yes"})
    close(held, max)
    sign_in(max).post(f"{url}/7/", {"done": "yes"})
    assert held.after_checks.count() == 0


@pytest.fixture
def next_review(lena, max, day):
    """Return a function that holds the review which the last one proposed."""

    def held_again():
        review = services.prepare_review(review=Review.objects.open().get(), by=max)
        review = services.hold_review(review=review, by=lena, held_on=day)
        for each in review.carried.all():
            each.disposition = "stands"
            each.save()
        return review

    return held_again


@pytest.fixture
def entry(proposed, sign_in):
    """Return a function that gives the review as one person's calendar reads it."""

    def read(person):
        answer = sign_in(person).get(
            f"/accounts/{proposed.account_id}/reviews/{proposed.pk}/calendar.ics"
        )
        return Calendar.from_ical(answer.content).walk("VEVENT")[0]

    return read


def test_a_review_begins_at_the_same_moment_in_every_calendar(entry, proposed, max, lena):
    max.time_zone, lena.time_zone = "Europe/Berlin", "America/New_York"
    for person in (max, lena):
        person.save()
    Review.objects.filter(pk=proposed.pk).update(
        planned_on="2026-12-01", starts_at=time(10), location="Room 2"
    )
    events = [entry(person) for person in (max, lena)]
    assert {event.decoded("dtstart") for event in events} == {datetime(2026, 12, 1, 9, tzinfo=UTC)}
    assert (str(events[0]["summary"]), str(events[0]["location"])) == (
        "Performance review of Acme",
        "Room 2",
    )


def test_a_review_without_a_time_fills_the_day_and_a_moved_one_replaces_it(entry, proposed, max):
    first = entry(max)
    proposed.planned_on += timedelta(days=1)
    proposed.save()
    second = entry(max)
    assert (second.decoded("dtstart"), first["uid"]) == (proposed.planned_on, second["uid"])
    assert second["sequence"] > first["sequence"]


def shown(pack):
    return {
        each["label"]: (each["value"], each["arrow"], each["before"])
        for each in pack.data["snapshot"]["figures"]
    }


def test_the_snapshot_says_of_which_day_it_is_and_compares_with_the_review_before(
    acme, held, promise, close, max, lena, day, next_review
):
    first = close(held, max)
    promise(days=20)
    promise(days=30)
    second = close(next_review(), max, days=180)
    assert shown(first)["Open actions"] == ("0", "", "")
    assert shown(second)["Open actions"] == ("2", "up", "0")
    assert shown(second)["Orders lost"] == ("0", "same", "0")
    assert second.data["snapshot"]["as_of"] == f"{day.day} {day:%b %Y}"


def test_the_internal_edition_says_so_at_the_edge_and_the_other_is_for_the_client(
    held, close, max, lena, monkeypatch
):
    seen = []
    monkeypatch.setattr(
        "reviews.pack.pdf.render", lambda template, context, title: seen.append(context["pack"])
    )
    internal = close(held, max)
    held.refresh_from_db()
    client = services.make_pack(review=held, by=lena, edition="client")
    for pack in (internal, client):
        printing.draw(pack)
    assert [(cover["watermark"], cover["prepared_for"]) for cover in seen] == [
        ("Internal", "Max"),
        ("", "Acme"),
    ]


def test_the_pack_prints_what_the_client_said_in_progress_reviews_and_what_was_agreed(
    acme, max, today
):
    section = sections.section_named("reviews")
    period = twelve_months_to(today)
    assert section.pack(acme, period, sections.INTERNAL) is None
    told = {
        "with_whom": "Ana Sousa",
        "minutes": "Late again.",
        "agreed": "A weekly call.",
        "mood": "mixed",
        "by": max,
    }
    ProgressReview.objects.create(account=acme, held_on=today, **told)
    spoken = section.pack(acme, period, sections.INTERNAL)["progress"]
    assert [
        (each["with_whom"], each["mood"], each["colour"], each["agreed"]) for each in spoken
    ] == [("Ana Sousa", "mixed", "amber", "A weekly call.")]
    assert section.pack(acme, period, sections.CLIENT) is None
    assert "A weekly call." in get_template("reviews/pack/v2/_pack.html").render(
        {"data": {"progress": spoken}}
    )
