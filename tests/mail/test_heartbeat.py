import pytest

from accountfile.mail.heartbeat import beat
from accountfile.mail.models import Heartbeat


def test_a_job_that_ends_well_leaves_both_times(db):
    with beat("the night"):
        assert Heartbeat.objects.get().finished_at is None
    job = Heartbeat.objects.get(name="the night")
    assert job.started_at <= job.finished_at
    assert job.error == ""


def test_a_job_that_fails_leaves_the_reason_until_it_ends_well_again(db):
    with pytest.raises(KeyError), beat("the night"):
        raise KeyError("rates")
    assert Heartbeat.objects.get().error == "KeyError: 'rates'"
    with beat("the night"):
        pass
    assert Heartbeat.objects.get().error == ""
