"""Accounts come with everything their file says, and what it says wrongly stays out with its
reason.
"""

from decimal import Decimal

import pytest

from accountfile.core.models import Account, Alias, Change, SearchEntry

EMPTY = {"read": 0, "stored": 0, "updated": 0, "unchanged": 0, "refused": 0, "problems": []}
FILE = "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n"


def test_every_column_arrives(cast, bring):
    bring("accounts", FILE + "Kan-code,software,1982,11698.03,34288,Norway,\n")
    values = Account.objects.values_list(
        "name", "sector", "founded", "annual_revenue", "employees", "country"
    ).get()
    assert values == ("Kan-code", "software", 1982, Decimal("11698.03"), 34288, "Norway")


def test_a_parent_may_stand_further_down(cast, bring):
    assert bring("accounts", FILE + "Bolt,,,,,,Acme\nAcme,,,,,,\n") == EMPTY | {
        "read": 2,
        "stored": 2,
    }
    assert Account.objects.get(name="Bolt").parent.name == "Acme"


def test_an_unknown_parent_is_refused_with_what_may_be_meant(acme, reasons):
    assert reasons("accounts", FILE + "Bolt,,,,,,Acmme\nCold,,,,,,Zzz\n") == [
        (2, "subsidiary_of", "unknown account “Acmme”: did you mean “Acme”?"),
        (3, "subsidiary_of", "unknown account “Zzz”"),
    ]


def test_whoever_belongs_to_a_refused_row_is_refused_too(cast, reasons):
    assert reasons("accounts", FILE + "Bolt,,,,,,Acme\nAcme,,soon,,,,\n") == [
        (2, "subsidiary_of", "the account “Acme” is refused itself, in row 3"),
        (3, "year_established", "“soon” is not a year"),
    ]


def test_a_group_that_contains_itself_is_refused(acme, bring, reasons):
    bring("accounts", "name,parent\nBolt,Acme\n")
    assert reasons("accounts", "name,parent\nAcme,Bolt\n") == [
        (2, "parent", "would stand above itself by this parent")
    ]


def test_an_unknown_person_is_refused(cast, reasons, bring):
    data = "name,account manager\nAcme,Max\nBolt,Maxx\n"
    assert reasons("accounts", data) == [
        (3, "account manager", "unknown person “Maxx”: did you mean “Max”?")
    ]
    assert bring("accounts", data)["stored"] == 1
    assert Account.objects.get().account_manager == cast["max"]


def test_the_same_name_twice_is_refused_with_the_row_of_the_first(cast, reasons):
    assert reasons("accounts", "name\nAcme\nBolt\n ACME \n") == [
        (4, "name", "the same account stands in row 2 already")
    ]


def test_the_same_name_under_two_ids_makes_two_accounts(cast, bring):
    data = "id,name\nA1,Acme\nA2,Acme\n"
    assert bring("accounts", data) == EMPTY | {"read": 2, "stored": 2}
    assert bring("accounts", data) == EMPTY | {"read": 2, "unchanged": 2}


def test_an_id_makes_a_new_name_an_update(cast, bring):
    bring("accounts", "id,name\nA1,Acme\n")
    assert bring("accounts", "id,name\nA1,Acme Limited\n") == EMPTY | {"read": 1, "updated": 1}
    assert Account.objects.values_list("external_id", "name").get() == ("A1", "Acme Limited")


def test_an_account_without_an_id_gets_it_by_its_name(acme, bring):
    assert bring("accounts", "id,name\nA1,acme\n")["updated"] == 1
    assert Account.objects.values_list("external_id", "name").get() == ("A1", "acme")


def test_a_blank_cell_leaves_what_is_stored(acme, bring):
    bring("accounts", "name,sector\nAcme,retail\n")
    assert bring("accounts", "name,sector\nAcme,\n") == EMPTY | {"read": 1, "unchanged": 1}
    assert Account.objects.get().sector == "retail"


def test_a_row_that_is_marked_as_deleted_stays_out(cast, reasons):
    assert reasons("accounts", "Id,IsDeleted,Name\n1,TRUE,Acme\n2,FALSE,Bolt\n") == [
        (2, "", "is marked as deleted")
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("=1+1,1990,5", "name", "holds a formula: give its value instead"),
        ("A\0B,1990,5", "name", "holds a character that is no text, such as NUL"),
        (",1990,5", "name", "Name is missing"),
        (f"{'x' * 201},1990,5", "name", "is 201 characters long; at most 200 fit"),
        ("Acme,0202,5", "founded", "“0202” is not a year"),
        ("Acme,1990,many", "employees", "“many” is not a number"),
        ("Acme,1990,-5", "employees", "“-5” is out of range"),
        ("Acme,1990", "", "the row has 2 cells, the header 3"),
        ('Acme,"19"90",5', "", "a quote stands inside a quoted cell without being doubled"),
    ],
)
def test_a_bad_row_is_refused_and_the_good_one_stored(cast, bring, row, column, reason):
    result = bring("accounts", f"name,founded,employees\n{row}\nBolt,1991,6\n")
    assert result == EMPTY | {
        "read": 2,
        "stored": 1,
        "refused": 1,
        "problems": [{"row": 2, "column": column, "reason": reason}],
    }


