"""One connection serves several letters as long as it answers."""

from types import SimpleNamespace

import pytest
from django.core import mail

from accountfile.mail.line import ServerUnreachable, SmtpLine


@pytest.fixture
def connections(monkeypatch):
    """Return the connections that were made; each answers as ``answer`` says."""
    made = []

    def connect():
        one = SimpleNamespace(
            connection=SimpleNamespace(noop=lambda: (one.answer, b"")),
            answer=250,
            is_open=True,
            open=lambda: None,
            close=lambda: setattr(one, "is_open", False),
        )
        made.append(one)
        return one

    monkeypatch.setattr(mail, "get_connection", connect)
    return made


def test_a_connection_that_answers_is_used_again_and_another_is_dropped(connections):
    line = SmtpLine()
    line.open()
    line.open()
    assert len(connections) == 1
    connections[0].answer = 421
    line.open()
    assert [each.is_open for each in connections] == [False, True]


def test_a_connection_that_did_not_open_is_dropped(monkeypatch):
    def refuse():
        raise OSError("no route")

    closed = []
    half = SimpleNamespace(open=refuse, close=lambda: closed.append(True))
    monkeypatch.setattr(mail, "get_connection", lambda: half)
    line = SmtpLine()
    with pytest.raises(ServerUnreachable):
        line.open()
    assert (line.connection, closed) == (None, [True])
