"""One address says where documents and packs lie; without one nothing of object storage is even
loaded.
"""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from accountfile.base.files import FOLDER, storage


def test_without_an_address_files_lie_in_the_folder():
    assert storage("") == FOLDER


def test_an_address_names_server_bucket_and_key():
    assert storage("s3://who:a%2Fb@store:9000/files?tls=0&prefix=house")["OPTIONS"] == {
        "bucket_name": "files",
        "location": "house",
        "region_name": None,
        "endpoint_url": "http://store:9000",
        "access_key": "who",
        "secret_key": "a/b",
    }


def test_without_server_and_key_they_are_amazons_and_the_machines_own():
    options = {"bucket_name": "files", "location": "", "region_name": "eu-central-1"}
    assert storage("s3:///files?region=eu-central-1")["OPTIONS"] == options


@pytest.mark.parametrize(
    "address", ["/srv/files", "s3://store/", "s3://store/a/b", "s3://store/a?acl=public"]
)
def test_an_address_that_cannot_be_understood_says_how_one_is_written(address):
    with pytest.raises(ImproperlyConfigured, match="s3://KEY:SECRET@host"):
        storage(address)


def test_whoever_needs_no_bucket_loads_nothing_of_it():
    code = (
        "import django; django.setup(); from django.core.files.storage import default_storage as "
        "s; import sys;"
        "import accountfile.urls, accountfile.celery; s.exists('x');"
        "print([name for name in sys.modules if name.split('.')[0] in ('boto3', 'botocore', "
        "'storages')])"
    )
    # A test run has made its own settings already; a process of its own begins with the product's.
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "STORAGE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"
