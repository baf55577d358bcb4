"""The embedded product's mail server: a folder with one file a mail, which any mail program
opens.
"""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.text import get_valid_filename


class FolderBackend(BaseEmailBackend):
    """Writes each message to EMAIL_FILE_PATH under its Message-ID; an OSError says that the folder
    cannot be used.

    Django's own file backend names a file by the second and by where its connection lies in memory,
    so that two mails of one second can end up in one file; here a second attempt at a letter
    replaces the first.
    """

    def send_messages(self, email_messages):
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            number = message["Message-ID"].strip("<>").partition("@")[0]
            part = folder / f".{uuid4()}.part"
            try:
                part.write_bytes(message.as_bytes())
                part.replace(folder / f"{get_valid_filename(number)}.eml")
            finally:
                part.unlink(missing_ok=True)
        return len(email_messages)
