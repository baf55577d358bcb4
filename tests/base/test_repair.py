"""What was stored before the rules came is brought within them, whatever the database can read of
it.
"""

from datetime import date
from decimal import Decimal

from django.db import connection

from accountfile.base.repair import repair
from accountfile.contracts.models import Contract, Invoice
from accountfile.core.models import Account


def put(row, **values):
    """Store values past every rule, as an earlier version did."""
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {columns} WHERE id = %s", [*values.values(), row.pk]
        )


def test_a_year_of_two_digits_becomes_one_of_this_century(acme):
    contract = Contract.objects.create(account=acme, title="Service", starts_on=date(2026, 1, 1))
    put(contract, starts_on="0026-05-01", ends_on="0027-04-30")
    repair(connection)
    contract.refresh_from_db()
    assert (contract.starts_on, contract.ends_on) == (date(2026, 5, 1), date(2027, 4, 30))


def test_an_amount_that_no_database_reads_back_is_emptied_or_cut_down(acme, today):
    invoice = Invoice.objects.create(
        account=acme, number="1", issued_on=today, due_on=today, amount=1
    )
    put(acme, annual_revenue="99999999999999999.00")
    put(invoice, amount="9999999999999999.00")
    repair(connection)
    assert Account.objects.get(pk=acme.pk).annual_revenue is None
    assert Invoice.objects.get().amount == Decimal("9999999999999.99")


def test_a_control_character_in_a_name_is_mended_and_frozen_data_are_left(acme):
    put(acme, name="Mills \x96 Europe")
    repair(connection)
    assert Account.objects.get(pk=acme.pk).name == "Mills – Europe"


def test_mending_again_finds_nothing(acme):
    put(acme, name="Mills \x96 Europe")
    assert repair(connection) == 1
    assert repair(connection) == 0
