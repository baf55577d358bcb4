"""How a file stands: completeness, freshness and health, and that no change is lost while they are
worked out.
"""

from datetime import timedelta

import pytest

from accountfile.core import sections, standing
from accountfile.core.models import Account, Action, Standing
from accountfile.core.sections import Question, Section, Signal


class MadeUp(Section):
    """A section that answers what a test gives it."""

    slug = "made-up"
    asked, signalled, meanwhile = (), (), None

    def questions(self, accounts, today):
        return [
            question
            for question in self.asked
            if question.account_id in {each.pk for each in accounts}
        ]

    def signals(self, accounts, today):
        if self.meanwhile:
            self.meanwhile()
        return [
            signal
            for signal in self.signalled
            if signal.account_id in {each.pk for each in accounts}
        ]

    def figures(self, accounts, period):
        return {
            account.pk: {"review_ready": (period.end - period.start).days} for account in accounts
        }


@pytest.fixture
def section(monkeypatch):
    """Return the only section there is."""
    made_up = MadeUp()
    monkeypatch.setattr(sections, "_register", {"made-up": made_up})
    return made_up


@pytest.fixture
def stands(acme, today, section):
    """Return a function that works Acme's standing out anew and gives it."""

    def worked_out():
        standing.refresh([acme.pk], today)
        return Standing.objects.get(account=acme)

    return worked_out


def rename(account):
    account = Account.objects.get(pk=account.pk)
    account.name += "!"
    account.save()


# --- no change is lost --------------------------------------------------------------------------


def test_a_new_account_has_a_standing_that_waits_to_be_worked_out(acme):
    assert Standing.objects.get(account=acme).stale_since is not None


def test_a_file_worked_out_is_no_longer_stale(stands):
    assert stands().stale_since is None


def test_every_change_moves_the_stamp(acme):
    first = Standing.objects.get(account=acme).stale_since
    rename(acme)
    assert Standing.objects.get(account=acme).stale_since > first


def test_a_change_while_the_standing_is_worked_out_is_worked_out_the_next_time(
    section, stands, acme
):
    stands()
    rename(acme)
    section.meanwhile = lambda: rename(acme)
    assert stands().stale_since is not None
    section.meanwhile = None
    assert stands().stale_since is None


def test_a_first_change_while_the_standing_is_worked_out_is_not_lost_either(section, stands, acme):
    stands()
    section.meanwhile = lambda: rename(acme)
    assert stands().stale_since is not None


def test_a_change_in_one_file_leaves_the_others_worked_out(section, stands, acme, bolt, today):
    section.meanwhile = lambda: rename(acme)
    standing.refresh([acme.pk, bolt.pk], today)
    assert list(Standing.objects.stale().values_list("account__name", flat=True)) == ["Acme!"]


def test_looking_at_a_file_works_it_out_and_does_not_clear_what_it_has_not_read(section, acme):
    section.meanwhile = lambda: rename(acme)
    seen = standing.current(acme)
    assert (seen.stale_since, Standing.objects.get(account=acme).stale_since is None) == (
        None,
        False,
    )


def test_a_file_that_has_not_changed_is_not_worked_out_again(section, stands, acme):
    refreshed_at = stands().refreshed_at
    assert standing.current(Account.objects.get(pk=acme.pk)).refreshed_at == refreshed_at


def test_a_file_without_a_standing_is_worked_out_at_the_first_look(section, acme):
    Standing.objects.all().delete()
    assert standing.current(Account.objects.get(pk=acme.pk)).review_ready == 365
    assert Standing.objects.get(account=acme).stale_since is None


def test_the_sweep_works_out_what_has_changed_longest_ago_first(section, acme, bolt, today):
    standing.refresh([acme.pk, bolt.pk], today)
    rename(bolt), rename(acme)
    assert standing.refresh_stale(today, limit=1) == 1
    assert list(Standing.objects.stale().values_list("account__name", flat=True)) == ["Acme!"]


def test_more_files_than_one_batch_are_worked_out(section, acme, bolt, today, monkeypatch):
    monkeypatch.setattr(standing, "BATCH", 1)
    assert standing.refresh([acme.pk, bolt.pk], today) == 2
    assert Standing.objects.stale().count() == 0


def test_a_change_of_many_files_marks_each(section, acme, bolt, today):
    standing.refresh([acme.pk, bolt.pk], today)
    Standing.objects.mark_stale({acme.pk, bolt.pk})
    assert Standing.objects.stale().count() == 2


