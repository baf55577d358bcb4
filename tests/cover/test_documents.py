"""Documents: what may be kept, where it lies, and how it leaves."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from accountfile.core.models import Document

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


def keep(browser, account, name, content, **more):
    data = {"title": "Plan", "kind": "other", "file": SimpleUploadedFile(name, content)} | more
    return browser.post(f"/accounts/{account.pk}/documents/add/", data)


@pytest.mark.parametrize("name", ["plan.pdf", "Plan.PDF"])
def test_a_document_comes_back_as_it_was_as_an_attachment_no_browser_runs(sign_in, max, acme, name):
    browser = sign_in(max)
    keep(browser, acme, name, PDF)
    document = Document.objects.get()
    answer = browser.get(f"/accounts/{acme.pk}/documents/{document.pk}/file/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff",
        "sandbox",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>1</script>"),
        ("drawing.SvG", b"<svg/>"),
        ("program.pHp", b"<?php"),
        ("picture.png", b"<script>1</script>"),
        ("plan.pdf", b"MZ not a report"),
        ("empty.txt", b""),
        ("noending", b"text"),
    ],
)
def test_what_is_not_what_it_says_is_refused_in_a_sentence(sign_in, max, acme, name, content):
    answer = keep(sign_in(max), acme, name, content)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["file"]
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    ["../../x.txt", "..\\x.txt", "/etc/x.txt", "CON.txt", "x" * 300 + ".txt", "a\u202etxt.txt"],
)
def test_a_file_name_is_only_ever_text(sign_in, max, acme, name):
    keep(sign_in(max), acme, name, b"Text.")
    document = Document.objects.get()
    assert re.fullmatch(r"documents/[0-9a-f]{32}", document.file.name)
    assert not set("/\\\u202e") & set(document.file_name)
    assert len(document.file_name) <= 150


def test_a_strangers_document_is_not_there_under_my_own_account(sign_in, otto, max, acme, bolt):
    keep(sign_in(max), acme, "plan.pdf", PDF)
    document = Document.objects.get()
    assert (
        sign_in(otto).get(f"/accounts/{bolt.pk}/documents/{document.pk}/file/").status_code == 404
    )


def test_no_address_serves_the_folder_of_files(sign_in, max, acme):
    keep(sign_in(max), acme, "plan.pdf", PDF)
    assert sign_in(max).get(f"/media/{Document.objects.get().file.name}").status_code == 404
    assert not hasattr(settings, "MEDIA_URL") or settings.MEDIA_URL in ("", "/")


def test_a_file_that_is_gone_from_the_disk_is_told_not_a_crash(sign_in, max, acme):
    keep(sign_in(max), acme, "plan.pdf", PDF)
    document = Document.objects.get()
    document.file.storage.delete(document.file.name)
    assert sign_in(max).get(f"/accounts/{acme.pk}/documents/{document.pk}/file/").status_code == 404


def test_a_new_version_of_a_document_replaces_the_file_and_is_told(sign_in, max, acme):
    browser = sign_in(max)
    keep(browser, acme, "plan.pdf", PDF)
    document = Document.objects.get()
    data = {
        "title": "Plan",
        "kind": "other",
        "version": 1,
        "file": SimpleUploadedFile("newer.pdf", PDF + b"2"),
    }
    answer = browser.post(f"/accounts/{acme.pk}/documents/{document.pk}/edit/", data)
    assert answer.status_code == 302
    assert (
        b"".join(browser.get(f"{document.get_absolute_url()}file/").streaming_content) == PDF + b"2"
    )
