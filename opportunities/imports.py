"""Importing what is sold and every sale, whatever the old system called its stages."""

import re

from accountfile.core.models import Account, create_all, update_all
from accountfile.importing.accounts import every_account
from accountfile.importing.dates import day
from accountfile.importing.kinds import Field, Kind, Reference, Refused, comparable
from accountfile.importing.parsing import a_number, as_text, money, percent, shown, text
from accountfile.importing.people import everybody, person
from opportunities.models import Opportunity, PipelineStage, Product, StageChange, State
from opportunities.stage_words import CLOSING, state_of_word, usual_chance


def every_product():
    """Yield each product with the texts that name it."""
    for pk, *texts in Product.objects.values_list("pk", "name", "external_id"):
        yield pk, texts


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


def currency(cell, style):
    """Return the three letters of a currency."""
    letters = as_text(cell).upper()
    if not re.fullmatch(r"[A-Z]{3}", letters, flags=re.ASCII):
        raise Refused(f"“{shown(cell)}” is not a currency such as EUR")
    return letters


@a_number
def price(cell, style):
    """Return an amount that is not below nothing."""
    value = money(cell, style)
    if value < 0:
        raise Refused(f"“{shown(cell)}” is below nothing")
    return value


@a_number
def chance(cell, style):
    """Return a probability in whole percent."""
    return int(percent(cell, style).to_integral_value())


def with_its_currency(said, amount):
    """Add the currency that stands beside an amount to what is said of a row, unless a column of
    its own names one.
    """
    return {"currency": amount.currency} | said if getattr(amount, "currency", "") else said


def refuse_two_currencies(record, field):
    """Refuse a row whose amount names another currency than its own column for it."""
    beside, named = getattr(record[field], "currency", ""), record["currency"]
    if beside and named and beside != named:
        record.refuse("currency", f"says {named}, but the amount is in {beside}")


class Products(Kind):
    """What is sold, with its list price."""

    name, noun, plural = "products", "product", "products"
    model = Product
    fields = (
        Field("name", "Name", text(200), required=True),
        Field("series", "Series", text(100), asked=True),
        Field("list_price", "List price", price),
        Field("currency", "Currency", currency),
        Field("external_id", "External id", text(100)),
    )

    def attributes(self, record):
        return with_its_currency(super().attributes(record), record["list_price"])

    def check(self, records):
        for record in records:
            refuse_two_currencies(record, "list_price")

    def create(self, rows):
        return Product.objects.bulk_create(rows, batch_size=500)

    def update(self, rows, names, before):
        Product.objects.bulk_update(rows, names, batch_size=500)

    def remove(self, rows):
        for start in range(0, len(rows), 500):
            Product.objects.filter(pk__in=[row.pk for row in rows[start : start + 500]]).delete()


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
        Field("external_id", "External id", text(100)),
        Field("name", "Name", text(200)),
        Field(
            "owner",
            "Account manager",
            person,
            to="owner_id",
            refers=Reference("person", everybody),
        ),
        Field(
            "product",
            "Product",
            text(200),
            to="product_id",
            refers=Reference("product", every_product),
        ),
        Field(
            "account",
            "Account",
            text(200),
            to="account_id",
            refers=Reference("account", every_account),
        ),
        Field(
            "stage",
            "Stage",
            text(100),
            to="stage_id",
            required=True,
            refers=Reference("stage", every_stage, make=make_stages, becomes=state_of_word),
        ),
        Field("engaged_on", "First talked about on", day),
        Field("closed_on", "Closed on", day),
        Field("expected_on", "Expected to close on", day),
        Field("value", "Value", price),
        Field("probability", "Probability", chance),
        Field("currency", "Currency", currency),
    )
    key = ("name", "account", "owner", "product", "engaged_on")

    def begin(self):
        self.kinds = dict(PipelineStage.objects.values_list("pk", "kind"))
        self.names = (
            dict(Product.objects.values_list("pk", "name")),
            dict(Account.objects.values_list("pk", "name")),
        )
        self.words = {}

    def key_of(self, record):
        """Return the natural key; a row without a name is known by the one that it gets."""
        values = [record[name] for name in self.key]
        if not any(values):
            return None
        name = values[0] or self._made_up(record)
        return comparable([name, *values[1:]])

    def _made_up(self, record):
        products, accounts = self.names
        product = products.get(record["product"], "Sale")
        account = accounts.get(record["account"]) or "a client not known yet"
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
        if stage in self.kinds:
            return self.kinds[stage]
        # A stage that the import adds: its word is known while it is pending, its number only
        # afterwards.
        self.words.setdefault(record.number, getattr(stage, "text", ""))
        return state_of_word(self.words[record.number])

    def check(self, records):
        for record in records:
            refuse_two_currencies(record, "value")

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


def kinds():
    """Return products and opportunities, in the order in which they are best imported."""
    return (Products, Opportunities)
