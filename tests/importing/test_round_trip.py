"""What the product exports it reads again, and finds nothing new."""

import pytest

from accountfile.core.models import Account


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_list_of_accounts_changes_nothing(acme, bolt, dora, sign_in, plan_for, kind):
    Account.objects.create(
        name="=Équals; “Sons”", parent=acme, sector="retail", founded=1990, annual_revenue="1234.50"
    )
    answer = sign_in(dora).get(f"/accounts/?export={kind}")
    plan, _, _ = plan_for("accounts", b"".join(answer.streaming_content))
    assert plan.counts() == {"read": 3, "stored": 0, "updated": 0, "unchanged": 3, "refused": 0}
