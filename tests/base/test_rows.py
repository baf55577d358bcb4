"""A table drawn by our own tag says the same as django-tables2 would."""

from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.template import Context, Template

from accountfile.core.models import Account


class Accounts(tables.Table):
    name = tables.Column(linkify=lambda record: f"/accounts/{record['id']}/")
    won = tables.Column(attrs={"td": {"class": "num"}})
    note = tables.Column(default="–")

    def render_won(self, value, record):
        return f"{record['currency']} {value}"


def test_a_row_keeps_links_own_renderers_defaults_and_escaping():
    rows = [{"id": 7, "name": "<Acme>", "won": 12, "currency": "USD", "note": None}]
    drawn = Template("{% load rows %}{% for row in table.rows %}{% table_row row %}{% endfor %}")
    assert drawn.render(Context({"table": Accounts(rows)})) == (
        '<tr><td><a href="/accounts/7/">&lt;Acme&gt;</a></td><td class="num">USD '
        "12</td><td>–</td></tr>"
    )


class Facts(tables.Table):
    told_on = tables.Column()
    share = tables.Column()
    sure = tables.Column()


def test_dates_numbers_and_yes_or_no_are_written_as_everywhere():
    rows = [{"told_on": date(2017, 12, 4), "share": Decimal("1234.50"), "sure": False}]
    drawn = Template("{% load rows %}{% for row in table.rows %}{% table_row row %}{% endfor %}")
    assert (
        drawn.render(Context({"table": Facts(rows)}))
        == "<tr><td>4 Dec 2017</td><td>1,234.5</td><td>no</td></tr>"
    )


class Choices(tables.Table):
    status = tables.Column()
    manager = tables.Column(accessor="account_manager__name", default="nobody yet")
    health = tables.Column(accessor="standing__health", default="not known yet")


def test_choices_are_shown_in_words_and_what_lies_behind_a_missing_row_as_missing():
    rows = [Account(name="Acme", status=Account.Status.DORMANT)]
    drawn = Template("{% load rows %}{% for row in table.rows %}{% table_row row %}{% endfor %}")
    cells = "<td>dormant</td><td>nobody yet</td><td>not known yet</td>"
    assert drawn.render(Context({"table": Choices(rows)})) == f"<tr>{cells}</tr>"
