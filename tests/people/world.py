"""What these tests share: one password, an outbox that only collects, and how somebody signs in."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

PASSWORD = "correct horse battery"
LETTERS = []


def post(**letter):
    LETTERS.append(letter)


def post_all(letters):
    LETTERS.extend(letters)


def sign_in(client, name, password=PASSWORD, **extra):
    return client.post("/me/login/", {"login": name, "password": password}, **extra)


def code_of(secret):
    """Return the six digits that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def link_in(letter):
    return next(line for line in letter["text"].splitlines() if "/password/reset/key/" in line)
