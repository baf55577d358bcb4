"""Importing every sale, whatever the old system called its stages."""

from accountfile.core.models import Account, create_all, update_all
from accountfile.importing.accounts import every_account
from accountfile.importing.dates import day
from accountfile.importing.kinds import Field, Kind, Reference, comparable
from accountfile.importing.parsing import text
from accountfile.importing.people import everybody, person
from accountfile.importing.stages import Pending
from opportunities.imports.amounts import (
    chance,
    currency,
    of_two_currencies,
    price,
    with_its_currency,
)
from opportunities.imports.products import every_product
from opportunities.models import Opportunity, PipelineStage, Product, StageChange, State
from opportunities.stage_words import CLOSING, state_of_word, usual_chance


def every_stage():
    """Yield each stage with the words that mean it."""
    ends = set()
    for pk, name, kind in PipelineStage.objects.order_by("place", "pk").values_list(
        "pk",
        "name",
        "kind",
    ):
        words = CLOSING.get(kind, ()) if kind not in ends else ()
        ends.add(kind)
        yield pk, [name, *words]


def make_stages(names):
    """Add stages that nobody has foreseen, behind the ones there are; return them by name."""
    last = max(PipelineStage.objects.values_list("place", flat=True), default=0)
    rows = [
        PipelineStage(
            name=name,
            place=last + place,
            kind=state_of_word(name),
            probability=usual_chance(name),
        )
        for place, name in enumerate(names, 1)
    ]
    return {stage.name: stage for stage in PipelineStage.objects.bulk_create(rows)}


