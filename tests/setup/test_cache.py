"""The cache may be away or frozen; a page asks it all the same."""

import os
import signal
import subprocess
import sys
import time

import pytest

from accountfile.base.cache import Broker, ForgivingRedisCache


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    """Forget that an earlier test found no broker."""
    monkeypatch.setattr(Broker, "rests_until", 0.0)


def cache_at(folder):
    options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
    return ForgivingRedisCache(f"unix://{folder}/broker.sock?db=1", {"OPTIONS": options})


@pytest.fixture
def broker(tmp_path):
    """The broker that comes with pip, running on a folder of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "accountfile.base.broker"],
        env=os.environ | {"ACCOUNTFILE_VAR": tmp_path},
    )
    while not (tmp_path / "broker.sock").exists():
        assert process.poll() is None
        time.sleep(0.05)
    yield process
    process.send_signal(signal.SIGCONT)
    process.terminate()
    process.wait()


def test_a_broker_that_is_away_is_an_empty_cache(tmp_path):
    cache = cache_at(tmp_path)
    cache.set("colour", "green")
    assert cache.get("colour", "none") == "none"
    assert cache.get_many(["colour"]) == {}
    assert cache.add("lock", 1) is True
    assert cache.get_or_set("shape", lambda: "round") == "round"
    assert cache.delete("colour") is False


def test_counting_up_without_a_broker_is_a_missing_key(tmp_path):
    with pytest.raises(ValueError, match="not found"):
        cache_at(tmp_path).incr("visits")


@pytest.mark.processes
def test_a_running_broker_keeps_what_it_is_given(broker, tmp_path):
    cache = cache_at(tmp_path)
    cache.set("colour", "green")
    assert cache.get("colour") == "green"
    assert cache.add("colour", "red") is False


@pytest.mark.processes
def test_a_frozen_broker_is_asked_once_and_then_left_alone(broker, tmp_path):
    cache = cache_at(tmp_path)
    cache.set("colour", "green")
    broker.send_signal(signal.SIGSTOP)
    assert cache.get("colour", "none") == "none"
    broker.send_signal(signal.SIGCONT)
    assert cache.get("colour", "none") == "none"


@pytest.mark.processes
def test_a_second_broker_does_not_cut_off_the_first(broker, tmp_path):
    second = subprocess.run(
        [sys.executable, "-m", "accountfile.base.broker"],
        env=os.environ | {"ACCOUNTFILE_VAR": tmp_path},
        capture_output=True,
        text=True,
    )
    assert (second.returncode, second.stderr.split(":")[0]) == (
        1,
        f"The Account File already runs on {tmp_path}",
    )
