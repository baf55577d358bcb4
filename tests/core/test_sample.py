"""The sample company: made once in an empty database, kept out of everybody else's."""

import stat

import pytest
from django.core.management import call_command
from django.test import Client

from accountfile.core.models import Account, Standing
from accountfile.people.models import User


@pytest.fixture
def sample(db, settings, tmp_path, capsys):
    """Return a function that runs the command and gives what it printed."""
    settings.SAMPLE_SIGN_INS = tmp_path / "sign_ins.txt"

    def made():
        call_command("sample")
        return capsys.readouterr().out

    return made


def test_an_empty_database_gets_the_sample_company_once(sample):
    first, second = sample(), sample()
    assert first == second
    assert (User.objects.count(), Account.objects.count()) == (12, 10)


def test_every_printed_password_signs_its_person_in(sample, settings):
    sample()
    for line in settings.SAMPLE_SIGN_INS.read_text().splitlines():
        username, password, *_ = line.split("\t")
        assert Client().login(username=username, password=password)


def test_the_passwords_are_kept_where_nobody_else_reads_them(sample, settings):
    sample()
    assert stat.S_IMODE(settings.SAMPLE_SIGN_INS.stat().st_mode) == 0o600


def test_your_own_people_keep_the_sample_company_out(sample, settings, cast):
    people = User.objects.count()
    assert sample() == "Your own people are here: the sample company stays out.\n"
    assert (User.objects.count(), Account.objects.count()) == (people, 0)
    assert not settings.SAMPLE_SIGN_INS.exists()


def test_sign_ins_of_another_database_are_replaced(sample, settings):
    settings.SAMPLE_SIGN_INS.write_text("old\told\tdirector\tnothing\n")
    assert "helena.finch" in sample()


def test_every_file_of_the_sample_company_has_its_standing(sample):
    sample()
    assert Standing.objects.filter(stale_since=None).count() == 10
