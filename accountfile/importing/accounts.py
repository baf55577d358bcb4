"""Importing accounts: the cover of each file, with its parent wherever in the file that stands."""

from accountfile.core import access
from accountfile.core.models import Account, current_act
from accountfile.importing.dates import year
from accountfile.importing.kinds import Field, Kind, Reference
from accountfile.importing.parsing import long_text, money, text, whole
from accountfile.importing.people import everybody, person
from accountfile.importing.sectors import SECTORS
from accountfile.wording import COUNTRIES

OPENS = "this would open an Account File to you: somebody who opens it already has to do it"


def every_account():
    """Yield each account with the texts that name it."""
    for pk, *texts in Account.objects.order_by().values_list("pk", "name", "external_id"):
        yield pk, texts


class Accounts(Kind):
    """The clients, each with an Account File of its own."""

    name = "accounts"
    noun = "account"
    plural = "accounts"
    model = Account
    next_steps = (("accounts", "See the accounts"),)
    sheets = ("customers", "clients", "companies")
    fields = (
        Field("name", "Name", text(200), required=True),
        Field("sector", "Sector", text(100), asked=True, words=SECTORS),
        Field("founded", "Founded", year),
        Field("annual_revenue", "Annual revenue", money),
        Field("employees", "Employees", whole),
        Field(
            "country",
            "Country",
            text(100),
            asked=True,
            words=tuple(COUNTRIES),
        ),
        Field(
            "parent",
            "Parent",
            text(200),
            to="parent_id",
            refers=Reference("account", every_account, own=True),
        ),
        Field(
            "account_manager",
            "Account manager",
            person,
            to="account_manager_id",
            refers=Reference("person", everybody),
        ),
        Field("background", "Background", long_text(10_000)),
        Field("external_id", "External id", text(100)),
    )

    def check(self, records):
        """Refuse to give an account that is closed to whoever imports to somebody whose files they
        open.
        """
        by = current_act().person
        known = [record for record in records if record.found and not record.problems]
        opened = access.opened_by_moving(
            by, {record.found.pk: record["account_manager"] for record in known}
        )
        for record in known:
            if record.found.pk in opened:
                record.refuse("account_manager", OPENS)
