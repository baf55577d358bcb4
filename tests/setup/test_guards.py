"""What stands in front of every page: the size of what is sent, headers of every answer, files
nobody else reads.
"""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler

ROOT = Path(__file__).resolve().parents[2]
MB = 1024 * 1024


@pytest.fixture
def unread(monkeypatch):
    """Fail when a file that was sent is taken from the request."""

    def taken(self, *args, **kwargs):
        raise AssertionError("The file was read.")

    for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
        monkeypatch.setattr(handler, "new_file", taken)


def send(browser, url, **more):
    return browser.post(url, {"file": SimpleUploadedFile("a.csv", b"name\nBolt\n")}, **more)


def announced(browser, url, length):
    return send(browser, url, CONTENT_LENGTH=str(length)).status_code


def test_a_stranger_sends_a_little_and_no_file_is_read_beyond_that(client, db, unread):
    assert announced(client, "/imports/new/", MB + 1) == 413
    assert announced(client, "/p/surveys/a-token/", MB + 1) == 413


def test_somebody_signed_in_sends_a_file_of_25_megabytes_and_no_more(sign_in, max, unread):
    browser = sign_in(max)
    assert announced(browser, "/", 26 * MB + 1) == 413
    with pytest.raises(AssertionError, match="was read"):
        send(browser, "/me/")


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 30, "²"])
def test_a_length_that_is_no_number_is_too_much(client, db, unread, length):
    assert announced(client, "/me/login/", length) == 413


def test_a_body_that_does_not_say_its_length_is_not_read(client, db, sign_in, max, unread):
    for browser in (client, sign_in(max)):
        answer = send(browser, "/me/", headers={"Transfer-Encoding": "chunked"})
        assert (answer.status_code, "Error 411" in answer.text) == (411, True)


def test_a_form_of_thousands_of_parts_is_refused(sign_in, max):
    browser = sign_in(max)
    files = {f"file{number}": SimpleUploadedFile("a.txt", b"a") for number in range(6)}
    assert browser.post("/me/", files).status_code == 413
    assert browser.post("/me/", {f"field{number}": "" for number in range(4003)}).status_code == 413


def test_browsers_are_told_to_come_by_https_alone_whatever_the_proxy_says(client, db, settings):
    assert "Strict-Transport-Security" not in client.get("/me/login/")
    settings.BEHIND_TLS, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    for path in ("/me/login/", "/nowhere/", "/static/django_htmx/htmx-2.min.js"):
        answer = client.get(path)
        assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        answer.close()


def test_every_answer_takes_powers_from_scripts(client, db):
    for path in ("/me/login/", "/nowhere/", "/static/django_htmx/htmx-2.min.js"):
        answer = client.get(path)
        policy = answer["Permissions-Policy"]
        assert ("camera=()" in policy, "geolocation=()" in policy) == (True, True)
        answer.close()


def test_the_container_is_reached_from_its_own_machine_alone():
    text = (ROOT / "docker-compose.yml").read_text()
    ports = re.findall(r'^\s+ports: \["(.*)"\]', text, re.MULTILINE)
    assert len(ports) == 2
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_what_the_product_keeps_is_readable_for_its_own_user_alone(tmp_path):
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "SECRET_KEY")
    }
    environment = kept | {
        "ACCOUNTFILE_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "accountfile.settings",
    }
    makes = (
        "import django; django.setup();"
        "from django.core.files.storage import default_storage as s;"
        "from django.core.files.base import ContentFile;"
        "from django.core.mail import EmailMessage;"
        "from django.db import connection;"
        "connection.cursor().execute('create table t (a int)');"
        "s.save('documents/a/b', ContentFile(b'x'));"
        "EmailMessage('s', 'b', 'a@example.com', ['b@example.com'], headers={'Message-ID': "
        "'<1@x>'}).send()"
    )
    subprocess.run(
        [sys.executable, "-c", makes], env=environment, cwd=ROOT, check=True, umask=0o022
    )
    modes = {
        path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in var.rglob("*")
    }
    assert {
        "var/accountfile.sqlite3",
        "var/secret_key",
        "var/media/documents/a/b",
        "var/mail/1.eml",
    } <= modes.keys()
    open_to_others = {name for name, mode in modes.items() if mode & 0o077}
    assert (open_to_others, stat.S_IMODE(var.stat().st_mode)) == (set(), 0o700)
