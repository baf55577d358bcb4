"""The line manager's desk: every figure leads to exactly the rows it counts."""

import re
from datetime import timedelta

import pytest

from accountfile.core import sections
from accountfile.core.models import Account, Action, Standing
from accountfile.cover.views.desk import needs_of


@pytest.fixture
def files(acme, bolt, mia, lena):
    """Give Max and Mia files in every state that the desk counts; Bolt is in another line."""
    today = lena.today()
    states = [
        {"next_review_on": today - timedelta(days=3), "review_ready": 100},
        {"next_review_on": today + timedelta(days=3), "review_ready": 100, "overdue_actions": 2},
        {"next_review_on": today + timedelta(days=4), "review_ready": 0, "overdue_actions": 1},
        {"next_review_on": today + timedelta(days=90), "review_ready": 100},
    ]
    for number, state in enumerate(states):
        manager = [acme.account_manager, mia][number % 2]
        account = Account.objects.create(name=f"File {number}", account_manager=manager)
        Standing.objects.update_or_create(account=account, defaults=state | {"stale_since": None})
    Standing.objects.filter(account=bolt).update(overdue_actions=7, next_review_on=today)


def rows_behind(browser, page, label):
    """Follow the link of a figure and return its value and the table's rows."""
    found = re.search(
        rf'{label}</span>\s*<span class="figure-value">\s*<a href="([^"]+)">(\d+)</a>', page
    )
    table = browser.get(found[1].replace("&amp;", "&")).context["table"]
    return int(found[2]), [row.record for row in table.rows]


@pytest.mark.parametrize(
    ("label", "count"),
    [("Files", 5), ("Reviews overdue", 1), ("Reviews within 30 days", 2), ("Of these prepared", 1)],
)
def test_a_figure_leads_to_as_many_rows(sign_in, lena, files, label, count):
    browser = sign_in(lena)
    value, rows = rows_behind(browser, browser.get("/people/").content.decode(), label)
    assert (value, len(rows)) == (count, count)


def test_the_overdue_actions_lead_to_the_files_that_have_them(sign_in, lena, files):
    browser = sign_in(lena)
    value, rows = rows_behind(browser, browser.get("/people/").content.decode(), "Overdue actions")
    assert (value, [row.standing.overdue_actions for row in rows]) == (3, [2, 1])


def test_the_files_of_somebody_who_left_are_still_counted(sign_in, lena, max, files):
    max.is_active = False
    max.save()
    browser = sign_in(lena)
    page = browser.get("/people/").content.decode()
    assert rows_behind(browser, page, "Files")[0] == 5
    assert "Max <" in page


def test_a_director_without_people_of_their_own_sees_every_manager(sign_in, max, acme, bolt):
    max.sees_everything, max.line_manager = True, None
    max.save()
    browser = sign_in(max)
    value, rows = rows_behind(browser, browser.get("/people/").content.decode(), "Files")
    assert (value, len(rows)) == (2, 2)


def test_a_nought_leads_nowhere_as_there_are_no_rows_behind_it(sign_in, lena, mia, files):
    Account.objects.filter(account_manager=mia).delete()
    page = sign_in(lena).get("/people/").content.decode()
    assert "Mia" in page and f"manager={mia.pk}&" not in page


def test_what_sections_store_adds_up_on_my_desk_and_leads_to_my_files_alone(
    sign_in, max, tia, acme, bolt
):
    browser = sign_in(max)
    totals = [figure.as_total for figure in sections.stored_figures() if figure.as_total]
    assert totals
    for label in totals:
        page = browser.get("/").content.decode()
        tile = rf'>{label}</span>\s*<span class="figure-value">\s*<a href="([^"]+)">'
        url = re.search(tile, page)[1]
        assert [
            row.record
            for row in browser.get(url.replace("&amp;", "&")).context["table"].paginated_rows
        ] == [acme]
    assert "figure-value" not in sign_in(tia).get("/").content.decode()


def test_what_is_past_its_day_is_late_on_the_desk_and_what_is_not_is_not(max, acme, today):
    for text, days in (("Yesterday’s", -1), ("Today’s", 0)):
        Action.objects.create(
            account=acme, text=text, owner=max, due_on=today + timedelta(days=days)
        )
    assert [(need.text, need.tone) for need in needs_of(max, today)] == [
        ("“Yesterday’s” for Acme is overdue.", "poor"),
        ("“Today’s” for Acme is due today.", "plain"),
    ]


def test_a_review_that_is_due_names_file_manager_and_day(sign_in, lena, files):
    page = " ".join(sign_in(lena).get("/people/").content.decode().split())
    found = re.search(r">File 2</a> with (\w+) on (\d+ \w+ \d+)", page)
    assert found[1] == "Max"
