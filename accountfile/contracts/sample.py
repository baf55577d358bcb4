"""The contracts of the sample company and of the measuring population."""

from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from accountfile.contracts.models import (
    Contract,
    Invoice,
    Obligation,
    ServiceLevel,
    ServiceReading,
    notice_date,
)
from accountfile.core.models import bulk_insert, create_all
from accountfile.core.rewinding import Came, cleared, month_end
from accountfile.periods import add_months

# Title, reference, for, value a year, started months ago, months it runs, notice months, renewal,
# what it says.
CONTRACTS = [
    (
        "Frame contract for maintenance",
        "FC-{n}-01",
        "service",
        186_000,
        31,
        36,
        3,
        "auto",
        (
            "Four visits a year, spare parts at list less 12 %, response within eight hours; "
            "liability capped at one year's value."
        ),
    ),
    (
        "Refit of the main plant",
        "WO-{n}-07",
        "work",
        420_000,
        7,
        18,
        0,
        "none",
        "Three milestones, 10 % retained until acceptance; delay costs 0.5 % a week up to 5 %.",
    ),
    (
        "Resident engineer",
        "PE-{n}-03",
        "people",
        96_000,
        13,
        24,
        2,
        "manual",
        "One named engineer on site three days a week; a replacement needs the client's word.",
    ),
]
OBLIGATIONS = [
    ("Yearly safety report to their technical director", "ours", 26),
    ("Proof of insurance renewed and sent", "ours", -4),
    ("Release of the test area on the ground floor", "client", 12),
]
LEVELS = [
    ("Response within eight hours", 98, "%", "higher", [97.2, 99.1, 98.4, 98.8, 96.9, 98.2]),
    ("Unplanned standstills a month", 2, "", "lower", [1, 2, 1, 3, 1, 0]),
]
# Amount, issued days ago, days to pay, paid after so many days (None: not yet), disputed.
INVOICES = [
    (46_500, 118, 30, None, True),
    (46_500, 75, 30, 34, False),
    (84_000, 52, 30, None, False),
    (15_200, 12, 30, None, False),
]


def sample(accounts, people, today):
    """Give the first account three contracts with all that hangs on them, the next ones less: gaps
    are to be seen.
    """
    for place, account in enumerate(accounts[:5]):
        owner = account.account_manager or next(iter(people.values()))
        lines = CONTRACTS[: max(3 - place, 1)]
        contracts = [
            Contract.objects.create(**_terms(account, today, place, line)) for line in lines
        ]
        if place < 3:
            create_all(
                Invoice, [_invoice(account, today, place, *line) for line in INVOICES[place:]]
            )
        if place < 2:
            _hang_on(contracts[0], owner, today)


def _terms(account, today, place, line):
    title, reference, kind, value, ago, runs, notice, renewal, digest = line
    start = add_months(today, -ago - place).replace(day=1)
    return {
        "account": account,
        "title": title,
        "reference": reference.format(n=2024 + place),
        "kind": kind,
        "value": Decimal(value),
        "currency": account.currency,
        "starts_on": start,
        "ends_on": add_months(start, runs) - timedelta(days=1),
        "notice_months": notice,
        "renewal": renewal,
        "signed_by_us": str(account.account_manager or ""),
        "signed_by_client": "Head of procurement",
        "digest": digest,
    }


def _hang_on(contract, owner, today):
    create_all(
        Obligation,
        [
            Obligation(
                contract=contract,
                text=text,
                side=side,
                owner=owner,
                due_on=today + timedelta(days=days),
            )
            for text, side, days in OBLIGATIONS
        ],
    )
    for metric, target, unit, better, actuals in LEVELS:
        level = ServiceLevel.objects.create(
            contract=contract, metric=metric, target=Decimal(target), unit=unit, better=better
        )
        create_all(
            ServiceReading,
            [_read(level, today, ago, actual) for ago, actual in enumerate(reversed(actuals), 1)],
        )


def _read(level, today, months_ago, actual):
    actual = Decimal(str(actual))
    missed = not level.is_met_by(actual)
    return ServiceReading(
        service_level=level,
        month=add_months(today.replace(day=1), -months_ago),
        actual=actual,
        credit_due=Decimal(1_550) if missed else None,
    )


def _invoice(account, today, place, amount, ago, terms, paid_after, disputed):
    issued = today - timedelta(days=ago)
    return Invoice(
        account=account,
        number=f"{issued.year}-{4100 + 10 * place + ago}",
        issued_on=issued,
        due_on=issued + timedelta(days=terms),
        amount=Decimal(amount),
        currency=account.currency,
        paid_on=issued + timedelta(days=paid_after) if paid_after else None,
        disputed=disputed,
        remark="Hours of the second visit are questioned" if disputed else "",
    )


def came():
    """Yield when the contracts of the sample company and what hangs on them came, and what was paid
    later.
    """
    yield Came(Contract.objects.all, attrgetter("starts_on"))
    yield Came(
        Invoice.objects.all, attrgetter("issued_on"), lambda row, day: cleared(row, day, paid_on={})
    )
    yield Came(Obligation.objects.all, attrgetter("contract.starts_on"))
    yield Came(ServiceLevel.objects.all)
    yield Came(ServiceReading.objects.all, month_end)


def population(accounts, people, today, random):
    """Give every account one contract."""
    for start in range(0, len(accounts), 5000):
        bulk_insert([_one(account, today, random) for account in accounts[start : start + 5000]])


def _one(account, today, random):
    title, reference, kind, *_ = random.choice(CONTRACTS)
    starts_on = date(
        today.year - random.randint(0, 2),
        random.randint(1, 12),
        1,
    )
    ends_on = add_months(starts_on, 36) - timedelta(days=1)
    return Contract(
        account=account,
        title=title,
        reference=reference.format(n=account.pk),
        kind=kind,
        value=Decimal(random.randrange(10, 400) * 1000),
        starts_on=starts_on,
        ends_on=ends_on,
        notice_on=notice_date(ends_on, 3, 0),
        decision=random.choice(["", "", "renew"]),
    )
