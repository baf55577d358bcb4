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
        Field(
            "name",
            "Name",
            text(200),
            required=True,
            headers=(
                "account name, company name, account, company, name, client, client name, "
                "customer, customer name, organisation, organization, organisation name, "
                "organization name, organization 1 - name, associated company, legal name, firm, "
                "firma, firmenname, kunde, kundenname, unternehmen, firmierung, société, raison "
                "sociale, nom de la société, nom du client, entreprise, empresa, razón social, "
                "cliente, ragione sociale"
            ),
        ),
        Field(
            "sector",
            "Sector",
            text(100),
            asked=True,
            words=SECTORS,
            headers=(
                "sector, industry, industry sector, vertical, line of business, segment, branche, "
                "secteur, secteur d'activité, sector de actividad"
            ),
        ),
        Field(
            "founded",
            "Founded",
            year,
            headers=(
                "founded, year established, established, year founded, founded year, founding "
                "year, year of foundation, foundation year, since, gründungsjahr, gegründet, "
                "année de création, date de création"
            ),
        ),
        Field(
            "annual_revenue",
            "Annual revenue",
            money,
            headers=(
                "annual revenue, revenue, turnover, annual turnover, yearly revenue, annual "
                "sales, company revenue, revenue million usd, annual revenue million usd, umsatz, "
                "jahresumsatz, chiffre d'affaires, chiffre d'affaires annuel, ca annuel"
            ),
        ),
        Field(
            "employees",
            "Employees",
            whole,
            headers=(
                "employees, number of employees, no of employees, employee count, headcount, "
                "staff, company size, num employees, mitarbeiter, mitarbeiterzahl, anzahl "
                "mitarbeiter, beschäftigte, effectif, nombre de salariés"
            ),
        ),
        Field(
            "country",
            "Country",
            text(100),
            asked=True,
            words=tuple(COUNTRIES),
            headers=(
                "country, office location, billing country, hq country, headquarters, "
                "headquarters country, country/region, business country/region, location, company "
                "country, billing country/territory, land, pays, país"
            ),
        ),
        Field(
            "parent",
            "Parent",
            text(200),
            to="parent_id",
            refers=Reference("account", every_account, own=True),
            headers=(
                "parent account, parent, subsidiary of, parent company, parent account name, "
                "parent account id, parent id, group, belongs to, holding, ultimate parent, "
                "parent organisation, parent organization, mutter, muttergesellschaft, konzern, "
                "société mère, maison mère, groupe"
            ),
        ),
        Field(
            "account_manager",
            "Account manager",
            person,
            to="account_manager_id",
            refers=Reference("person", everybody),
            headers=(
                "account manager, account owner, company owner, owner, owner name, key account "
                "manager, relationship manager, responsible, managed by, assigned to, account "
                "executive, record owner, account owner id, owner id, sales agent, sales rep, "
                "kundenbetreuer, betreuer, ansprechpartner intern, verantwortlich, responsable de "
                "compte, responsable, commercial"
            ),
        ),
        Field(
            "background",
            "Background",
            long_text(10_000),
            headers=(
                "background, description, about, company description, summary, notes, beschreibung"
            ),
        ),
        Field(
            "external_id",
            "External id",
            text(100),
            headers=(
                "external id, account id, id, record id, company id, customer id, client id, "
                "account number, account no, customer number, client number, customer no, crm id, "
                "symbol, kundennummer, kundennr, debitor, debitorennummer, numéro client, code "
                "client"
            ),
        ),
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
        return [
            record.refusal("account_manager", OPENS)
            for record in known
            if record.found.pk in opened
        ]
