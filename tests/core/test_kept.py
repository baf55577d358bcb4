"""What is kept is worked out anew as soon as it may be another, and only then."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accountfile.core import standing
from accountfile.core.kept import kept, stamp
from accountfile.core.models import Batch, Tier
from accountfile.people.services import rebuild_reporting_lines
from tests.conftest import person


def test_the_same_is_worked_out_once_for_each_person_and_question(lena, max, acme):
    asked = []
    for reader, what in ((lena, "files"), (lena, "files"), (max, "files"), (lena, "people")):
        kept(stamp(reader), what, lambda: asked.append(1) or 5)
    assert len(asked) == 3


def edit_the_file(acme, lena):
    acme.mission = "Delight them."
    acme.save()


def work_out_its_figures(acme, lena):
    standing.refresh([acme.pk], lena.today())


def import_prices(acme, lena):
    Batch.objects.create(kind="products", file_name="prices.csv", ended_at=timezone.now())


def change_a_rate_as_administrator(acme, lena):
    tier = ContentType.objects.get_for_model(Tier)
    LogEntry.objects.create(
        user=lena, content_type=tier, object_id="1", object_repr="Tier 1", action_flag=CHANGE
    )


def give_her_another_report(acme, lena):
    person("Nina", line_manager=lena)
    rebuild_reporting_lines()


def take_her_line_away(acme, lena):
    lena.direct_reports.update(line_manager=None)
    rebuild_reporting_lines()


@pytest.mark.parametrize(
    "something",
    [
        edit_the_file,
        work_out_its_figures,
        import_prices,
        change_a_rate_as_administrator,
        give_her_another_report,
        take_her_line_away,
    ],
)
def test_the_stamp_changes_with_whatever_a_page_may_show(something, acme, lena):
    before = stamp(lena)
    assert stamp(lena) == before
    something(acme, lena)
    assert stamp(lena) != before


def test_a_desk_that_nothing_has_changed_for_is_not_worked_out_again(sign_in, lena, acme):
    browser = sign_in(lena)
    browser.get("/accounts/")
    with CaptureQueriesContext(connection) as first:
        browser.get("/people/")
    with CaptureQueriesContext(connection) as second:
        assert b"Max" in browser.get("/people/").content
    assert len(second) < len(first) / 2


def test_a_desk_shows_what_has_just_been_written(sign_in, max, acme, today):
    browser = sign_in(max)
    assert b"Renamed" not in browser.get("/").content
    acme.name = "Renamed"
    acme.save()
    assert b"Renamed" in browser.get("/").content


def test_the_keys_that_are_kept_of_a_list_show_nobody_what_they_may_no_longer_see(
    sign_in, max, acme
):
    browser = sign_in(max)
    assert b"Acme" in browser.get("/accounts/?sort=-name").content
    type(acme).objects.filter(pk=acme.pk).update(
        account_manager=None
    )  # past the history, as in a lost race
    assert b"Acme</a>" not in browser.get("/accounts/?sort=-name").content
