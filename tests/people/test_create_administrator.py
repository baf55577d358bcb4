"""The first administrator comes by command, without a preset password."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accountfile.people.models import User


def create(capsys, **options):
    call_command("create_administrator", link=True, **options)
    return capsys.readouterr().out


def test_the_command_prints_a_link_that_sets_the_password_once(db, capsys):
    words = create(capsys, name="Ada Admin", email="ada@example.com")
    link = words.split()[-1].removeprefix("https://files.example.com")
    ada = User.objects.get(username="ada.admin")
    assert (ada.is_staff, ada.is_superuser, ada.has_usable_password()) == (True, True, False)
    assert Client().get(link, follow=True).context["form"].user == ada


def test_a_taken_username_is_said_and_nobody_is_made(db, capsys):
    create(capsys, name="Ada Admin", username="ada", email="ada@example.com")
    with pytest.raises(CommandError):
        create(capsys, name="Ada Again", username="ADA", email="again@example.com")
    assert User.objects.count() == 1


def test_a_name_is_needed(db, capsys):
    with pytest.raises(CommandError):
        create(capsys, name="", email="")
