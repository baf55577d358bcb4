"""Documents and packs in a bucket: put there by one machine, read by another, missing, out of
reach.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from accountfile.base.files import storage
from accountfile.core.models import Document
from accountfile.mail import delivery
from accountfile.mail.models import Letter
from reviews import pack as printing
from reviews import services
from reviews.models import Pack, Review

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def document(bucket, sign_in, max, acme):
    upload = {
        "title": "Contract",
        "kind": "contract",
        "file": SimpleUploadedFile("contract.pdf", PDF),
    }
    assert sign_in(max).post(f"/accounts/{acme.pk}/documents/add/", upload).status_code == 302
    return Document.objects.get()


@pytest.fixture
def printed(bucket, lena, max, acme):
    """A review of Acme that was held and closed, and its pack printed into the bucket."""
    review = Review.objects.create(account=acme, planned_on=lena.today())
    services.prepare_review(review=review, by=max)
    services.hold_review(review=review, by=lena, held_on=lena.today())
    next_on = lena.today() + timedelta(days=90)
    services.close_review(review=review, by=lena, next_on=next_on, recipients=[max, lena])
    assert printing.sweep() == 1
    return Pack.objects.get()


def names(bucket):
    return [each.key for each in bucket.objects.all()]


def nowhere(settings):
    """Let the storage be on a server that is not there."""
    settings.STORAGES = settings.STORAGES | {
        "default": storage("s3://who:key@127.0.0.1:9/files?tls=0")
    }


def test_a_document_goes_into_the_bucket_and_comes_back(document, bucket, sign_in, tia, acme):
    answer = sign_in(tia).get(f"/accounts/{acme.pk}/documents/{document.pk}/file/")
    assert (b"".join(answer.streaming_content), answer["Content-Length"]) == (PDF, str(len(PDF)))
    assert names(bucket) == [f"house/{document.file.name}"]


def test_a_document_whose_file_is_gone_is_not_an_error(document, bucket, sign_in, tia, acme):
    bucket.objects.all().delete()
    assert sign_in(tia).get(f"/accounts/{acme.pk}/documents/{document.pk}/file/").status_code == 404


def test_while_the_storage_is_out_of_reach_a_page_says_so_and_gives_back_what_was_typed(
    document, settings, sign_in, max, acme
):
    nowhere(settings)
    browser = sign_in(max, raise_request_exception=False)
    page = f"/accounts/{acme.pk}/documents"
    assert browser.get(f"{page}/{document.pk}/file/").status_code == 503
    upload = {
        "title": "Second",
        "kind": "contract",
        "file": SimpleUploadedFile("contract.pdf", PDF),
    }
    answer = browser.post(f"{page}/add/", upload)
    assert (answer.status_code, b"Second" in answer.content, Document.objects.count()) == (
        503,
        True,
        1,
    )


def test_a_pack_is_printed_into_the_bucket_and_mailed_from_it(printed, bucket, sign_in, max):
    delivery.sweep()
    attached = {message.attachments[0].content for message in mail.outbox if message.attachments}
    assert attached == {printed.read()}
    assert names(bucket) == [f"house/{printed.storage_key}"]
    page = printed.review.get_absolute_url()
    answer = sign_in(max).get(f"{page}pack/internal.pdf")
    assert b"".join(answer.streaming_content) == printed.read()


def test_a_pack_whose_file_is_gone_is_printed_again_and_its_letters_leave_with_it(
    printed, bucket, lena
):
    bucket.objects.all().delete()
    assert (printed.has_file, services.print_again(pack=printed, by=lena)) == (False, True)
    printing.sweep()
    printed.refresh_from_db()
    delivery.sweep()
    assert printed.has_file and {letter.state for letter in Letter.objects.all()} == {"sent"}


def test_a_letter_waits_while_the_storage_is_out_of_reach(printed, settings):
    there = settings.STORAGES
    nowhere(settings)
    delivery.sweep()
    assert {letter.state for letter in Letter.objects.all()} == {"queued"}
    settings.STORAGES = there
    Letter.objects.update(next_attempt_at=printed.created_at)
    delivery.sweep()
    assert {letter.state for letter in Letter.objects.all()} == {"sent"}


def test_a_pack_is_printed_once_the_storage_is_back(printed, bucket, settings, lena):
    there = settings.STORAGES
    bucket.objects.all().delete()
    services.print_again(pack=printed, by=lena)
    nowhere(settings)
    assert printing.sweep() == 0
    settings.STORAGES = there
    Pack.objects.update(next_attempt_at=printed.created_at)
    assert printing.sweep() == 1


def test_what_is_read_is_what_was_written_and_nothing_is_public(bucket):
    key = default_storage.save("documents/one", ContentFile(b"one"))
    with default_storage.open(key) as file:
        assert file.read() == b"one"
    grants = bucket.Object(f"house/{key}").Acl().grants
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    default_storage.delete(key)
    assert default_storage.exists(key) is False