class Opportunities(Kind):
    """Every sale: open, won or lost; one without an account is kept and waits for one."""

    name, noun, plural = "opportunities", "opportunity", "opportunities"
    model = Opportunity
    parts = ("opportunities.stagechange",)
    next_steps = (
        ("opportunities_desk:managers", "Propose account managers"),
        ("opportunities_desk:unassigned", "Give those without an account one"),
        ("opportunities_desk:list", "See the opportunities"),
    )
    fields = (
        Field(
            "external_id",
            "External id",
            text(100),
            headers=(
                "external id, opportunity id, id, record id, deal id, oppty id, opp id, "
                "opportunity number, deal number, order id, quote number, reference, ref, "
                "opportunity no, opp no, opp number, deal no, verkaufschance nr, chance nr, "
                "auftragsnummer, vorgangsnummer, numéro"
            ),
        ),
        Field(
            "name",
            "Name",
            text(200),
            headers=(
                "opportunity name, deal name, name, opportunity, deal, title, subject, topic, "
                "deal title, oppty, verkaufschance, bezeichnung, betreff, projekt, opportunité, "
                "nom de l'affaire, affaire, oportunidad"
            ),
        ),
        Field(
            "owner",
            "Account manager",
            person,
            to="owner_id",
            refers=Reference("person", everybody),
            headers=(
                "owner, opportunity owner, deal owner, sales agent, agent, salesperson, sales "
                "rep, sales representative, seller, account manager, account owner, owner name, "
                "assigned to, rep, rep name, responsible, owner full name, owner email, owner id, "
                "verkäufer, vertriebsmitarbeiter, zuständig, betreuer, kundenbetreuer, "
                "commercial, responsable, vendedor"
            ),
        ),
        Field(
            "product",
            "Product",
            text(200),
            to="product_id",
            refers=Reference("product", every_product),
            headers=(
                "product, product name, item, item name, products, product or service, product "
                "line, article, produkt, produit"
            ),
        ),
        Field(
            "account",
            "Account",
            text(200),
            to="account_id",
            refers=Reference("account", every_account),
            headers=(
                "account, account name, company name, company, client, client name, customer, "
                "customer name, associated company, organisation, organization, account id, "
                "customer id, client id, company id, associated company ids, associated company "
                "id, firma, kunde, kundenname, unternehmen, société, nom du client, entreprise, "
                "empresa, cliente"
            ),
        ),
        Field(
            "stage",
            "Stage",
            text(100),
            to="stage_id",
            required=True,
            refers=Reference("stage", every_stage, make=make_stages, becomes=state_of_word),
            headers=(
                "stage, stage name, deal stage, sales stage, opportunity stage, pipeline stage, "
                "status, deal status, outcome, state, result, phase, verkaufsphase, stufe, étape, "
                "statut, etapa, fase"
            ),
        ),
        Field(
            "engaged_on",
            "First talked about on",
            day,
            headers=(
                "engaged on, engage date, engagement date, engaged, opened on, open date, opened, "
                "date opened, start date, started on, first contact, first contacted on, "
                "erstkontakt, begonnen am, date d'ouverture, premier contact"
            ),
        ),
        Field(
            "closed_on",
            "Closed on",
            day,
            headers=(
                "closed on, close date, closed date, closing date, date closed, close, actual "
                "close date, won date, expected close date, expected close, end date, order date, "
                "closed, closing, abschlussdatum, abgeschlossen am, auftragsdatum, date de "
                "clôture, fecha de cierre"
            ),
        ),
        Field(
            "expected_on",
            "Expected to close on",
            day,
            headers=(
                "expected on, expected close on, forecast date, expected closing, estimated close "
                "date"
            ),
        ),
        Field(
            "value",
            "Value",
            price,
            headers=(
                "value, close value, amount, deal value, deal amount, opportunity amount, "
                "opportunity value, total value, revenue, won value, price, total, contract "
                "value, deal size, sales, amt, volume, deal volume, amount in company currency, "
                "wert, auftragswert, betrag, volumen, summe, montant, valeur, importe"
            ),
        ),
        Field(
            "probability",
            "Probability",
            chance,
            headers=(
                "probability, probability %, probability (%), win probability, likelihood, "
                "chance, deal probability, prob, wahrscheinlichkeit, abschlusswahrscheinlichkeit, "
                "probabilité"
            ),
        ),
        Field(
            "currency",
            "Currency",
            currency,
            headers=(
                "currency, currency code, currency iso code, deal currency, währung, devise, "
                "monnaie, moneda"
            ),
        ),
    )
    key = ("name", "account", "owner", "product", "engaged_on")

    def begin(self):
        self.kinds = dict(PipelineStage.objects.values_list("pk", "kind"))
        self.names = (
            dict(Product.objects.values_list("pk", "name")),
            dict(Account.objects.values_list("pk", "name")),
        )

    def key_of(self, record):
        """Return the natural key; a row without a name is known by the one it gets with its
        account.
        """
        values = [record[name] for name in self.key]
        if not any(values):
            return None
        name = values[0] or self._made_up(record)
        return comparable([name, *values[1:]])

    def _made_up(self, record):
        products, accounts = self.names
        account = accounts.get(record["account"])
        if account is None:
            return ""
        product = products.get(record["product"], "Sale")
        return f"{product} for {account}"[:200]

    def attributes(self, record):
        """Return what is stored: the closing date of an open one is when it is expected to
        close.
        """
        said = with_its_currency(super().attributes(record), record["value"])
        if written := record.written.get("product"):
            said["product_as_written"] = written[:200]
        if self._state(record) == State.OPEN:
            closing = said.pop("closed_on", None)
            said.setdefault("expected_on", closing)
            if said["expected_on"] is None:
                del said["expected_on"]
        else:
            said.pop("probability", None)
        return said

    def _state(self, record):
        stage = record["stage"]
        if isinstance(stage, Pending):
            return state_of_word(stage.text)
        # A stage that somebody adds just now is not among those that were loaded.
        return self.kinds.get(stage, State.OPEN)

    def check(self, records):
        return of_two_currencies(records, "value")

    def create(self, rows):
        return create_all(Opportunity, settled(rows))

    def update(self, rows, names, before):
        # What a row is settled with may differ from before, so it is written too.
        written = sorted({*names, "state", "name"})
        update_all(
            Opportunity,
            settled(rows),
            written,
            before,
        )

    def after(self, made, changed):
        steps = [
            StageChange(
                opportunity=row,
                from_stage_id=was["stage_id"],
                to_stage_id=row.stage_id,
            )
            for row, was in changed
            if was["stage_id"] != row.stage_id
        ]
        StageChange.objects.bulk_create(steps, batch_size=1000)


def settled(rows):
    """Give rows written in bulk the state and the name that a single one gets when it is saved."""
    stages = PipelineStage.objects.in_bulk()
    products = Product.objects.in_bulk({row.product_id for row in rows if row.product_id})
    accounts = Account.objects.in_bulk({row.account_id for row in rows if row.account_id})
    for row in rows:
        row.stage, row.product = stages[row.stage_id], products.get(row.product_id)
        row.account = accounts.get(row.account_id)
        row.settle()
    return rows
