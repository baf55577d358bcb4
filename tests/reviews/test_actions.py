"""What becomes of the actions in a review: the old ones are settled, the new ones made of lines."""

from datetime import timedelta

import pytest

from accountfile.core.models import Action
from reviews import actions, services
from reviews.models import CarriedAction


@pytest.fixture
def carried(promise, held, day):
    """An old action of Max's, carried into the review that is being held."""
    return CarriedAction.objects.create(review=held, action=promise(), was_due_on=day)


@pytest.fixture
def settle(carried, max):
    """Return a function that settles the old action and gives it back as it is then."""

    def settled(disposition, **more):
        actions.dispose(carried=carried, by=max, disposition=disposition, **more)
        carried.refresh_from_db()
        return Action.objects.get()

    return settled


@pytest.mark.parametrize(
    "disposition, state, outcome, has_ended",
    [
        ("done", "done", "Called.", True),
        ("dropped", "dropped", "Called.", True),
        ("stands", "open", "", False),
    ],
)
def test_an_old_action_ends_on_the_day_it_is_done_or_dropped(
    settle, day, disposition, state, outcome, has_ended
):
    action = settle(disposition, reason="Called.")
    found = (action.state, action.outcome, action.done_on)
    assert found == (state, outcome, day if has_ended else None)


def test_an_action_that_is_done_without_a_word_keeps_its_outcome(settle):
    Action.objects.update(outcome="They will call back.")
    assert settle("done").outcome == "They will call back."


def test_what_was_settled_before_is_corrected_from_the_action_as_it_was(settle, carried, day):
    later = day + timedelta(days=20)
    assert settle("moved", reason="Later.", new_due_on=later).due_on == later
    assert (carried.new_due_on, settle("done").state) == (later, "done")
    action = settle("stands")
    assert (action.state, action.done_on, carried.new_due_on) == ("open", None, None)


def test_a_day_is_kept_only_of_what_is_moved(settle, carried, day):
    due_on = carried.action.due_on
    action = settle("stands", new_due_on=day + timedelta(days=20))
    assert (action.due_on, carried.new_due_on) == (due_on, None)


def test_old_actions_are_settled_from_the_preparation_to_the_end_of_the_meeting(
    promise, prepared, lena, max, day, close
):
    promise()
    services.carry_actions(prepared)
    [carried] = prepared.carried.all()
    actions.dispose(carried=carried, by=max, disposition="done")
    held = services.hold_review(review=prepared, by=lena, held_on=day)
    actions.dispose(carried=carried, by=max, disposition="dropped", reason="Why not.")
    close(held, max)
    with pytest.raises(services.WrongStep):
        actions.dispose(carried=carried, by=max, disposition="done")
    assert Action.objects.get().state == "dropped"


def test_a_line_says_where_its_action_comes_from(held, line, max, day):
    minute = line(held, "Write the offer")
    made = actions.make_action(minute=minute, action=Action(text="Write", owner=max, due_on=day))
    assert (made.account, made.about, made.origin) == (held.account, None, f"{held}, Sales")
    assert made.origin_url == minute.get_absolute_url()


def test_a_private_line_makes_a_private_action(held, line, max, day):
    minute = line(held, "Hand over", number=16)
    made = actions.make_action(minute=minute, action=Action(text="Rest", owner=max, due_on=day))
    assert (made.about, Action.objects.count()) == (max, 0)


def test_whoever_sees_the_action_of_a_line_may_ask_for_another(held, line, max, day):
    minute = line(held)
    made = [
        actions.make_action(
            minute=minute, action=Action(text=text, owner=max, due_on=day), again=again
        ).text
        for text, again in (("First", False), ("Second", False), ("Third", True))
    ]
    minute.refresh_from_db()
    assert (made, minute.action.text) == (["First", "First", "Third"], "Third")


def test_a_line_of_a_closed_review_makes_no_action(held, line, close, max, day):
    minute = line(held)
    close(held, max)
    with pytest.raises(services.WrongStep):
        actions.make_action(minute=minute, action=Action(text="Late", owner=max, due_on=day))
    assert Action.objects.count() == 0
