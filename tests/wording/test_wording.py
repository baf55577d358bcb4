"""What a value looks like on a page."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from accountfile import wording
from accountfile.pages.templatetags import af


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (Decimal("1234"), "GBP", "£1,234"),
        (Decimal("1234.5"), "EUR", "€1,234.50"),
        (Decimal("-1234.50"), "USD", "-USD 1,234.50"),
        (Decimal("0"), "USD", "USD 0"),
        (None, "USD", "not available"),
    ],
)
def test_money_shows_its_currency_and_no_idle_pence(amount, currency, shown):
    assert wording.money(amount, currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(12.25, "12.3%"), (100, "100%"), (-0.04, "0%"), (None, "not available")]
)
def test_a_percentage_has_at_most_one_decimal(value, shown):
    assert wording.percent(value) == shown


def test_a_number_has_its_thousands_set_apart_and_a_half_goes_up():
    assert wording.number(Decimal("1234567.5")) == "1,234,567.5"
    assert wording.number(Decimal("0.125")) == "0.13"
    assert [wording.number(None), wording.plain(None)] == ["not available"] * 2


@pytest.mark.parametrize(
    ("count", "shown"), [("No", "No risks"), (1, "1 risk"), (1200, "1,200 risks")]
)
def test_what_is_counted_is_one_or_several(count, shown):
    assert wording.plural(count, "risk") == shown


def test_a_word_may_have_a_plural_of_its_own():
    assert wording.plural(2, "reply", "replies") == "2 replies"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["Lena"], "Lena"),
        (["Lena", "Max"], "Lena and Max"),
        (["Lena", "Max", "Tia"], "Lena, Max and Tia"),
        (["Lena", "Max", "Tia", "Rob"], "Lena, Max and 2 more"),
    ],
)
def test_names_are_joined_as_a_list_is_read(names, shown):
    assert wording.joined(names, most=3) == shown


def test_a_date_is_written_as_people_write_it():
    assert wording.day(date(2017, 12, 4)) == "4 Dec 2017"
    assert wording.day(None) == "not known yet"


def test_a_moment_is_shown_in_the_zone_that_is_asked_for():
    moment = datetime(2017, 7, 4, 23, 30, tzinfo=UTC)
    assert wording.day_time(moment, "Europe/London") == "5 Jul 2017, 00:30 BST"


def test_typed_markup_is_shown_and_typed_scripts_are_not():
    html = wording.markdown(
        "# Goal\n**soon** <script>alert(1)</script> [here](javascript:alert(1))"
    )
    assert html == (
        "<h3>Goal</h3>\n<p><strong>soon</strong> &lt;script&gt;alert(1)&lt;/script&gt; "
        "[here](javascript:alert(1))</p>\n"
    )


def test_only_our_own_addresses_can_take_a_message_back():
    assert af.undo_url("undo /actions/3/undo/") == "/actions/3/undo/"
    assert af.undo_url("undo //elsewhere.example/") == ""
    assert af.undo_url("safe") == ""


def test_initials_are_the_first_and_the_last_name():
    assert wording.initials("Mei-Mei van Johns") == "MJ"
    assert wording.initials("") == ""


def test_a_state_is_never_only_a_colour():
    assert af.state("poor", "<late>") == '<span class="state state-poor">&lt;late&gt;</span>'


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
def test_an_error_page_needs_nothing_to_be_shown(code):
    assert render_to_string(f"{code}.html").count("<h1>") == 1


@pytest.mark.parametrize(
    ("value", "unknown", "unavailable"),
    [(None, "not known yet", "not available"), ("", "not known yet", "not available"), (0, 0, 0)],
)
def test_what_is_missing_says_so_and_a_nought_is_a_value(value, unknown, unavailable):
    assert (wording.or_unknown(value), wording.or_unavailable(value)) == (unknown, unavailable)
