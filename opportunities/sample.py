"""The sales of the sample company and of the measuring population."""

from datetime import timedelta
from decimal import Decimal
from operator import attrgetter

from django.conf import settings

from accountfile.core.models import bulk_insert, create_all
from accountfile.core.rewinding import Came, cleared, weeks_before
from opportunities.models import (
    MarketingActivity,
    Opportunity,
    PipelineStage,
    PriceAgreement,
    Product,
    Proposition,
    Qualification,
    StageChange,
    WhitespaceCell,
)
from opportunities.sample_rows import IDEAS, PRODUCTS, SALES

BATCH = 2000
# How often a sale of the measuring population stands in a stage of each kind.
STAGE_WEIGHTS = {"open": 2, "won": 10, "lost": 6}


def product(name, series, price):
    return Product(
        name=name,
        series=series,
        list_price=Decimal(price),
        external_id=f"{settings.SAMPLE_MARK}{name}",
    )


def sample(accounts, people, today):
    """Make the sales of the sample company: the first account in full, some around it, one that has
    no account yet.
    """
    made = [product(*line) for line in PRODUCTS]
    products = {product.name: product for product in Product.objects.bulk_create(made)}
    stages = {stage.name: stage for stage in PipelineStage.objects.all()}
    known = [line for line in SALES if line[0] < len(accounts)]
    rows = create_all(
        Opportunity,
        [
            sale(
                accounts[line[0]],
                products,
                stages,
                today,
                *line[1:],
            )
            for line in known
        ],
    )
    steps = [StageChange(opportunity=row, to_stage=row.stage, by=row.owner) for row in rows]
    StageChange.objects.bulk_create(steps)
    _around(
        accounts[0],
        rows[0],
        products,
        today,
    )
    waiting = Opportunity(
        owner=accounts[0].account_manager,
        product=products["Depot audit"],
        stage=stages["Prospecting"],
    )
    waiting.save()


def sale(account, products, stages, today, product, stage, age, days, share, words):
    stage, product = stages[stage], products[product]
    row = Opportunity(
        account=account,
        owner=account.account_manager,
        product=product,
        stage=stage,
    )
    row.engaged_on, row.currency = today - timedelta(days=age), product.currency
    row.settle()
    if row.state == "open":
        row.expected_on, row.client_need = today + timedelta(days=days), words
    else:
        row.closed_on, row.reason = today - timedelta(days=days), words
        row.value = product.list_price * Decimal(str(share))
    return row


def _around(account, opportunity, products, today):
    """Make what surrounds the sales of the first account, one row of each kind."""
    _qualify(opportunity, today)
    _propose(account, today)
    PriceAgreement.objects.create(
        account=account,
        product=products["Full care, a year"],
        discount=Decimal(3),
        condition="paid yearly in advance",
        from_on=today - timedelta(days=62),
        until_on=today + timedelta(days=303),
    )
    WhitespaceCell.objects.create(
        account=account,
        product=products["Energy retrofit"],
        buying_centre="Depots in the north",
        holder="competitor",
        competitor="Northern Chill",
        potential=Decimal(55_000),
    )
    MarketingActivity.objects.create(
        account=account,
        title="Breakfast on the new refrigerant rules",
        audience_there="Depot managers",
        owner=account.account_manager,
        planned_on=today + timedelta(days=35),
        cost=Decimal(1_200),
    )


def _qualify(opportunity, today):
    Qualification.objects.create(
        opportunity=opportunity,
        held_on=today - timedelta(days=20),
        measurable_gain=2,
        budget_holder=2,
        decision_criteria=1,
        decision_process=2,
        paper_process=1,
        pain=2,
        champion=1,
        competition=0,
        knock_out="If the landlord of Selby refuses work on the roof.",
        decision="bid",
        decided_by=opportunity.account.account_manager.line_manager,
    )


def _propose(account, today):
    rows = [
        Proposition(
            account=account,
            title=title,
            text=text,
            hypothesis=worth,
            owner=account.account_manager,
            sponsor="Director of operations",
            potential=Decimal(24_000),
            expires_on=today + timedelta(days=days),
        )
        for title, text, worth, days in IDEAS
    ]
    create_all(Proposition, rows)


def came():
    """Yield when the sales of the sample company came, and what was settled later."""
    yield Came(Opportunity.objects.all, attrgetter("engaged_on"), not_closed_yet)
    yield Came(Qualification.objects.all, attrgetter("held_on"))
    yield Came(Proposition.objects.all, weeks_before("expires_on", 26))
    yield Came(PriceAgreement.objects.all, attrgetter("from_on"))
    yield Came(WhitespaceCell.objects.all)
    yield Came(MarketingActivity.objects.all, weeks_before("planned_on", 8))


def not_closed_yet(row, day):
    """Open again what closed after the day; it was expected to close when it did."""
    expected_on = row.closed_on
    if not cleared(row, day, closed_on={"reason": "", "value": None}):
        return False
    row.stage, row.expected_on = PipelineStage.objects.get(name="Proposal"), expected_on
    return True


def population(accounts, people, today, random):
    """Make about five opportunities an account over the last three years, and one in a hundred
    without an account.
    """
    numbers = range(1, 21)
    made = [
        Product(
            name=f"Product {n}",
            series=f"Series {n % 4}",
            list_price=Decimal(250 * n * n),
        )
        for n in numbers
    ]
    products = Product.objects.bulk_create(made)
    stages = list(PipelineStage.objects.all())
    sellers = list(people.values())
    rows = (
        _sale(
            random,
            account,
            sellers,
            products,
            stages,
            today,
        )
        for account in accounts
        for _ in range(random.choice([2, 4, 5, 6, 8]))
    )
    bulk_insert(rows)
    bulk_insert(
        _idea(account, today)
        for account in accounts
        if account.pk % 4 == 0 and account.account_manager_id
    )


def _sale(random, account, sellers, products, stages, today):
    weights = [STAGE_WEIGHTS[each.kind] for each in stages]
    [stage] = random.choices(stages, weights)
    product, begun = random.choice(products), random.randint(30, 1000)
    owner_id = account.account_manager_id or random.choice(sellers).pk
    row = Opportunity(
        account=account if random.random() < 0.99 else None,
        owner_id=owner_id,
        product=product,
        stage=stage,
        state=stage.kind,
        name=f"{product} for {account}"[:200],
        engaged_on=today - timedelta(days=begun),
        changed_on=today,
    )
    if stage.kind == "open":
        row.expected_on = today + timedelta(days=random.randint(-5, 120))
    else:
        row.closed_on = today - timedelta(days=random.randint(0, begun))
        row.value = (product.list_price * random.randint(85, 105) / 100).quantize(Decimal("0.01"))
    return row


def _idea(account, today):
    expires_on = today + timedelta(days=90)
    owner_id = account.account_manager_id
    return Proposition(
        account=account,
        title="The next size up",
        owner_id=owner_id,
        expires_on=expires_on,
        changed_on=today,
    )
