"""The measuring population: the same every time, complete, and never among real people by
mistake.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from accountfile.core.models import Account, Action, SearchEntry, Standing
from accountfile.people.models import User


@pytest.fixture
def populate(db, settings, tmp_path):
    """Return a function that runs the command, with somewhere to keep the sample company's
    sign-ins.
    """
    settings.SAMPLE_SIGN_INS = tmp_path / "sign_ins.txt"
    return populate_forty


def populate_forty(*words):
    call_command("populate", "--accounts", "40", *words, verbosity=0)


def test_real_people_keep_the_population_out(populate, cast):
    with pytest.raises(CommandError, match="Say --yes"):
        populate()
    assert Account.objects.count() == 0


def test_with_yes_the_population_comes_beside_real_people(populate, cast):
    populate("--yes")
    assert (Account.objects.count(), User.objects.count()) == (40, len(cast) + 15 + 100)


class TestThePopulation(TestCase):
    """Made once for all that only look at it."""

    @classmethod
    def setUpClass(cls):
        sign_ins = Path(cls.enterClassContext(TemporaryDirectory())) / "sign_ins.txt"
        cls.enterClassContext(override_settings(SAMPLE_SIGN_INS=sign_ins))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        populate_forty()

    def test_the_population_has_the_size_that_was_asked_for(self):
        assert (Account.objects.count(), User.objects.count()) == (40, 12 + 15 + 100)

    def test_every_account_has_its_standing_and_is_found(self):
        assert Standing.objects.filter(stale_since=None).count() == 40
        assert SearchEntry.objects.filter(model="core.account").count() == 40

    def test_every_action_is_found_once(self):
        assert (
            SearchEntry.objects.filter(model="core.action").count() == Action.objects.count() > 40
        )

    def test_a_population_is_not_doubled(self):
        with pytest.raises(CommandError, match="populated already"):
            populate_forty("--yes")
        assert Account.objects.count() == 40
