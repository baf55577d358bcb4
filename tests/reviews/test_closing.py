"""Closing a review: refused until everything is settled, frozen and sent once."""

import re
from datetime import timedelta

import pytest

from accountfile.core import restoring
from accountfile.core.models import Action, Change
from accountfile.mail.models import Fault, Letter
from reviews import actions, services
from reviews.models import CarriedAction, ManagerNote, Minute, Pack, Review, SignOff


def test_a_review_cannot_close_while_an_old_action_has_no_disposition(
    promise, proposed, max, lena, close, day
):
    promise("Call the buyer")
    review = services.prepare_review(review=proposed, by=max)
    review = services.hold_review(review=review, by=lena, held_on=day)
    with pytest.raises(services.StillOpen) as left:
        close(review, max)
    assert [each.text for each in left.value.obstacles] == [
        "“Call the buyer” has no disposition yet."
    ]
    assert (Review.objects.get().state, Pack.objects.count(), Letter.objects.count()) == (
        "held",
        0,
        0,
    )


def test_a_review_cannot_close_without_the_date_of_the_next(held, lena, max):
    with pytest.raises(services.StillOpen) as left:
        services.close_review(review=held, by=lena, next_on=None, recipients=[max])
    assert [each.text for each in left.value.obstacles] == [
        "The date of the next review is not set."
    ]


def test_a_review_that_was_not_held_cannot_close(prepared, close, max):
    with pytest.raises(services.WrongStep):
        close(prepared, max)
    assert Pack.objects.count() == 0


def test_closing_signs_freezes_writes_one_letter_a_person_and_proposes_the_next_date(
    held, close, max, lena, day
):
    pack = close(held, max, lena)
    held.refresh_from_db()
    assert (held.state, held.closed_by, SignOff.objects.get().checksum) == (
        "closed",
        lena,
        pack.checksum,
    )
    assert sorted(Letter.objects.values_list("person__name", "state")) == [
        ("Lena", "waiting"),
        ("Max", "waiting"),
    ]
    assert Review.objects.open().get().planned_on == day + timedelta(days=90)


def test_closing_twice_makes_one_pack_and_one_letter_a_person(held, close, max, lena):
    assert close(held, max, lena) == close(held, max, lena)
    assert (Pack.objects.count(), Letter.objects.count(), Review.objects.count()) == (1, 2, 2)


def test_a_pack_goes_to_nobody_who_may_not_open_the_file(held, close, max, otto, mia):
    close(held, max, otto, mia)
    assert list(Letter.objects.values_list("person__name", flat=True)) == ["Max"]


def test_an_inactive_person_is_not_written_to(held, close, max, tia):
    tia.is_active = False
    tia.save()
    close(held, max, tia)
    assert list(Letter.objects.values_list("person__name", flat=True)) == ["Max"]


@pytest.mark.parametrize(
    ("disposition", "new", "state"),
    [("done", None, "done"), ("dropped", None, "dropped"), ("moved", 20, "open")],
)
def test_the_action_follows_its_disposition(promise, proposed, max, day, disposition, new, state):
    action = promise()
    review = services.prepare_review(review=proposed, by=max)
    new_day = day + timedelta(days=new) if new else None
    actions.dispose(
        carried=review.carried.get(),
        by=max,
        disposition=disposition,
        reason="They asked for it.",
        new_due_on=new_day,
    )
    action.refresh_from_db()
    assert (action.state, action.due_on) == (state, new_day or day - timedelta(days=3))
    assert action.done_on == (None if new else max.today())


def test_an_action_that_was_ended_elsewhere_needs_no_disposition(promise, held, close, max):
    action = promise()
    services.carry_actions(held)
    action.state = Action.State.DONE
    action.save()
    close(held, max)
    assert Review.objects.closed().count() == 1


def test_a_line_of_the_minutes_becomes_one_action_however_often_it_is_pressed(held, line, max, day):
    minute = line(held, "Write the offer")
    for _ in range(2):
        actions.make_action(
            minute=minute, action=Action(text="Write the offer", owner=max, due_on=day)
        )
    action = Action.objects.get()
    assert (action.account, action.owner, minute.review.minutes.get().action) == (
        held.account,
        max,
        action,
    )


def test_the_frozen_pack_keeps_what_was_said_whatever_happens_later(held, line, close, max):
    minute = line(held, "They will buy more.", kind="decision")
    pack = close(held, max)
    with pytest.raises(services.WrongStep):
        Minute.objects.get(pk=minute.pk).delete()
    pack.refresh_from_db()
    assert [each["text"] for each in pack.data["minutes"]] == ["They will buy more."]
    assert services.checksum(pack.data) == pack.checksum


