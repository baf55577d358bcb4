"""Object storage for documents and packs; loaded, with all that it needs, only where STORAGE_URL
names a bucket.
"""

import io
from contextlib import contextmanager

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from accountfile.base.files import OutOfReach

GONE = ("404", "NoSuchKey", "NotFound")
# Whoever waits for a document is better served by "try again" than by a minute of silence.
PATIENT = {"connect_timeout": 5, "read_timeout": 30, "retries": {"total_max_attempts": 3}}
# Not every server that speaks S3 knows the checksums that newer clients add by themselves.
PLAIN = {
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


class Bucket(S3Storage):
    """A bucket, private, whose failures are those of a file: it is gone, or it cannot be read just
    now.
    """

    def get_default_settings(self):
        style = {"addressing_style": "path"}
        config = Config(s3=style, signature_version="s3v4", **PATIENT, **PLAIN)
        return super().get_default_settings() | {"client_config": config, "default_acl": None}

    def _open(self, name, mode="rb"):
        with as_of_a_file(name):
            body = self.bucket.Object(self._normalize_name(name)).get()["Body"].read()
        return File(io.BytesIO(body), name)

    def _save(self, name, content):
        with as_of_a_file(name):
            return super()._save(name, content)

    def exists(self, name):
        with as_of_a_file(name):
            return super().exists(name)

    def delete(self, name):
        with as_of_a_file(name):
            super().delete(name)


@contextmanager
def as_of_a_file(name):
    """Turn what the client of the storage raises into what a folder would raise."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in GONE:
            raise FileNotFoundError(name) from error
        raise OutOfReach(f"The file storage refuses {name}.") from error
    except BotoCoreError as error:
        raise OutOfReach("The file storage does not answer.") from error
