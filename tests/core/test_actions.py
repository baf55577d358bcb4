"""An action knows when it is late and how often its day was moved."""

from datetime import timedelta

from accountfile.core.models import Action

DAY = timedelta(days=1)


def test_an_open_action_is_overdue_from_the_day_after_its_day(max, acme, today):
    action = Action(account=acme, text="Send the plan", owner=max, due_on=today)
    assert [action.is_overdue(today), action.is_overdue(today + DAY)] == [False, True]
    action.state = Action.State.DONE
    assert action.is_overdue(today + DAY) is False


def test_only_another_day_counts_as_a_move(max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    action.text = "Send the new plan"
    action.save()
    assert action.times_moved == 0
    action.due_on = today + DAY
    action.save()
    assert action.times_moved == 1
