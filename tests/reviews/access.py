"""Who gets which answer from the pages of a review."""

from datetime import date, timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from accountfile.core.models import Action
from reviews import pack as printing
from reviews import services
from reviews.models import ManagerNote, Minute, Option, ProgressReview, Review
from tests.access import CHANGE, COVER, EVERYBODY, LEAD, PRIVATE, READ, Row, crud, moves


def today():
    return date.today()


def review(acme, cast):
    return Review.objects.create(account=acme, planned_on=today() + timedelta(days=9))


def prepared(acme, cast):
    return services.prepare_review(review=review(acme, cast), by=cast["max"])


def held(acme, cast):
    Action.objects.create(account=acme, text="Call", owner=cast["max"], due_on=today())
    return services.hold_review(review=prepared(acme, cast), by=cast["lena"], held_on=today())


def settled(acme, cast):
    return services.hold_review(review=prepared(acme, cast), by=cast["lena"], held_on=today())


def closed(acme, cast):
    row = settled(acme, cast)
    services.close_review(
        review=row, by=cast["lena"], next_on=in_a_quarter(), recipients=[cast["max"]]
    )
    row.refresh_from_db()
    return row


def printed(acme, cast):
    row = closed(acme, cast)
    printing.sweep()
    return row


def with_annex(acme, cast):
    row = settled(acme, cast)
    Minute.objects.create(review=row, number=16, text="More time.", by=cast["lena"])
    services.close_review(
        review=row, by=cast["lena"], next_on=in_a_quarter(), recipients=[cast["max"]]
    )
    printing.sweep()
    return row


def gone(acme, cast):
    row = printed(acme, cast)
    Path(default_storage.path(row.packs.get().storage_key)).unlink()
    return row


def in_a_quarter():
    return today() + timedelta(days=90)


def one(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


def inside(make, name, find):
    """Return a maker of the arguments for something inside a review."""

    def made(acme, cast):
        row = make(acme, cast)
        return {"row_id": row.pk, name: find(row, cast)}

    return made


def line(row, cast):
    return Minute.objects.create(review=row, number=8, text="They will buy.", by=cast["max"]).pk


def way(row, cast):
    return Option.objects.create(review=row, text="Wait").pk


def guest(row, cast):
    return row.participants.get(person=cast["max"]).pk


def progress(acme, cast):
    return ProgressReview.objects.create(
        account=acme, held_on=today(), with_whom="Jo", minutes="Fine.", by=cast["max"]
    )


def note(acme, cast):
    return ManagerNote.objects.create(account=acme, text="Good work.", by=cast["lena"])


def promise(acme, cast):
    return {
        "text": "Write the offer",
        "owner": cast["max"].pk,
        "due_on": in_a_quarter(),
        "priority": 2,
    }


PLAN = {"planned_on": today() + timedelta(days=30), "why": "cadence"}
PROGRESS = {"held_on": today(), "with_whom": "Jo", "mood": "good", "minutes": "Content."}
WORDS = {"kind": "note", "text": "They will buy."}
MEETING = [
    Row(
        "reviews:invite",
        moves(CHANGE),
        one(prepared),
        "post",
        lambda acme, cast: {"person": cast["tia"].pk},
    ),
    Row(
        "reviews:participant",
        moves(CHANGE),
        inside(prepared, "participant_id", guest),
        "post",
        {"present": "no"},
    ),
    Row("reviews:questions", READ, one(prepared)),
    Row("reviews:questions", moves(CHANGE), one(prepared), "post"),
    Row(
        "reviews:item",
        moves(CHANGE),
        inside(held, "number", lambda row, cast: 8),
        "post",
        {"state": "skipped"},
    ),
    Row(
        "reviews:minute_add",
        moves(CHANGE),
        inside(held, "number", lambda row, cast: 8),
        "post",
        WORDS,
    ),
    Row("reviews:minute_edit", CHANGE, inside(held, "minute_id", line)),
    Row(
        "reviews:minute_edit",
        moves(CHANGE),
        inside(held, "minute_id", line),
        "post",
        WORDS | {"version": 1},
    ),
    Row("reviews:minute_remove", moves(CHANGE), inside(held, "minute_id", line), "post"),
    Row("reviews:make_action", CHANGE, inside(held, "minute_id", line)),
    Row("reviews:make_action", moves(CHANGE), inside(held, "minute_id", line), "post", promise),
    Row(
        "reviews:dispose",
        moves(CHANGE),
        inside(held, "carried_id", lambda row, cast: row.carried.get().pk),
        "post",
        {"disposition": "done"},
    ),
    Row("reviews:factors", moves(CHANGE), one(held), "post", {"factor-1-score": "4"}),
    Row("reviews:option_add", moves(CHANGE), one(held), "post", {"text": "Wait"}),
    Row("reviews:option_edit", CHANGE, inside(held, "option_id", way)),
    Row(
        "reviews:option_edit",
        moves(CHANGE),
        inside(held, "option_id", way),
        "post",
        {"text": "Go", "version": 1},
    ),
    Row("reviews:next_date", moves(CHANGE), one(held), "post", {"next_on": in_a_quarter()}),
]
ROWS = [
    Row("reviews_desk:list", EVERYBODY),
    Row("reviews:review_list", READ),
    Row("reviews:review_add", CHANGE),
    Row("reviews:review_add", moves(CHANGE), method="post", data=PLAN),
    Row("reviews:review", READ, one(review)),
    Row("reviews:review", READ, one(held), query="?item=2"),
    Row("reviews:review", READ, one(closed)),
    Row("reviews:review_edit", CHANGE, one(review)),
    Row("reviews:review_edit", moves(CHANGE), one(review), "post", PLAN | {"version": 1}),
    Row("reviews:calendar", READ, one(review)),
    Row("reviews:prepare", moves(CHANGE), one(review), "post"),
    Row("reviews:hold", moves(LEAD), one(prepared), "post", {"held_on": today()}),
    Row("reviews:cancel", LEAD, one(review)),
    Row("reviews:cancel", moves(LEAD), one(review), "post"),
    Row(
        "reviews:after",
        moves(CHANGE),
        inside(closed, "number", lambda row, cast: 2),
        "post",
        {"done": "yes"},
    ),
    Row("reviews:close", LEAD, one(settled)),
    Row("reviews:close", moves(LEAD), one(settled), "post", {"next_on": in_a_quarter()}),
    *MEETING,
    Row(
        "reviews:pack",
        READ,
        lambda acme, cast: {"row_id": printed(acme, cast).pk, "edition": "internal"},
    ),
    Row(
        "reviews:pack",
        PRIVATE,
        lambda acme, cast: {"row_id": with_annex(acme, cast).pk, "edition": "private"},
    ),
    Row(
        "reviews:print_again",
        moves(COVER),
        lambda acme, cast: {"row_id": gone(acme, cast).pk, "edition": "internal"},
        "post",
    ),
    Row("reviews:client_edition", moves(LEAD), one(closed), "post"),
    Row("reviews:send", COVER, one(closed)),
    Row(
        "reviews:send",
        moves(COVER),
        one(closed),
        "post",
        lambda acme, cast: {"people": [cast["tia"].pk]},
    ),
    *crud("reviews:progressreview", progress, PROGRESS),
    *crud(
        "reviews:managernote",
        note,
        {"kind": "support", "text": "More time."},
        expect=LEAD,
        read=PRIVATE,
    ),
]
