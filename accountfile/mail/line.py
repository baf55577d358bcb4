"""The line to the mail server, and what its answers mean for a letter."""

import smtplib
import ssl
from contextlib import suppress

from django.core import mail

UNAVAILABLE = range(400, 500)
TOO_LARGE = 552  # said of the letter, though at the sender's command


class Failure(Exception):
    """A letter did not go out; the words say why, the code is the mail server's own."""

    def __init__(self, words, code=None):
        super().__init__(words)
        self.words, self.code = words[:500], code


class NotNow(Failure):
    """Known not to have been accepted; worth another try later."""


class ServerUnreachable(NotNow):
    """The mail server could not be reached, so that the next letter need not try at once."""


class OurSetUp(Failure):
    """The server refuses us whoever the letter is to; the letters are not to blame."""


class LetterRefused(Failure):
    """This letter or this person is refused for good."""


class FileGone(LetterRefused):
    """The file that travels with the letter is missing, or another than the letter knows."""


class NotWanted(Failure):
    """The reason for this letter is gone."""


class Unclear(Failure):
    """It may have arrived: the answer never came."""


class SmtpLine:
    """One connection to the mail server, kept open over several letters and looked after between
    them.
    """

    def __init__(self):
        self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.hang_up()

    def open(self):
        """Have a connection that answers; everything up to here may be repeated without harm."""
        if self.connection and self._still_answers():
            return
        try:
            self.connection = mail.get_connection()
            self.connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self.hang_up()
            raise _meaning_of_no_connection(error) from error

    def carry(self, email):
        """Hand one message over, or raise what the answer means."""
        email.connection = self.connection
        try:
            email.send()
        except Exception as error:
            self.hang_up()
            raise _meaning_of_no_delivery(error) from error

    def hang_up(self):
        """Drop the connection, whatever state it is in."""
        if self.connection:
            with suppress(smtplib.SMTPException, OSError):
                self.connection.close()
        self.connection = None

    def _still_answers(self):
        # Asked before the hand-over: a line that was cut while idle must not put a letter in doubt.
        try:
            answers = self.connection.connection.noop()[0] == 250
        except (smtplib.SMTPException, OSError, AttributeError):
            answers = False
        if not answers:
            self.hang_up()
        return answers


def _meaning_of_no_connection(error):
    code = getattr(error, "smtp_code", None)
    words = f"The mail server cannot be reached: {_said(error)}"
    if isinstance(error, ssl.SSLCertVerificationError | smtplib.SMTPNotSupportedError) or (
        code is not None and code not in UNAVAILABLE and code > 0
    ):
        return OurSetUp(
            f"The mail server does not accept our sign-in or set-up: {_said(error)}", code
        )
    return ServerUnreachable(words, code)


def _meaning_of_no_delivery(error):
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()))
            return _refusal(code, _text(answer))
        case smtplib.SMTPSenderRefused():
            if error.smtp_code == TOO_LARGE:
                return _refusal(error.smtp_code, _text(error.smtp_error))
            kind = NotNow if error.smtp_code in UNAVAILABLE else OurSetUp
            return kind(
                f"The mail server refuses our sender address: {_said(error)}", error.smtp_code
            )
        case smtplib.SMTPDataError():
            return _refusal(error.smtp_code, _text(error.smtp_error))
        case smtplib.SMTPNotSupportedError() | ValueError():
            return LetterRefused(f"The mail server cannot take this letter: {_said(error)}")
    return Unclear(f"No answer came after the letter was handed over ({type(error).__name__}).")


def _refusal(code, answer):
    if code in UNAVAILABLE:
        return NotNow(f"Not accepted now: {code} {answer}", code)
    return LetterRefused(f"Refused: {code} {answer}", code)


def _said(error):
    code = getattr(error, "smtp_code", None)
    answer = getattr(error, "smtp_error", None)
    if code and answer:
        return f"{code} {_text(answer)}"
    return str(error) or type(error).__name__


def _text(answer):
    if isinstance(answer, bytes):
        return answer.decode(errors="replace")
    return str(answer)
