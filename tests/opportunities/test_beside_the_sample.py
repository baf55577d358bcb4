"""A real company beside the sample one: its figures are its own."""

from decimal import Decimal

import pytest

from accountfile.core.models import Account
from opportunities.figures.whole import everything
from opportunities.models import Opportunity, PipelineStage, Product


@pytest.fixture
def sample(settings, tmp_path, mia, db):
    settings.SAMPLE_SIGN_INS = tmp_path / "signs"
    settings.SAMPLE_SIGN_INS.write_text("here")
    mia.external_id = "sample:mia"
    mia.save()
    account = Account.objects.create(name="Made-up", account_manager=mia, external_id="sample:1")
    Product.objects.create(name="Toy", list_price=5, external_id="sample:Toy")
    return won(account, mia, 7)


def won(account, owner, value):
    stage = PipelineStage.objects.filter(kind="won").first()
    return Opportunity.objects.create(
        account=account, owner=owner, stage=stage, value=value, closed_on="2017-05-05"
    )


def told():
    totals = everything(Opportunity.objects.own())["totals"]
    return (
        totals["accounts"],
        totals["products"],
        totals["opportunities"],
        Decimal(totals["won_value"]),
    )


def test_alone_the_sample_company_has_figures(sample):
    assert told() == (1, 1, 1, 7)


def test_beside_a_real_company_it_has_none(sample, max, acme):
    won(acme, max, 100)
    assert told() == (1, 0, 1, 100)


def test_the_page_says_the_same_as_the_command(sign_in, dora, sample, max, acme):
    won(acme, max, 100)
    assert sign_in(dora).get("/opportunities/figures/").context["whole"].won_value == 100
