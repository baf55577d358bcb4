"""Who sees which opportunities, and what a page of them costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountfile.core import sections
from accountfile.core.models import ExchangeRate
from accountfile.periods import EVER, quarter
from opportunities.figures.sums import tally
from opportunities.models import Opportunity
from opportunities.views.sheets import SHEETS


def seen(user):
    return sorted(str(row) for row in Opportunity.objects.visible_to(user))


def test_one_without_account_is_seen_by_its_owner_and_the_line_above(
    cast, acme, opportunity, waiting
):
    both = ["Gadget for Acme", "Gadget for a client not known yet"]
    assert {name: seen(user) for name, user in cast.items()} == {
        "dora": both,
        "lena": both,
        "max": both,
        "olga": [],
        "mia": [],
        "tia": ["Gadget for Acme"],
        "rob": ["Gadget for Acme"],
        "otto": [],
        "ada": [],
    }


def test_the_list_filters_by_what_a_figure_links_to(
    sign_in, lena, max, acme, gadget, opportunity, won
):
    browser = sign_in(lena)

    def found(**filters):
        return browser.get("/opportunities/", filters).context["count"]

    asked = [
        {"state": "won", "period": "2026Q3"},
        {"state": "won", "period": "2025"},
        {"state": "open", "period": "2025"},
        {"owner": max.pk},
        {"line": lena.pk},
        {"product": gadget.pk},
        {"account": acme.pk},
        {"account": 999},
    ]
    assert [found(**filters) for filters in asked] == [1, 0, 1, 2, 2, 2, 2, 0]


def test_totals_leave_out_what_has_no_rate_and_say_so(acme, max, gadget, stages, won):
    for currency in ("EUR", "CHF"):
        Opportunity.objects.create(
            account=acme,
            owner=max,
            product=gadget,
            stage=stages["Won"],
            value=100,
            currency=currency,
            closed_on=date(2026, 8, 1),
        )
    ExchangeRate.objects.create(currency="EUR", from_on=date(2026, 1, 1), rate=Decimal("1.1"))
    ExchangeRate.objects.create(currency="EUR", from_on=date(2026, 9, 1), rate=Decimal("2"))
    found = tally(Opportunity.objects.all(), quarter(2026, 3))
    assert (found.won_count, found.won_value, found.without_rate) == (3, Decimal(510), 1)


def test_an_open_one_counts_at_its_list_price_and_chance(opportunity):
    found = tally(Opportunity.objects.all(), EVER)
    assert (found.open_count, found.open_value, found.weighted) == (1, Decimal(500), Decimal(150))


PAGES = [
    "/opportunities/",
    "/opportunities/board/",
    "/opportunities/unassigned/",
    "/opportunities/figures/",
]
PAGES += [f"/opportunities/figures/{slug}/" for slug in SHEETS]


@pytest.mark.parametrize("page", PAGES)
def test_the_cost_of_a_page_does_not_grow_with_its_rows(
    page, sign_in, lena, max, acme, gadget, stages, won, waiting
):
    browser = sign_in(lena)

    def statements():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        return len(asked)

    statements()
    before = statements()
    for stage in ("Won", "Lost", "Engaging", "Proposal"):
        closed = date(2026, 9, 2) if stage in ("Won", "Lost") else None
        for account in (acme, None):
            Opportunity.objects.create(
                account=account,
                owner=max,
                product=gadget,
                stage=stages[stage],
                value=300,
                closed_on=closed,
            )
    assert statements() == before


def test_figures_say_what_is_left_out(sign_in, lena, max, bolt, gadget, stages, won):
    Opportunity.objects.create(
        account=bolt, owner=max, product=gadget, stage=stages["Won"], value=7
    )
    page = sign_in(lena).get("/opportunities/figures/")
    assert (page.context["whole"].won_value, page.context["closed_accounts"]) == (Decimal(400), 1)


def test_a_list_of_ones_people_tells_how_many_it_may_not_show(
    sign_in, lena, max, bolt, gadget, stages, won
):
    Opportunity.objects.create(
        account=bolt, owner=max, product=gadget, stage=stages["Won"], value=7
    )
    page = sign_in(lena).get("/opportunities/", {"owner": max.pk, "state": "won"})
    assert (page.context["count"], page.context["closed"]) == (1, 1)


def test_a_figures_page_exports_its_numbers(sign_in, dora, won):
    answer = sign_in(dora).get("/opportunities/figures/products/?export=csv")
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[1] == "Gadget,500,1,400,0,100.00,0,0,80.00"


def test_unknown_figures_and_measures_are_not_there(sign_in, dora):
    browser = sign_in(dora)
    pages = ("figures/nonsense/", "figures/measures/nonsense/", "999999/")
    assert [browser.get(f"/opportunities/{page}").status_code for page in pages] == [404, 404, 404]


def test_the_section_speaks_for_many_accounts_at_the_cost_of_one(
    acme, bolt, won, opportunity, today
):
    section = sections.section_named("opportunities")

    def statements(accounts):
        with CaptureQueriesContext(connection) as asked:
            list(section.questions(accounts, today))
            list(section.signals(accounts, today))
            section.figures(accounts, EVER)
        return len(asked)

    assert (statements([acme]), statements([acme, bolt])) == (4, 4)


def test_the_section_page_shows_what_is_open(sign_in, max, acme, opportunity):
    page = sign_in(max).get(f"/accounts/{acme.pk}/opportunities/")
    assert (
        reverse("opportunities:opportunity", args=[acme.pk, opportunity.pk])
        in page.content.decode()
    )


def test_the_pack_is_plain_data_and_nothing_for_the_client(acme, won, opportunity):
    section = sections.section_named("opportunities")
    data = section.pack(acme, quarter(2026, 3), "internal")
    assert [row["name"] for row in data["open"] + data["closed"]] == [
        "Gadget for Acme",
        "Gadget for Acme",
    ]
    assert section.pack(acme, quarter(2026, 3), "client") is None
    assert section.pack_charts(data, 2)["won_by_month"].table[1][1] == ["Aug 26", "400", "0"]


def test_a_currency_is_three_letters_however_they_are_typed(sign_in, max, acme, opportunity):
    browser, address = sign_in(max), f"{opportunity.get_absolute_url()}edit/"

    def typed(currency):
        data = {
            "name": "Pumps",
            "owner": max.pk,
            "value": "5",
            "version": opportunity.version,
            "currency": currency,
        }
        answer = browser.post(address, data)
        opportunity.refresh_from_db()
        return answer.status_code, opportunity.currency

    before = opportunity.currency
    assert typed("e1") == (200, before)
    assert typed("eur") == (302, "EUR")


@pytest.mark.parametrize("name", ["opportunity", "proposition"])
def test_what_is_added_belongs_to_whoever_adds_it(sign_in, lena, acme, name):
    page = sign_in(lena).get(reverse(f"opportunities:{name}_add", args=[acme.pk]))
    assert page.context["form"]["owner"].value() == lena.pk


def test_an_edited_opportunity_keeps_its_owner(sign_in, lena, max, opportunity):
    page = sign_in(lena).get(f"{opportunity.get_absolute_url()}edit/")
    assert page.context["form"]["owner"].value() == max.pk


def test_a_new_qualification_is_of_today(sign_in, max, acme):
    page = sign_in(max).get(reverse("opportunities:qualification_add", args=[acme.pk]))
    assert page.context["form"]["held_on"].value() == max.today()