def test_a_formula_in_a_workbook_is_refused(cast, reasons, workbook):
    data = workbook(Accounts=[["name", "employees"], ["Acme", "=1+1"], ["Bolt", 7]])
    assert reasons("accounts", data) == [
        (2, "employees", "holds a formula: give its value instead")
    ]


def test_names_that_begin_oddly_are_kept_and_our_own_apostrophe_goes(cast, bring):
    bring("accounts", "name\n@Health SA\n'=Equals\n'Apostrophe\n-Dash\n")
    names = Account.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["@Health SA", "=Equals", "'Apostrophe", "-Dash"]


def test_an_import_leaves_history_and_is_found(cast, bring):
    bring("accounts", "name\nAcme\n")
    account = Account.objects.get()
    assert account.history.count() == 1
    assert [change.kind for change in Change.objects.of_row(account)] == ["added"]
    assert Change.objects.of_row(account).get().actor.startswith("Import of ")
    assert SearchEntry.objects.get(model="core.account").title == "Acme"


def test_misspelt_sectors_are_stored_as_they_are_and_asked_about(cast, plan_for):
    plan, _, _ = plan_for(
        "accounts", "name,sector,country\nA,technolgy,Philipines\nB,technolgy,Peru\n"
    )
    asked = [(doubt.field, doubt.text, doubt.proposal, doubt.rows) for doubt in plan.doubts]
    assert asked == [
        ("sector", "technolgy", "technology", 2),
        ("country", "Philipines", "Philippines", 1),
    ]
    assert plan.counts()["refused"] == 0


def test_an_alias_is_given_once_and_remembered(cast, bring, plan_for):
    data = "name,sector\nAcme,technolgy\n"
    bring("accounts", data, aliases=[("sector", "technolgy", "technology")])
    assert Account.objects.get().sector == "technology"
    assert Alias.objects.get().stands_for == "technology"
    assert bring("accounts", data) == EMPTY | {"read": 1, "unchanged": 1}
    assert plan_for("accounts", data)[0].doubts == []


def test_columns_are_given_once_and_remembered(cast, bring):
    data = "wer,was\nAcme,retail\n"
    bring("accounts", data, given={"name": "wer", "sector": "was"})
    assert bring("accounts", data) == EMPTY | {"read": 1, "unchanged": 1}


def test_the_sheet_that_is_named_for_the_kind_comes_first(cast, bring, workbook):
    data = workbook(Suppliers=[["CompanyName"], ["Bolt"]], Customers=[["CompanyName"], ["Acme"]])
    bring("accounts", data)
    assert Account.objects.get().name == "Acme"


def test_the_number_of_statements_does_not_depend_on_the_rows(
    cast, bring, django_assert_max_num_queries
):
    rows = "".join(f"Account {number},Account 0\n" for number in range(1, 300))
    with django_assert_max_num_queries(75):
        result = bring("accounts", f"name,parent\nAccount 0,\n{rows}")
    assert result["stored"] == 300


def test_a_year_is_never_unsure_for_its_day_and_month(cast, plan_for):
    plan, _, _ = plan_for("accounts", "name,founded\nAcme,02/03/2001\n")
    assert (plan.unsure_dates, plan.records[0]["founded"]) == ([], 2001)


def test_whole_numbers_with_points_for_thousands_are_not_cut(cast, plan_for):
    plan, _, _ = plan_for(
        "accounts", "name;employees;revenue\nAcme;12.000;1.234,50 €\nBolt;1.250;12 €\n"
    )
    assert [record["employees"] for record in plan.records] == [12_000, 1_250]


def test_points_that_could_be_decimal_marks_are_refused(cast, reasons):
    sentence = "“12.000” could be 12000 or 12.000: write it without marks for thousands"
    assert reasons("accounts", "name;employees\nAcme;12.000\n") == [(2, "employees", sentence)]


def test_a_stored_name_under_another_id_stays_as_it_is(cast, bring):
    bring("accounts", "account id,account\nA-1,Northwind\n")
    found = bring("accounts", "account id,account\nB-2,Northwind\n")
    assert (found["stored"], found["updated"]) == (1, 0)
    rows = Account.objects.filter(name="Northwind").order_by("external_id")
    assert [row.external_id for row in rows] == ["A-1", "B-2"]


def test_a_name_that_several_files_bear_is_refused_until_the_id_is_given(reasons, bring, db):
    for number in ("1", "2"):
        Account.objects.create(name="Acme", external_id=number)
    sentence = "several accounts are called so: give the external id"
    assert reasons("accounts", "name\nAcme\n") == [(2, "name", sentence)]
    assert bring("accounts", "name,external id\nAcme,2\n")["unchanged"] == 1


def test_of_several_account_managers_in_one_cell_the_first_counts(bring, cast):
    bring("accounts", "name,account manager\nAcme,Mia; Max\n")
    assert Account.objects.get().account_manager == cast["mia"]
