import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accountfile.mail import services
from accountfile.mail.models import EventsAreKept, Letter

FILE = {"file_name": "Review of Acme.pdf", "storage_key": "packs/one", "sha256": "ab" * 32}


def states(**chosen):
    return list(Letter.objects.filter(**chosen).order_by("pk").values_list("state", flat=True))


def test_the_same_key_gives_the_same_letter(write, max):
    first, second = write(max), write(max, subject="Something else")
    assert second == first
    assert second.subject == "The review is on Thursday"
    assert Letter.objects.count() == 1


def test_many_letters_of_one_transaction_wake_one_worker(
    write, max, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        for number in range(3):
            write(max, key=f"letter {number}")
    assert len(callbacks) == 1


def test_nobody_writes_a_header_of_their_own_by_a_line_break(write, max):
    letter = write(max, subject="Hello\nBcc: everybody@example.com", to_name="Max\r\nBcc: x")
    assert (letter.subject, letter.to_name) == ("Hello Bcc: everybody@example.com", "Max Bcc: x")


def test_a_windows_apostrophe_in_a_name_is_no_reason_to_stop(write, max):
    max.name = "Sinead O\x92Brien"
    assert write(max, subject="Norbury Mills \x96 Europe").to_name == "Sinead O’Brien"
    assert Letter.objects.get().subject == "Norbury Mills – Europe"


def test_odd_and_long_names_are_no_reason_to_stop(write, max):
    max.name = "Max\tvon\u00a0Acme\u200b"
    letter = write(max, subject="Soft\u00adhyphen and zero\u200bwidth " + "x" * 300, why="y" * 400)
    assert letter.to_name == "Max von\u00a0Acme"
    assert (len(letter.subject), len(letter.why)) == (250, 300)


def test_an_address_that_is_none_is_refused(write):
    with pytest.raises(ValidationError):
        write(None, to_address="max at example.com")


def test_a_letter_that_waits_for_a_pack_leaves_only_with_it(write, max):
    letter = write(max, waits_for="pack:1")
    assert letter.state == "waiting"
    assert services.release("pack:1", **FILE) == 1
    letter.refresh_from_db()
    assert (letter.state, letter.file_name) == ("queued", "Review of Acme.pdf")
    assert services.release("pack:1", **FILE) == 0


def test_a_file_made_anew_goes_with_every_letter_that_has_not_left(write, max):
    for key in ("queued", "dead", "held", "doubt", "sent"):
        write(max, key=key, waits_for="pack:1")
    services.release("pack:1", **FILE)
    letters = {letter.key: letter for letter in Letter.objects.all()}
    letters["dead"].step_to("dead", by="a test", error="The file to attach is missing.")
    services.hold(Letter.objects.filter(key="held"), by="Ada", reason="Restored")
    letters["doubt"].step_to("doubt", by="a test", claim=letters["doubt"].number)
    letters["sent"].step_to("sent", by="a test", sent_at=letters["sent"].created_at)
    assert services.wait_again("pack:1", by="Lena") == 2
    assert states() == ["waiting", "waiting", "hold", "doubt", "sent"]
    services.release("pack:1", **FILE | {"sha256": "cd" * 32})
    assert states() == ["queued", "queued", "hold", "doubt", "sent"]
    assert set(Letter.objects.values_list("sha256", flat=True)) == {"cd" * 32}
    assert services.send_again(Letter.objects.get(key="sent"), by=max).sha256 == "cd" * 32


def test_a_held_letter_whose_file_is_being_made_anew_waits_for_it(write, max):
    write(max, waits_for="pack:1")
    services.release("pack:1", **FILE)
    services.hold(Letter.objects.all(), by="Ada", reason="Restored")
    services.wait_again("pack:1", by="Lena")
    services.let_go(Letter.objects.all(), by="Ada")
    assert states(storage_key="") == ["waiting"]


def test_a_letter_tells_with_which_file_it_left(write, max):
    letter = write(max, waits_for="pack:1")
    services.release("pack:1", **FILE)
    assert letter.events.last().what == f"Review of Acme.pdf, SHA-256 {'ab' * 32}"


def test_a_held_letter_stays_held_when_its_pack_is_ready(write, max):
    letter = write(max, waits_for="pack:1")
    services.hold(Letter.objects.all(), by="Ada", reason="Restored")
    services.release("pack:1", **FILE)
    letter.refresh_from_db()
    assert (letter.state, letter.storage_key) == ("hold", "packs/one")
    assert services.let_go(Letter.objects.all(), by="Ada") == 1
    assert states() == ["queued"]


def test_a_held_letter_goes_back_to_waiting_for_its_pack(write, max):
    write(max, waits_for="pack:1")
    services.hold(Letter.objects.all(), by="Ada", reason="Restored")
    services.let_go(Letter.objects.all(), by="Ada")
    assert states() == ["waiting"]


def test_letters_whose_cause_is_gone_are_withdrawn(write, max, lena):
    for key in ["one", "two", "three"]:
        write(max, key=key)
    assert services.void(reason="The review was held.", keys=["one", "two"]) == 2
    assert states() == ["void", "void", "queued"]
    assert services.void(reason="The review was held.", keys=["one", "two"]) == 0


def test_a_second_press_on_try_again_changes_nothing(write, max, lena):
    letter = write(max)
    letter.step_to("dead", by="a test", error="Refused: 550 nobody")
    assert services.send_again(letter, by=lena).generation == 2
    assert services.send_again(letter, by=lena).generation == 2
    assert (letter.state, letter.attempts, letter.error) == ("queued", 0, "")


def test_a_sent_letter_is_sent_again_as_a_copy(write, max, lena):
    letter = write(max)
    letter.step_to("sent", by="a test", sent_at=letter.created_at)
    copy = services.send_again(letter, by=lena)
    assert (copy.key, copy.text, copy.state) == ("hello:g2", letter.text, "queued")
    assert copy.number != letter.number
    assert services.send_again(letter, by=lena) == copy


def test_only_an_unclear_letter_can_be_said_to_have_arrived(write, max, lena):
    letter = write(max)
    assert services.it_arrived(letter, by=lena) is False
    letter.step_to("doubt", by="a test", claim=letter.number)
    assert services.it_arrived(letter, by=lena) is True
    assert letter.state == "sent"


def test_failed_letters_wait_for_a_pack_that_is_made_anew(write, max, lena):
    write(max, waits_for="pack:1")
    services.release("pack:1", **FILE)
    Letter.objects.get().step_to("dead", by="a test", error="The file to attach is missing.")
    assert services.wait_again("pack:1", by=lena) == 1
    assert states(storage_key="") == ["waiting"]


def test_a_restored_database_holds_what_had_not_left(write, max, capsys):
    write(max, key="queued")
    write(max, key="waiting", waits_for="pack:1")
    claimed = write(max, key="claimed")
    claimed.step_to("claimed", by="a test", claim=claimed.number)
    write(max, key="sent").step_to("sent", by="a test", sent_at=claimed.created_at)
    call_command("hold_letters")
    assert states() == ["hold", "hold", "hold", "sent"]
    assert capsys.readouterr().out == "3 letters held back\n"


def test_every_step_is_kept_and_never_rewritten(write, max, lena):
    letter = write(max)
    services.hold(Letter.objects.all(), by=lena, reason="Wait")
    steps = list(letter.events.values_list("who", "before", "after", "what"))
    assert steps == [("the product", "", "queued", ""), (lena.name, "queued", "hold", "Wait")]
    event = letter.events.first()
    event.what = "nothing"
    with pytest.raises(EventsAreKept):
        event.save()


def test_a_mail_about_sign_in_goes_to_the_address_that_was_named(max):
    letter = services.post_account_mail(
        person=max,
        to_address="old@example.com",
        subject="Your address changed",
        text="See https://example.com/me\n",
    )
    assert (letter.kind, letter.person, letter.to_address) == ("account", max, "old@example.com")
    assert 'href="https://example.com/me"' in letter.html


def test_letters_are_found_by_person_and_by_account(write, max, lena):
    ours, theirs = write(max, key="ours", account_id=7), write(lena, key="theirs", account_id=8)
    assert list(Letter.objects.of_person(lena)) == [theirs]
    assert list(Letter.objects.of_accounts([7])) == [ours]


def test_a_mail_about_a_sign_in_needs_an_address_that_is_one(max):
    letter = {"person": max, "to_address": "nobody", "subject": "Hello", "text": "Hello."}
    with pytest.raises(ValidationError):
        services.post_account_news([letter])
    assert Letter.objects.count() == 0
