import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accountfile.mail import services
from accountfile.mail.models import Lane, Letter

LIST = "admin:mail_letter_changelist"


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def ada_browsing(ada):
    TOTP.activate(ada, SECRET)
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def max_browsing(max):
    """Somebody who may look at the outbox in the admin, and nothing else."""
    TOTP.activate(max, SECRET)
    max.is_staff = True
    max.save()
    max.user_permissions.add(Permission.objects.get(codename="view_letter"))
    client = Client()
    client.force_login(max)
    return client


def press(ada_browsing, action, *letters, to=LIST):
    ids = [letter.pk for letter in letters]
    return ada_browsing.post(reverse(to), {"action": action, "_selected_action": ids}, follow=True)


def test_the_states_stand_beside_the_list_with_their_counts(write, max, ada_browsing):
    for key in ["one", "two", "three"]:
        write(max, key=key)
    write(max, key="four").step_to("dead", by="a test")
    page = ada_browsing.get(reverse(LIST)).content.decode()
    assert "waiting (3)" in page
    assert "failed (1)" in page


def test_the_four_verbs(write, max, ada_browsing):
    letter = write(max)
    for action, state in [("hold", "hold"), ("let_go", "queued"), ("void", "void")]:
        press(ada_browsing, action, letter)
        letter.refresh_from_db()
        assert letter.state == state
    dead = write(max, key="dead")
    dead.step_to("dead", by="a test")
    press(ada_browsing, "try_again", dead)
    dead.refresh_from_db()
    assert (dead.state, dead.events.last().who) == ("queued", "Ada")


def test_what_a_letter_says_and_to_whom_outside_is_for_no_administrator(write, max, ada_browsing):
    letters = [
        write(max, text="the client is leaving us", subject="Pack of Acme"),
        services.post(
            key="o",
            to_address="jo@acme.example",
            to_name="Jo Acme",
            subject="Acme",
            text="x",
            kind="pack",
            why="w",
        ),
    ]
    letters[0].step_to("dead", by="a test", what="550 jo@acme.example", error="550 jo@acme.example")
    pages = [reverse("admin:mail_letter_change", args=[letter.pk]) for letter in letters]
    pages += [
        reverse(LIST),
        reverse(LIST) + "?q=acme",
        reverse("admin:mail_letter_history", args=[letters[0].pk]),
    ]
    for page in pages:
        answer = ada_browsing.get(page)
        assert answer.status_code == 200
        assert [
            word
            for word in ("leaving", "Pack of Acme", "jo@acme", "Jo Acme", "550 ")
            if word in answer.text
        ] == []
    assert ada_browsing.get(reverse(LIST), {"q": "acme"}).context["cl"].result_count == 0
    ada_browsing.post(pages[0], {"_save": "1"})
    assert "Acme" not in ada_browsing.get(reverse("admin:index")).text


def test_a_way_to_sign_in_is_shown_to_no_administrator(max, ada_browsing):
    letter = services.post_account_mail(
        person=max, to_address="", subject="New password", text="secret link"
    )
    answer = ada_browsing.get(reverse("admin:mail_letter_change", args=[letter.pk]))
    assert answer.status_code == 200
    assert "secret link" not in answer.content.decode()


def test_whoever_may_only_look_presses_in_vain(write, max, max_browsing):
    letter = write(max)
    press(max_browsing, "void", letter)
    letter.refresh_from_db()
    assert letter.state == "queued"


def test_letters_are_neither_written_nor_deleted_by_hand(write, max, ada_browsing):
    letter = write(max)
    assert ada_browsing.get(reverse("admin:mail_letter_add")).status_code == 403
    assert (
        ada_browsing.post(
            reverse("admin:mail_letter_delete", args=[letter.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert Letter.objects.count() == 1


def test_a_resting_line_can_be_told_to_go_on(db, ada_browsing):
    lane = Lane.objects.create(name="mail", paused_until="2046-01-01T00:00Z", reason="535")
    press(ada_browsing, "go_on", lane, to="admin:mail_lane_changelist")
    assert Lane.objects.resting().count() == 0
