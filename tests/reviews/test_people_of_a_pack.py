"""To whom a pack goes, and what the letter with it says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accountfile.core.models import Action, Notice, TeamMember, Tier
from accountfile.mail.models import Letter
from reviews import services
from reviews.letters import open_actions
from reviews.models import ManagerNote, Pack, Review


def test_a_pack_may_go_to_whoever_may_open_the_file(acme, cast, day):
    TeamMember.objects.create(account=acme, person=cast["otto"], does="left", until=day)
    assert {person.name for person in services.readers_of(acme)} == {
        "Dora",
        "Lena",
        "Max",
        "Tia",
        "Rob",
    }
    assert services.readers_of(acme).count() == 5


def test_without_a_manager_only_directors_and_the_team_may_get_a_pack(acme, cast):
    acme.account_manager = None
    assert {person.name for person in services.readers_of(acme)} == {"Dora", "Tia", "Rob"}


def test_the_annex_goes_to_the_manager_of_the_review_and_the_line_above(held, cast, dora):
    everybody = list(cast.values())
    pair = services.the_pair_among(everybody, held)
    assert {person.name for person in pair} == {"Dora", "Lena", "Max"}
    held.manager = None
    assert services.the_pair_among(everybody, held) == []


@pytest.fixture
def said_in_private(held, lena):
    ManagerNote.objects.create(account=held.account, text="More time.", by=lena)


def promised(account, owner, day, about=None):
    name = f"{owner}, about {about}" if about else f"{owner}"
    return Action.with_private.create(
        account=account, text=name, owner=owner, due_on=day, about=about
    )


def test_a_letter_lists_what_its_receiver_has_promised(
    said_in_private, held, close, max, lena, mia, acme, bolt, day
):
    later = day + timedelta(days=5)
    for owner in (max, lena):
        for about in (None, max, mia):
            promised(acme, owner, later, about)
    promised(bolt, max, later)
    Action.objects.filter(account=acme, owner=lena).update(state="done")
    close(held, max, lena)
    found = {
        (pack.edition, person.name): [action.text for action in open_actions(pack, person)]
        for pack in Pack.objects.all()
        for person in (max, lena)
    }
    assert found == {
        ("internal", "Max"): ["Max"],
        ("internal", "Lena"): [],
        ("private", "Max"): ["Max, about Max"],
        ("private", "Lena"): ["Lena, about Max"],
    }


def test_each_letter_says_why_it_comes_and_leads_to_the_review(
    said_in_private, held, close, max, tia
):
    close(held, max, tia)
    told = sorted(Letter.objects.values_list("person__name", "kind", "why"))
    listed = "You get this because you are on the distribution list of the review of Acme."
    pair = "You get this because you are the account manager of Acme, or in the line above."
    assert told == [
        ("Max", "annex", pair),
        ("Max", "pack", listed),
        ("Tia", "pack", listed),
    ]
    assert all(held.get_absolute_url() in letter.text for letter in Letter.objects.all())


def test_what_people_were_told_of_a_review_is_taken_back_but_for_the_day_it_keeps(
    proposed, max, day
):
    for key in (f"review:{proposed.pk}:{day}:T-1", f"review:{proposed.pk}:2020-01-01:T-1"):
        Notice.objects.create(key=key, person=max, text="Soon", url="/", why="")
    Notice.objects.create(key=f"review:{proposed.pk}0:{day}:T-1", person=max, text="Soon", url="/")
    services.forget_notices(proposed, keep=day)
    assert Notice.objects.unread().count() == 2
    services.forget_notices(proposed)
    assert [each.key for each in Notice.objects.unread()] == [f"review:{proposed.pk}0:{day}:T-1"]


def test_a_review_that_is_held_or_called_off_twice_is_so_once(prepared, lena, max, mia, acme, day):
    acme.account_manager = mia
    acme.save()
    held = services.hold_review(review=prepared, by=lena, held_on=day)
    again = services.hold_review(review=prepared, by=lena, held_on=day - timedelta(days=1))
    assert (held.manager, again.held_on, again.version) == (mia, day, held.version)
    with pytest.raises(services.WrongStep):
        services.cancel_review(review=held, by=lena)


def test_a_review_is_called_off_once(proposed, lena):
    first, second = [services.cancel_review(review=proposed, by=lena) for _ in range(2)]
    assert (first.state, second.version) == ("cancelled", first.version)


def test_a_review_keeps_its_manager_when_nobody_manages_the_account_any_more(
    prepared, lena, max, acme, day
):
    acme.account_manager = None
    acme.save()
    assert services.hold_review(review=prepared, by=lena, held_on=day).manager == max


@pytest.mark.parametrize("months, words", [(1, "every month"), (3, "every 3 months")])
def test_the_cadence_is_told_in_words(acme, months, words):
    acme.tier = Tier(name="Own", review_every_months=months)
    assert services.cadence_in_words(acme) == words


def test_no_further_date_is_proposed_where_there_is_one(held, close, max, day):
    close(held, max)
    held.refresh_from_db()
    services.propose_next(held)
    assert Review.objects.open().count() == 1


def test_the_next_date_that_was_set_before_holds_when_none_is_given(held, lena, max, day):
    held.next_on = day + timedelta(days=40)
    held.save()
    services.close_review(review=held, by=lena, next_on=None, recipients=[])
    assert Review.objects.open().get().planned_on == day + timedelta(days=40)
    assert abs(Review.objects.closed().get().closed_at - timezone.now()) < timedelta(minutes=1)
