"""The sample company: made once in an empty database, kept out of everybody else's."""

import json
import re
import stat
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import call_command
from django.test import Client, TestCase, override_settings

from accountfile.base.clock import house_day
from accountfile.blueprint.models import SwotItem
from accountfile.core import sections
from accountfile.core.models import Account, Change, Interaction, Standing
from accountfile.core.rewinding import as_of
from accountfile.people.models import User
from accountfile.profile.models import Fact
from accountfile.wording import day
from opportunities.models import Opportunity
from reviews.models import Pack
from scorecard.models import Issue


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


def test_your_own_people_keep_the_sample_company_out(sample, settings, cast):
    people = User.objects.count()
    assert sample() == "Your own people are here: the sample company stays out.\n"
    assert (User.objects.count(), Account.objects.count()) == (people, 0)
    assert not settings.SAMPLE_SIGN_INS.exists()


def test_sign_ins_of_another_database_are_replaced(sample, settings):
    settings.SAMPLE_SIGN_INS.write_text("old\told\tdirector\tnothing\n")
    assert "helena.finch" in sample()


def texts(data):
    """Yield every text and number of frozen data."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from texts(each)
    elif data is not None:
        yield str(data)


def days_in(text):
    """Yield the days that a text names, as the pages and the data write them."""
    for found in re.findall(r"\b\d{1,2} [A-Z][a-z]{2} 20\d\d\b", text):
        yield datetime.strptime(found, "%d %b %Y").date()
    for found in re.findall(r"\b20\d\d-\d\d-\d\d\b", text):
        yield date.fromisoformat(found)


def made_later(account, day):
    """Return the words of rows that came after a day, each by the field that says when."""
    later = {
        Issue: ("title", "raised_on"),
        Fact: ("text", "known_on"),
        SwotItem: ("text", "since_on"),
        Interaction: ("summary", "held_on"),
    }
    words = set()
    for model, (name, on) in later.items():
        words |= set(
            model.objects.filter(account=account, **{f"{on}__gt": day}).values_list(name, flat=True)
        )
    assert words
    return words


class TestTheSampleCompany(TestCase):
    """Made once for all that only look at it: making it takes ten seconds."""

    @classmethod
    def setUpClass(cls):
        cls.sign_ins = Path(cls.enterClassContext(TemporaryDirectory())) / "sign_ins.txt"
        cls.enterClassContext(override_settings(SAMPLE_SIGN_INS=cls.sign_ins))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        call_command("sample", stdout=StringIO())

    def test_every_printed_password_signs_its_person_in(self):
        for line in self.sign_ins.read_text().splitlines():
            username, password, *_ = line.split("\t")
            assert Client().login(username=username, password=password)

    def test_the_passwords_are_kept_where_nobody_else_reads_them(self):
        assert stat.S_IMODE(self.sign_ins.stat().st_mode) == 0o600

    def test_every_file_of_the_sample_company_has_its_standing(self):
        assert Standing.objects.filter(stale_since=None).count() == 10

    def test_what_a_review_of_the_sample_company_froze_is_as_of_its_day(self):
        for pack in Pack.objects.filter(edition="internal").select_related("review"):
            held_on, said = pack.review.held_on, list(texts(pack.data))
            assert any(held_on in days_in(text) for text in said)
            assert made_later(pack.review.account, held_on) & set(said) == set()

    def test_the_figures_of_a_closed_review_leave_out_what_was_won_later(self):
        packs = Pack.objects.filter(edition=Pack.Edition.INTERNAL)
        pack = packs.get(review__account__name="Alderbrook Foods")
        review, sales = pack.review, pack.data["parts"]["opportunities"]["data"]
        later = Opportunity.objects.filter(account=review.account, closed_on__gt=review.held_on)
        assert later.won().exists()
        assert {row["name"] for row in sales["closed"]} & set(
            later.values_list("name", flat=True)
        ) == set()

    def test_the_timeline_of_the_sample_company_tells_of_each_row_on_its_day(self):
        for row in Interaction.objects.all():
            assert [change.at.date() for change in Change.objects.of_row(row)] == [row.held_on]
            assert [version.history_date.date() for version in row.history.all()] == [row.held_on]

    def test_nothing_of_the_sample_company_is_newer_than_the_day_it_tells_of(self):
        yesterday, dated = house_day() - timedelta(days=1), set()
        for each in (came for section in sections.all_sections() for came in section.came()):
            for row in each.rows():
                own = min(each.on(row) or yesterday, yesterday)
                found = {change.at.date() for change in Change.objects.of_row(row)}
                found |= {version.history_date.date() for version in row.history.all()}
                assert max({*found, getattr(row, "changed_on", own)}) <= own, row
                dated.add(row._meta.label_lower)
        # A model that a section forgets to date would fill the newest page of the history.
        assert set(Change.objects.values_list("model", flat=True)) - dated == set()

    def test_looking_back_leaves_the_sample_company_as_it_is(self):
        before = sorted(Opportunity.objects.values_list("name", "state", "closed_on"))
        with as_of(date.today() - timedelta(days=100)):
            assert sorted(Opportunity.objects.values_list("name", "state", "closed_on")) != before
            assert not Interaction.objects.filter(
                held_on__gt=date.today() - timedelta(days=100)
            ).exists()
        assert sorted(Opportunity.objects.values_list("name", "state", "closed_on")) == before

    def test_no_closed_review_of_the_sample_company_names_a_change_of_the_day_it_was_made(self):
        frozen = [json.dumps(pack.data, ensure_ascii=False) for pack in Pack.objects.all()]
        assert len(frozen) >= 4
        assert [f"(changed {day(house_day())}" in text for text in frozen] == [False] * len(frozen)