# --- health -------------------------------------------------------------------------------------


def test_health_is_not_known_while_nothing_speaks_for_or_against(stands):
    found = stands()
    assert (found.health, found.health_parts, found.tone) == (None, [], "unknown")


def test_health_starts_at_seventy_and_every_signal_counts(section, stands, acme):
    section.signalled = [
        Signal(acme.pk, 5, "Spoken", "/a/"),
        Signal(acme.pk, -8, "Late"),
        Signal(acme.pk, -1, "Gap"),
    ]
    found = stands()
    assert found.health == 66
    assert found.health_parts == [[-8, "Late", ""], [5, "Spoken", "/a/"], [-1, "Gap", ""]]


@pytest.mark.parametrize(
    ("points", "health"), [(30, 100), (31, 100), (-70, 0), (-71, 0), (29, 99), (-69, 1)]
)
def test_health_stays_between_nothing_and_a_hundred(section, stands, acme, points, health):
    section.signalled = [Signal(acme.pk, points, "One thing")]
    assert stands().health == health


@pytest.mark.parametrize(
    ("points", "tone"),
    [(0, "good"), (-1, "watch"), (-30, "watch"), (-31, "poor")],
    ids=["70", "69", "40", "39"],
)
def test_the_tone_of_health_changes_at_seventy_and_at_forty(section, stands, acme, points, tone):
    section.signalled = [Signal(acme.pk, points, "One thing")]
    assert stands().tone == tone


def test_the_signals_of_one_file_say_nothing_of_another(section, stands, acme, bolt):
    section.signalled = [Signal(bolt.pk, -20, "Lost a tender")]
    assert stands().health is None


# --- completeness and freshness -----------------------------------------------------------------


@pytest.fixture
def ask(acme, today):
    """Return a function that makes a question answered so many days ago (None: never)."""

    def asked(days, **more):
        answered_on = None if days is None else today - timedelta(days=days)
        return Question(acme.pk, "What?", answered_on, "/", **{"fresh_for": 30} | more)

    return asked


def test_completeness_and_freshness_are_weighted(section, stands, ask):
    section.asked = [ask(1, weight=3), ask(31), ask(None, weight=2)]
    found = stands()
    # Answered: 4 of 6; of these fresh: 3 of 4.
    assert (found.completeness, found.freshness, found.missing, found.out_of_date) == (67, 75, 1, 1)


def test_what_does_not_apply_is_not_asked(section, stands, ask):
    section.asked = [ask(1), ask(None, not_applicable=True), ask(90, not_applicable=True)]
    found = stands()
    assert (found.completeness, found.freshness, found.missing, found.out_of_date) == (
        100,
        100,
        0,
        0,
    )
    assert found.section_states == {"made-up": "ready"}


def test_a_file_that_is_asked_nothing_is_neither_complete_nor_fresh(stands):
    found = stands()
    assert (found.completeness, found.freshness, found.missing, found.out_of_date) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("days", "state"),
    [([1, 90, None], "missing"), ([1, 90], "stale"), ([1, 30], "ready"), ([1, 31], "stale")],
)
def test_a_section_is_as_good_as_its_worst_question(section, stands, ask, days, state):
    section.asked = [ask(each) for each in days]
    assert stands().section_states == {"made-up": state}


def test_a_section_where_nothing_applies_is_empty(section, stands, ask):
    section.asked = [ask(1, not_applicable=True)]
    assert stands().section_states == {"made-up": "empty"}


# --- figures ------------------------------------------------------------------------------------


def test_figures_are_those_of_the_last_twelve_months(stands):
    assert stands().review_ready == 365


def test_open_and_overdue_actions_are_counted(stands, acme, max, today):
    for days, state in ((-1, "open"), (0, "open"), (1, "open"), (-9, "done")):
        Action.objects.create(
            account=acme, text="Call", owner=max, due_on=today + timedelta(days=days), state=state
        )
    found = stands()
    assert (found.open_actions, found.overdue_actions) == (3, 1)


def test_working_out_more_files_takes_no_more_statements(
    section, acme, bolt, today, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as one:
        standing.refresh([acme.pk], today)
    with django_assert_num_queries(len(one.captured_queries)):
        standing.refresh([acme.pk, bolt.pk], today)
