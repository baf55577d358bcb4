"""The made-up company's accounts and their covers: one full file, and nine in the states that files
are found in.

Harbour & Finch builds cold rooms and keeps them running; the sections' own rows are made by their
``demo``.
"""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings

from accountfile.core.models import Account, Stage, Tier
from accountfile.periods import add_months
from accountfile.workshop.management.commands._sample_work import tell_the_story

# name, manager, tier, stage, kind, sector, country, founded, revenue in millions, employees, years
# a client
ACCOUNTS = [
    (
        "Alderbrook Foods",
        "Tom Ashdown",
        1,
        3,
        "strategic",
        "food",
        "United Kingdom",
        1962,
        "418.00",
        2350,
        9,
    ),
    (
        "Brightwater Pharma",
        "Joanna Reyes",
        1,
        2,
        "key",
        "pharmaceuticals",
        "Ireland",
        1988,
        "655.40",
        1870,
        4,
    ),
    (
        "Castellan Retail",
        "Samuel Okafor",
        1,
        4,
        "strategic",
        "retail",
        "United Kingdom",
        1947,
        "1310.00",
        9400,
        12,
    ),
    (
        "Dunmore Breweries",
        "Tom Ashdown",
        2,
        2,
        "key",
        "drinks",
        "United Kingdom",
        1891,
        "96.50",
        610,
        6,
    ),
    (
        "Elmsworth Hospitals",
        "Lotte Brandt",
        2,
        2,
        "key",
        "health",
        "United Kingdom",
        1974,
        None,
        5200,
        3,
    ),
    (
        "Fennimore Logistics",
        "Lotte Brandt",
        2,
        1,
        "global",
        "transport",
        "Netherlands",
        1999,
        "240.75",
        1430,
        2,
    ),
    (
        "Granthorpe Dairies",
        "Ines Carvalho",
        2,
        None,
        "key",
        "food",
        "United Kingdom",
        None,
        None,
        None,
        5,
    ),
    (
        "Hollins Paper",
        "Ines Carvalho",
        3,
        1,
        "transactional",
        "paper",
        "Sweden",
        1926,
        "77.10",
        320,
        8,
    ),
    (
        "Ivybridge Cosmetics",
        "Joanna Reyes",
        3,
        1,
        "project",
        "cosmetics",
        "France",
        2007,
        "31.20",
        145,
        1,
    ),
    (
        "Kestrel Home Care",
        "Viktor Hale",
        None,
        None,
        "key",
        "health",
        "United Kingdom",
        2015,
        "12.80",
        90,
        0,
    ),
]
STATUS = {"Hollins Paper": Account.Status.DORMANT, "Kestrel Home Care": Account.Status.PROSPECT}
WORDS = {
    "Alderbrook Foods": {
        "mission": "Alderbrook never throws away a load because of us.",
        "mission_promise": (
            "We keep all eleven depots within half a degree, day and night, answer every alarm "
            "within thirty minutes, and show each quarter what a spoilt load would have cost."
        ),
        "background": (
            "They came to us in 2017 after two warm weekends with their former supplier cost them "
            "a season. We began with the depot at Selby and now keep nine of eleven. The buying "
            "is done centrally since 2024; the depot managers decide whom they trust."
        ),
        "selling_point": "Our engineers know each depot by heart and come within four hours.",
    },
    "Brightwater Pharma": {
        "mission": "Every vial leaves Cork with an unbroken record of its temperature.",
        "background": (
            "A regulator's finding in 2022 made cold storage a matter for their board. We were "
            "chosen for the records, not for the price."
        ),
        "selling_point": "Our records pass an inspection without a day's preparation.",
    },
    "Castellan Retail": {
        "mission": "Shops that lose nothing over a weekend, at a tenth less energy each year.",
        "mission_promise": (
            "One contract, one telephone number and one monthly figure for 214 shops."
        ),
        "background": (
            "Twelve years, three buying directors and one near loss in 2021, when a rival offered "
            "the same for 8 % less. They stayed because of the energy savings, which we now "
            "prove shop by shop."
        ),
        "selling_point": "We prove the energy they save.",
    },
    "Dunmore Breweries": {
        "mission": "Cellars that never hold up a brew.",
        "background": (
            "A family firm in its fifth generation; the managing director reads every offer."
        ),
    },
    "Elmsworth Hospitals": {
        "mission": "Blood and medicines safe in all seven houses.",
        "background": (
            "Public procurement: everything above 150,000 is tendered, the next time in two years."
        ),
        "selling_point": "We won on the response time at night.",
    },
    "Fennimore Logistics": {
        "background": "They carry for two of our other clients, which is how we met."
    },
    "Ivybridge Cosmetics": {"mission": "One laboratory, delivered on the day we promised."},
}


def make_accounts(people, today):
    """Make the ten accounts with their teams, their history and what is going on; returns them, the
    fullest first.
    """
    tiers = {tier.place: tier for tier in Tier.objects.all()}
    stages = {stage.place: stage for stage in Stage.objects.all()}
    accounts = [_account(row, people, tiers, stages, today) for row in ACCOUNTS]
    tell_the_story({account.name: account for account in accounts}, people, today)
    return accounts


def _account(row, people, tiers, stages, today):
    name, manager, tier, stage, kind, sector, country, founded, revenue, employees, years = row
    return Account.objects.create(
        name=name,
        external_id=f"{settings.SAMPLE_MARK}{name}",
        account_manager=people[manager],
        tier=tiers.get(tier),
        stage=stages.get(stage),
        kind=kind,
        status=STATUS.get(name, Account.Status.ACTIVE),
        sector=sector,
        country=country,
        founded=founded,
        annual_revenue=Decimal(revenue) if revenue else None,
        employees=employees,
        client_since=add_months(today, -12 * years) - timedelta(days=40) if years else None,
        **WORDS.get(name, {}),
    )
