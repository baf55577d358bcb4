"""Lists: filters as chips, exports of exactly the view, columns as chosen, addresses that no
nonsense breaks.
"""

import csv
import io

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from accountfile.core.models import Account, Standing
from accountfile.pages.exports import safe_cell


def exported(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_an_export_holds_exactly_the_filtered_view(sign_in, dora, acme, bolt):
    rows = exported(sign_in(dora).get("/accounts/?q=bol&export=csv"))
    assert [row[0] for row in rows] == ["Account", "Bolt"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_exported_cell_is_a_formula(sign_in, dora, bolt, name):
    bolt.name = name
    bolt.save()
    rows = exported(sign_in(dora).get("/accounts/?export=csv"))
    assert rows[1][0] == f"'{name.strip()}"
    book = load_workbook(
        io.BytesIO(b"".join(sign_in(dora).get("/accounts/?export=xlsx").streaming_content))
    )
    assert (book.active["A2"].data_type, book.active["A2"].value) == ("s", name.strip())


def test_numbers_stay_numbers():
    assert [safe_cell(value) for value in (-5, 1.5, None, "Acme")] == [-5, 1.5, "", "Acme"]


def test_a_filter_in_force_is_a_chip_that_takes_it_away(sign_in, dora, acme):
    chips = sign_in(dora).get("/accounts/?q=ac&status=active").context["chips"]
    assert [(chip.label, chip.value, chip.url) for chip in chips] == [
        ("Name", "ac", "/accounts/?status=active"),
        ("Status", "active", "/accounts/?q=ac"),
    ]


def test_the_columns_i_choose_stay_mine(sign_in, dora, max, acme):
    browser = sign_in(dora)
    browser.post("/columns/accounts/", {"columns": ["country", "tier"], "next": "/accounts/"})
    assert [c.name for c in browser.get("/accounts/").context["table"].columns] == [
        "name",
        "tier",
        "country",
    ]
    assert "health" in [c.name for c in sign_in(max).get("/accounts/").context["table"].columns]


@pytest.mark.parametrize(
    "address",
    [
        "sort=nonsense",
        "page=-1",
        "page=zz",
        "page=99999",
        "manager=zz",
        "tier=9e9",
        "health=%00",
        "period=banana",
        "q=%00",
    ],
)
def test_nonsense_in_an_address_is_no_error(sign_in, dora, acme, address):
    assert sign_in(dora).get(f"/accounts/?{address}").status_code == 200


def test_a_list_costs_the_same_whatever_its_length(
    sign_in, dora, acme, django_assert_max_num_queries
):
    browser = sign_in(dora)
    browser.get("/accounts/")
    cache.clear()
    with django_assert_max_num_queries(25) as few:
        browser.get("/accounts/")
    for number in range(5):
        Account.objects.create(name=f"More {number}", account_manager=dora)
    cache.clear()
    with django_assert_max_num_queries(25) as many:
        browser.get("/accounts/")
    assert len(few.captured_queries) == len(many.captured_queries)


def test_an_address_to_go_back_to_is_one_of_ours(sign_in, dora, acme):
    for elsewhere in ("//evil.example", "https:evil.example", "/\\evil.example", "javascript:1"):
        answer = sign_in(dora).post("/columns/accounts/", {"columns": [], "next": elsewhere})
        assert answer["Location"] == "/"


def test_whichever_way_a_list_is_sorted_what_nobody_knows_comes_last(dora, acme, bolt, sign_in):
    Standing.objects.filter(account=acme).update(health=50)
    for direction in ("", "-"):
        page = sign_in(dora).get(f"/accounts/?sort={direction}health").context["table"]
        assert [row.record.name for row in page.page.object_list] == ["Acme", "Bolt"]
