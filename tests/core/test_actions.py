"""An action knows when it is late and how often its day was moved."""

from datetime import timedelta

from accountfile.core.models import Action

DAY = timedelta(days=1)


def test_an_open_action_is_overdue_from_the_day_after_its_day(max, acme, today):
    action = Action(account=acme, text="Send the plan", owner=max, due_on=today)
    assert [action.is_overdue(today), action.is_overdue(today + DAY)] == [False, True]
    action.end(Action.State.DONE, today)
    assert action.is_overdue(today + DAY) is False


def test_an_action_ends_on_a_day_with_what_came_of_it_and_can_be_opened_again(max, acme, today):
    action = Action(account=acme, text="Send the plan", owner=max, due_on=today)
    action.end(Action.State.DROPPED, today, "They moved to another town.")
    assert (action.is_open, action.state, action.done_on) == (False, "dropped", today)
    action.reopen()
    assert (action.is_open, action.done_on) == (True, None)
    assert action.outcome == "They moved to another town."


def test_an_end_without_a_word_leaves_what_had_been_noted(max, acme, today):
    noted = "Half of it."
    action = Action(account=acme, text="Send the plan", owner=max, due_on=today, outcome=noted)
    action.end(Action.State.DONE, today)
    assert action.outcome == noted


def test_only_another_day_counts_as_a_move(max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    action.text = "Send the new plan"
    action.save()
    assert action.times_moved == 0
    action.due_on = today + DAY
    action.save()
    assert action.times_moved == 1
