"""The stored figures of sales have one writer, and survived their move to a table of their own."""

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accountfile.core import standing
from opportunities.models import Opportunity, SalesFigures

BEFORE = [("opportunities", "0002_stages"), ("core", "0011_search_among_many")]
AFTER = [("opportunities", "0003_sales_figures"), ("core", "0012_figures_to_their_sections")]


def order(account, owner, stage, value):
    row = Opportunity(account=account, owner=owner, stage=stage, value=value)
    row.closed_on = date(2026, 9, 1)
    row.save()


def test_the_figures_are_written_anew_each_time_an_account_is_worked_out(acme, max, stages, today):
    for value in (500, 20):
        order(acme, max, stages["Won"], value)
        standing.refresh([acme.pk], today)
    assert [(each.won_count, each.won_value) for each in SalesFigures.objects.all()] == [(2, 520)]


def migrate(targets):
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps.get_model


def test_what_the_core_had_stored_is_in_the_table_after_the_upgrade(transactional_db):
    try:
        earlier = migrate(BEFORE)
        account = earlier("core", "Account").objects.create(name="Acme")
        figures = {"won_count": 3, "won_value": "41.50", "lost_count": 2, "open_count": 1}
        earlier("core", "Standing").objects.update_or_create(account=account, defaults=figures)
        stored = migrate(AFTER)("opportunities", "SalesFigures").objects.values_list
        assert [tuple(map(str, row)) for row in stored(*figures)] == [("3", "41.50", "2", "1")]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