def test_nothing_private_reaches_a_pack(held, close, max, line):
    ManagerNote.objects.create(account=held.account, text="canary in a coal mine", by=max)
    line(held, "sings in the open")
    told = str(close(held, max).data)
    assert ("sings in the open" in told, "canary" in told) == (True, False)


def test_the_clients_edition_holds_none_of_our_words(held, close, max, lena, line):
    line(held, "they must never read this")
    close(held, max)
    held.refresh_from_db()
    pack = services.make_pack(review=held, by=lena, edition="client")
    assert pack.data["client"] == "Acme"
    assert "never read this" not in str(pack.data)
    assert Letter.objects.filter(waits_for=pack.waits_for).count() == 0


def cannot_undo(person, row):
    """Try to put the last change of a row back, as the history page does, and see it refused."""
    with pytest.raises(restoring.CannotRestore):
        restoring.restore(Change.objects.of_row(row).newest_first().first(), by=person)


def test_a_signed_review_cannot_be_opened_again_through_the_history(held, close, max, lena, tia):
    close(held, max)
    cannot_undo(tia, held)
    held.refresh_from_db()
    assert held.state == "closed"


def test_a_line_of_a_signed_review_is_not_changed_back_through_the_history(
    held, line, close, max, tia
):
    minute = line(held, "They will buy.")
    minute.text = "They will buy more."
    minute.save()
    close(held, max)
    cannot_undo(tia, minute)
    minute.refresh_from_db()
    assert minute.text == "They will buy more."


def test_an_account_without_manager_is_not_reviewed(acme, proposed, dora):
    acme.account_manager = None
    acme.save()
    with pytest.raises(services.WrongStep):
        services.prepare_review(review=proposed, by=dora)
    assert Review.objects.get().state == "proposed"


def test_a_director_closes_where_nobody_stands_above_the_manager(bolt, dora, otto, day, sign_in):
    review = services.prepare_review(
        review=Review.objects.create(account=bolt, planned_on=day), by=otto
    )
    review = services.hold_review(review=review, by=dora, held_on=day)
    page = f"{review.get_absolute_url()}close/"
    assert [sign_in(person).get(page).status_code for person in (dora, otto)] == [200, 403]


def test_one_letter_that_cannot_be_written_does_not_stop_the_closing(
    held, close, max, lena, monkeypatch
):
    post_pack = services.post_pack
    monkeypatch.setattr(
        services, "post_pack", lambda entry: 1 / 0 if entry.person == max else post_pack(entry)
    )
    pack = close(held, max, lena)
    assert [letter.person for letter in Letter.objects.all()] == [lena]
    assert [entry.person for entry in pack.distribution.all()] == [lena]
    assert Fault.objects.get().job == "letters of packs"


def told(client, review):
    """Return what the page of a review says below its minutes and old actions, without links."""
    page = client.get(review.get_absolute_url()).content.decode()
    below = page.split('id="h-said"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", below))


@pytest.mark.parametrize("number", [8, 16])
def test_a_closed_review_shows_its_actions_as_they_were_signed(
    number, held, line, close, max, lena, day, sign_in
):
    about = max if number == 16 else None
    promised = {"account": held.account, "owner": max, "due_on": day + timedelta(days=5)}
    old = Action.with_private.create(text="Call the buyer", about=about, **promised)
    CarriedAction.objects.create(review=held, action=old, was_due_on=day, disposition="stands")
    line(held, number=number)
    made = Action(text="Send the offer", **promised)
    actions.make_action(minute=line(held, number=number), action=made)
    close(held, max)
    client = sign_in(lena)
    signed = told(client, held)
    assert (
        "Send the offer: Max, by" in signed,
        "Call the buyer Max: stands as agreed" in signed,
    ) == (True, True)
    made.text = "Send another offer"
    made.save()
    assert told(client, held) == signed
    made.delete()
    old.delete()
    assert told(client, held) == signed


def test_a_closed_review_without_a_pack_shows_its_actions_as_they_are(
    held, line, close, max, day, sign_in
):
    made = Action(account=held.account, owner=max, due_on=day, text="Send the offer")
    actions.make_action(minute=line(held), action=made)
    close(held, max)
    held.packs.all().delete()
    made.text = "Send another offer"
    made.save()
    assert "Send another offer: Max, by" in told(sign_in(max), held)
