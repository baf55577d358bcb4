"""What the security log keeps of the door: who by number, from where, and nothing that was
typed.
"""

import logging

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from tests.people.world import PASSWORD, sign_in


@pytest.fixture
def said(caplog):
    """Return the lines of the security log so far."""
    caplog.set_level(logging.INFO, "accountfile.security")
    return lambda: [
        record.getMessage() for record in caplog.records if record.name == "accountfile.security"
    ]


def test_a_sign_in_is_one_line(client, max, said):
    sign_in(client, "max.moss")
    assert said() == [f"signed in: person {max.pk} from 127.0.0.1"]


def test_a_wrong_password_is_one_line_without_what_was_typed(client, max, said):
    sign_in(client, "max.moss", "a wrong one")
    sign_in(client, PASSWORD, "in the wrong box")
    assert said() == ["refused: username password mismatch from 127.0.0.1"] * 2


def test_a_wrong_code_is_one_line(client, max, said):
    TOTP.activate(max, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    sign_in(client, "max.moss")
    client.post("/me/2fa/authenticate/", {"code": "000000"})
    assert said() == ["refused: incorrect code from 127.0.0.1"]


def test_a_door_that_is_shut_for_a_while_is_one_line(client, max, said):
    for _ in range(6):
        sign_in(client, "max.moss", "a wrong one")
    assert said()[-1] == "refused: too many login attempts from 127.0.0.1"
