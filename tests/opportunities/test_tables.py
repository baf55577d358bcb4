"""What the cells of the lists of opportunities show, and what they hand over to a file."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from opportunities.models import Opportunity
from opportunities.tables import InFileTable, OpportunityTable, WaitingTable


def first_row(table=OpportunityTable):
    return table(Opportunity.objects.with_worth()).rows[0]


def shown(row, *names):
    return [strip_tags(str(row.get_cell(name))) for name in names]


def exported(row, *names):
    return [row.get_cell_value(name) for name in names]


@pytest.mark.parametrize(
    "stage, value, has_product, cell, figure",
    [
        ("Engaging", 480, True, "£480", 480),
        ("Engaging", 0, True, "£0", 0),
        ("Engaging", None, True, "€500 list", 500),
        ("Engaging", None, False, "not known yet", None),
        ("Won", None, True, "not known yet", None),
        ("Won", 480, True, "£480", 480),
    ],
)
def test_the_list_price_stands_in_for_the_value_of_what_is_open(
    opportunity, gadget, stages, stage, value, has_product, cell, figure
):
    gadget.currency = "EUR"
    gadget.save()
    opportunity.stage, opportunity.value = stages[stage], value
    opportunity.currency = "GBP"
    opportunity.product = gadget if has_product else None
    opportunity.save()
    row = first_row()
    assert (shown(row, "value"), exported(row, "value")) == ([cell], [figure])


DATED = ("chance", "engaged_on", "expected_on", "closed_on")


def test_days_and_chances_are_words_on_the_page_and_numbers_in_a_file(opportunity):
    opportunity.expected_on = date(2026, 12, 24)
    opportunity.save()
    row = first_row()
    assert shown(row, *DATED) == ["30%", "1 Sep 2026", "24 Dec 2026", "–"]
    assert exported(row, *DATED) == [30, date(2026, 9, 1), date(2026, 12, 24), None]


@pytest.mark.parametrize(
    "stage, own, chance",
    [
        ("Engaging", None, 30),
        ("Engaging", 45, 45),
        ("Engaging", 0, 0),
        ("Won", 45, 100),
        ("Lost", 45, 0),
    ],
)
def test_a_sale_that_is_closed_is_certain(opportunity, stages, stage, own, chance):
    opportunity.stage, opportunity.probability = stages[stage], own
    opportunity.save()
    row = first_row()
    assert (shown(row, "chance"), exported(row, "chance")) == ([f"{chance}%"], [chance])


@pytest.mark.parametrize("stage, tone", [("Won", "green"), ("Lost", "red"), ("Engaging", "accent")])
def test_the_colour_of_a_stage_says_how_the_sale_stands(opportunity, stages, stage, tone):
    opportunity.stage = stages[stage]
    opportunity.save()
    row = first_row()
    assert row.get_cell("stage") == f'<span class="state state-{tone}">{stage}</span>'
    assert exported(row, "stage") == [stage]


def test_an_account_leads_to_its_file(opportunity, acme):
    assert f'href="{acme.get_absolute_url()}"' in first_row().get_cell("account")


def test_one_that_waits_for_an_account_says_so(waiting):
    assert first_row().get_cell("account") == "none yet"


def test_one_that_waits_shows_when_it_was_first_talked_about(waiting):
    waiting.engaged_on, waiting.value = date(2026, 9, 1), Decimal(5)
    waiting.save()
    row = first_row(WaitingTable)
    assert shown(row, "engaged_on", "external_id") == ["1 Sep 2026", "–"]
    assert exported(row, "engaged_on") == [date(2026, 9, 1)]


def test_the_list_of_one_file_offers_all_columns_but_the_account(sign_in, max, acme, opportunity):
    page = sign_in(max).get(f"/accounts/{acme.pk}/opportunities/pipeline/")
    offered = [name for name, *_ in page.context["columns"]]
    assert offered == list(InFileTable.optional) == list(OpportunityTable.optional[1:])
