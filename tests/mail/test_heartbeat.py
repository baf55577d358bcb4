import pytest
from django.db import IntegrityError

from accountfile.mail.heartbeat import beat
from accountfile.mail.models import Heartbeat


def test_a_job_that_ends_well_leaves_both_times(db):
    with beat("the night"):
        assert Heartbeat.objects.get().finished_at is None
    job = Heartbeat.objects.get(name="the night")
    assert job.started_at <= job.finished_at
    assert job.error == ""


AGAIN = "The next run takes it up again."
KINDS = [
    (
        KeyError("rates of Acme"),
        (
            "The job met something unforeseen (KeyError). The log of the worker has the "
            f"details. {AGAIN}"
        ),
    ),
    (
        ConnectionRefusedError("10.0.0.7:25"),
        (
            "A file or a server was out of reach (ConnectionRefusedError). See that disk and "
            f"network are there. {AGAIN}"
        ),
    ),
    (
        IntegrityError("Key (name)=(Acme)"),
        (
            "The database refused something or did not answer (IntegrityError). See that it "
            f"runs and has room. {AGAIN}"
        ),
    ),
]


@pytest.mark.parametrize(("error", "sentence"), KINDS)
def test_a_job_that_fails_leaves_what_to_do_until_it_ends_well_again(error, sentence, db, caplog):
    with pytest.raises(type(error)), beat("the night"):
        raise error
    assert Heartbeat.objects.get().error == sentence
    assert str(error) in caplog.text
    with beat("the night"):
        pass
    assert Heartbeat.objects.get().error == ""
