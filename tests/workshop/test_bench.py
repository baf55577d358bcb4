"""What the bench says of a page: how often the floor it costs, and which promises it missed."""

from math import inf

import pytest

from accountfile.base.cache import Broker
from accountfile.workshop.management.commands._bench_pages import Page
from accountfile.workshop.management.commands._bench_visit import _inputs
from accountfile.workshop.management.commands.bench import judged
from accountfile.workshop.measuring import leave_the_cache_alone

PAGE = Page("accounts", "director", "/accounts/", ratio=12, statements=25)
LEAST = {"p50_ms": 2.0, "cpu_ms": 1.0}
GOOD = {
    "p50_ms": 20.0,
    "cpu_ms": 10.0,
    "statements": 9,
    "bytes": 40_000,
    "bytes_gzip": 6_000,
    "failed": 0,
}


def said(**differing):
    return judged(PAGE, LEAST, {"one": GOOD | differing, "eight": GOOD})


def test_a_page_is_a_multiple_of_the_floor():
    found = said()
    assert (found["time_ratio"], found["cpu_ratio"], found["ok"]) == (10.0, 10.0, True)


@pytest.mark.parametrize(
    ("differing", "missed"),
    [
        ({"p50_ms": 25.0}, ["time"]),
        ({"cpu_ms": 13.0}, ["cpu"]),
        ({"statements": 26}, ["statements"]),
        ({"bytes": 60_001}, ["bytes"]),
        ({"bytes_gzip": 12_001}, ["bytes_gzip"]),
        ({"failed": 1}, ["answers"]),
    ],
)
def test_each_promise_is_named_when_it_is_missed(differing, missed):
    assert said(**differing)["missed"] == missed


@pytest.mark.parametrize(("cpu_ms", "missed"), [(15.0, []), (15.1, ["cold"])])
def test_a_page_without_the_cache_has_a_target_of_its_own(cpu_ms, missed):
    found = judged(PAGE, LEAST, {"one": GOOD, "eight": GOOD, "cold": GOOD | {"cpu_ms": cpu_ms}})
    assert (found["cold_cpu_ratio"], found["missed"]) == (cpu_ms, missed)


def test_a_cold_request_is_answered_as_if_the_cache_were_away(rf):
    seen = []
    look = leave_the_cache_alone(lambda request: seen.append(Broker.rests_until))
    look(rf.get("/", headers={"Cold": "1"}))
    look(rf.get("/"))
    assert seen == [inf, 0]


def test_a_form_is_sent_back_as_it_came():
    page = (
        '<input type="search" name="q" value="x"><input name="text" value="a"><input '
        'type="hidden" name="version">'
    )
    assert list(_inputs(page)) == [("text", "a"), ("version", "")]
