"""Where documents and packs lie: in a folder of this machine, or in a bucket that several machines
share.
"""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

FOLDER = {"BACKEND": "accountfile.base.files.Folder"}
HOW = (
    "STORAGE_URL is written s3://KEY:SECRET@host:port/bucket?region=eu-central-1&tls=1&prefix=files"
)


class OutOfReach(OSError):
    """What was asked for may well be there, but cannot be read or written just now."""


class Folder(FileSystemStorage):
    """The folder ``media``; what was written there survives the machine's loss of power."""

    def _open(self, name, mode="rb"):
        try:
            return super()._open(name, mode)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise OutOfReach(f"The file {name} cannot be read.") from error

    def _save(self, name, content):
        name = super()._save(name, content)
        with open(self.path(name), "rb") as file:
            os.fsync(file.fileno())
        return name


def storage(address):
    """Return the setting of the place that an address names; without one it is the folder
    ``media``.
    """
    if not address:
        return FOLDER
    parts = urlsplit(address)
    more = dict(parse_qsl(urlsplit(address).query))
    bucket = parts.path.strip("/")
    if (
        parts.scheme != "s3"
        or not bucket
        or "/" in bucket
        or more.keys() - {"region", "tls", "prefix"}
    ):
        raise ImproperlyConfigured(HOW)
    options = {
        "bucket_name": bucket,
        "location": more.get("prefix", ""),
        "region_name": more.get("region"),
    }
    if parts.hostname:
        host = parts.netloc.rpartition("@")[2]
        options["endpoint_url"] = f"{'http' if more.get('tls') == '0' else 'https'}://{host}"
    if parts.username:
        options["access_key"] = unquote(parts.username)
        options["secret_key"] = unquote(parts.password or "")
    return {"BACKEND": "accountfile.base.bucket.Bucket", "OPTIONS": options}
