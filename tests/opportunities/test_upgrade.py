"""Sales whose names said that their client was not known lose the sentence, and keep the rest."""

from importlib import import_module

import pytest
from django.apps import apps

from opportunities.models import Opportunity

MIGRATION = import_module("opportunities.migrations.0004_no_name_without_a_client")
SAID = "Gadget for a client not known yet"


def upgraded(row, **values):
    """Store the row as it was stored before, upgrade, and return it and its newest version."""
    for each in (Opportunity.objects.filter(pk=row.pk), row.history.filter(id=row.pk)):
        each.update(**values)
    MIGRATION.forget_the_sentence(apps, None)
    row.refresh_from_db()
    return row, row.history.first()


def test_one_that_waits_has_no_name_but_is_still_called_after_its_product(waiting):
    row, version = upgraded(waiting, name=SAID)
    assert (row.name, version.name, str(row)) == ("", "", SAID)


@pytest.mark.parametrize(
    ("name", "later"), [(SAID, "Gadget for Acme"), ("A typed name", "A typed name")]
)
def test_one_that_has_got_its_account_gets_its_name(opportunity, acme, name, later):
    row, version = upgraded(opportunity, name=name)
    assert (row.name, version.name) == (later, later)
