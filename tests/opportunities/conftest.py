"""Opportunities of the cast, and the published sales data where it lies beside the repository."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from accountfile.core.models import Account
from accountfile.people.models import User
from accountfile.people.services import rebuild_reporting_lines
from opportunities.models import Opportunity, PipelineStage, Product

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
MAVEN = DATA / "maven-crm"


@pytest.fixture
def stages(db):
    return {stage.name: stage for stage in PipelineStage.objects.all()}


@pytest.fixture
def gadget(db):
    return Product.objects.create(name="Gadget", series="G", list_price=Decimal(500))


@pytest.fixture
def opportunity(acme, max, gadget, stages):
    """An open one of Max at Acme."""
    return Opportunity.objects.create(
        account=acme,
        owner=max,
        product=gadget,
        stage=stages["Engaging"],
        engaged_on=date(2026, 9, 1),
    )


@pytest.fixture
def won(acme, max, gadget, stages):
    """One that Max won at Acme in August for less than the list price."""
    return Opportunity.objects.create(
        account=acme,
        owner=max,
        product=gadget,
        stage=stages["Won"],
        value=Decimal(400),
        engaged_on=date(2026, 7, 1),
        closed_on=date(2026, 8, 20),
    )


@pytest.fixture
def waiting(max, gadget, stages):
    """One of Max's that has no account yet."""
    return Opportunity.objects.create(owner=max, product=gadget, stage=stages["Prospecting"])


@pytest.fixture
def import_file(tmp_path):
    """Return a function that imports lines of text, or a file, and returns what the command
    printed.
    """

    def run(kind, file, *options):
        if isinstance(file, str):
            path = tmp_path / "file.csv"
            path.write_text(file)
            file = path
        out = StringIO()
        call_command("import_file", kind, str(file), *options, "--commit", stdout=out)
        return json.loads(out.getvalue())

    return run


def counts(told):
    return [told[name] for name in ("read", "stored", "updated", "unchanged", "refused")]


def read(name):
    with (MAVEN / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def maven(db):
    """The whole published data set, put in without the importer."""
    if not MAVEN.exists():
        pytest.skip("The published data is not here.")
    people, accounts, products = _people(), _accounts(), _products()
    stages = {stage.name: stage for stage in PipelineStage.objects.all()}
    rows = []
    for row in read("sales_pipeline.csv"):
        product = products[row["product"].replace("GTXPro", "GTX Pro")]
        rows.append(
            Opportunity(
                external_id=row["opportunity_id"],
                owner=people[row["sales_agent"]],
                product=product,
                product_as_written="" if product.name == row["product"] else row["product"],
                account=accounts.get(row["account"]),
                stage=stages[row["deal_stage"]],
                engaged_on=row["engage_date"] or None,
                closed_on=row["close_date"] or None,
                value=row["close_value"] or None,
            )
        )
        rows[-1].settle()
    super(type(Opportunity.objects), Opportunity.objects).bulk_create(rows, batch_size=1000)
    return accounts


def _people():
    found = {}
    for row in read("sales_teams.csv"):
        for name in (row["manager"], row["sales_agent"]):
            if name not in found:
                found[name] = User.objects.create(
                    username=name.lower().replace(" ", "."), name=name
                )
        found[row["sales_agent"]].line_manager = found[row["manager"]]
        found[row["sales_agent"]].region = row["regional_office"]
        found[row["sales_agent"]].save()
    rebuild_reporting_lines()
    return found


def _accounts():
    rows = read("accounts.csv")
    for row in rows:
        Account.objects.create(
            name=row["account"], sector=row["sector"].replace("technolgy", "technology")
        )
    found = {account.name: account for account in Account.objects.all()}
    for row in rows:
        if row["subsidiary_of"]:
            found[row["account"]].parent = found[row["subsidiary_of"]]
            found[row["account"]].save()
    return found


def _products():
    made = [
        Product(name=r["product"], series=r["series"], list_price=r["sales_price"])
        for r in read("products.csv")
    ]
    Product.objects.bulk_create(made)
    return {product.name: product for product in Product.objects.all()}
