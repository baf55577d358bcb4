"""What reviews stored before an upgrade means the same after it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.made import made

BEFORE, AFTER = ("reviews", "0003_private_work"), ("reviews", "0004_restricted")


@pytest.fixture
def earlier(transactional_db):
    """Take the database back to before the migration; return how to get a model of that day."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def migrate(target):
    state = MigrationExecutor(connection).migrate([target])
    return state.apps.get_model


@pytest.fixture
def old(earlier):
    """Store a review of Max, whom Lena leads, with lines of the minutes as they were stored
    then.
    """
    get = earlier
    user = get("people", "User")
    people = {
        name: user.objects.create(username=name, name=name) for name in ("lena", "max", "otto")
    }
    for senior, junior, distance in (("max", "max", 0), ("lena", "max", 1), ("otto", "otto", 0)):
        line = {"senior": people[senior], "junior": people[junior], "distance": distance}
        get("people", "ReportingLine").objects.create(**line)
    account = get("core", "Account").objects.create(name="Acme", account_manager=people["max"])
    review = made(get("reviews", "Review"), account=account, manager=None)
    there = {"review": review, "person": people["max"], "role": "account_manager"}
    made(get("reviews", "Participant"), **there)
    return {"get": get, "account": account, "review": review, **people}


@pytest.fixture
def line(old):
    """Return a function that stores a line with its action, and what history and search say of
    both.
    """
    get = old["get"]

    def stored(number, owner):
        known = {"account": old["account"], "review": old["review"]}
        action = made(get("core", "Action"), owner=old[owner], account=old["account"])
        minute = made(
            get("reviews", "Minute"), number=number, action=action, by=old["max"], **known
        )
        at = datetime(2026, 9, 1, tzinfo=UTC)
        history = {"id": minute.pk, "review": old["review"], "number": number}
        made(
            get("reviews", "HistoricalMinute"),
            history_date=at,
            written_at=at,
            history_type="+",
            **history,
        )
        for model, row in (("reviews.minute", minute), ("core.action", action)):
            of_row = {"model": model, "row_id": row.pk, "account": old["account"]}
            get("core", "Change").objects.create(
                actor="x", section="reviews", kind="added", title="x", **of_row
            )
            get("core", "SearchEntry").objects.create(kind="x", title="x", words="x", **of_row)
        return minute

    return stored


def readers(get, minute):
    """Return for whom the line and its action are, in the history and in the search."""
    found = []
    for model, number in (("reviews.minute", minute.pk), ("core.action", minute.action_id)):
        for kind in ("Change", "SearchEntry"):
            row = get("core", kind).objects.get(model=model, row_id=number)
            found.append((row.audience, row.about and row.about.name))
    return found


def test_the_manager_of_an_earlier_review_is_who_was_expected_as_such(old):
    get = migrate(AFTER)
    assert get("reviews", "Review").objects.get().manager.name == "max"


def test_lines_about_the_manager_are_withdrawn_and_the_others_are_left(line):
    private, other, of_another_line = line(16, "max"), line(8, "max"), line(16, "otto")
    get = migrate(AFTER)
    assert readers(get, private) == [("private", "max")] * 4
    assert readers(get, other) == [("internal", None)] * 4
    # Otto would see his own action no more: it is left to him, and only the line is withdrawn.
    assert readers(get, of_another_line) == [("private", "max")] * 2 + [("internal", None)] * 2
    about = get("core", "Action").objects.order_by("pk").values_list("about__name", flat=True)
    assert list(about) == ["max", None, None]


def test_three_questions_and_their_answers_become_restricted(old):
    get, known = old["get"], {"review": old["review"]}
    get("reviews", "BankQuestion").objects.all().delete()
    for number in (47, 48, 60, 78):
        question = made(get("reviews", "BankQuestion"), number=number)
        made(get("reviews", "Answer"), question=question, **known)
    get = migrate(AFTER)
    for model, number in (("BankQuestion", "number"), ("Answer", "question__number")):
        rows = get("reviews", model).objects.filter(restricted=True).order_by(number)
        assert list(rows.values_list(number, flat=True)) == [48, 60, 78]
