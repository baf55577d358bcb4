"""An import of sales opens none to whoever brings it."""

import pytest
from django.contrib.auth.models import Permission

from accountfile.core.models import Account, Batch
from accountfile.importing import batches
from accountfile.importing.registry import all_kinds
from accountfile.people.services import rebuild_reporting_lines
from opportunities.models import Opportunity
from tests.conftest import person

State = Batch.State


@pytest.fixture
def ida(cast):
    """Ida may import files, and keeps an account of her own."""
    ida = person("Ida", is_staff=True)
    ida.user_permissions.add(Permission.objects.get(codename="add_batch"))
    rebuild_reporting_lines()
    Account.objects.create(name="Idas", account_manager=ida)
    return ida


def brought(text, by):
    kind = all_kinds()["opportunities"]()
    batch = batches.receive(kind=kind, data=text.encode(), file_name="a.csv", person=by)
    for state, since in ((State.TO_CHECK, State.UPLOADED), (State.QUEUED, State.CHECKED)):
        batches.ask_for(batch, state, [since])
        batches.work(batch.pk)
    return Batch.objects.get(pk=batch.pk)


HEAD = "opportunity id,account,owner,stage,value\n"


@pytest.mark.parametrize("moved", ["X1,Idas,Max,Won,10\n", "X2,,Ida,Won,10\n"])
def test_a_sale_of_others_is_moved_neither_to_ones_own_account_nor_to_oneself(
    moved, ida, cast, acme
):
    assert brought(HEAD + "X1,Acme,Max,Won,10\nX2,,Max,Won,10\n", cast["dora"]).state == State.DONE
    batch = brought(HEAD + moved, ida)
    assert (batch.state, batch.reason.startswith("This would open rows to you")) == (
        State.FAILED,
        True,
    )
    assert Opportunity.objects.visible_to(ida).count() == 0


def test_what_one_brings_oneself_is_ones_own(ida, cast, acme):
    assert brought(HEAD + "X1,Idas,Ida,Won,10\n", ida).state == State.DONE
    assert brought(HEAD + "X1,Idas,Ida,Won,12\n", ida).counts["updated"] == 1
    assert Opportunity.objects.visible_to(ida).count() == 1
