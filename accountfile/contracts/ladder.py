"""The ladder of reminders before a notice date: 180, 90, 60 and 30 days ahead, and once it has
passed.
"""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.contracts.models import Contract
from accountfile.core.sections import Due, Reminder
from accountfile.periods import away
from accountfile.wording import day

RUNGS = (180, 90, 60, 30)
ESCALATES_AT = 30
PASSED = "passed"
STILL_TOLD = timedelta(days=30)


def rung(days_left):
    """Return the rung that is due with so many days left: the lowest one reached, PASSED, or None
    before the first.
    """
    if days_left < 0:
        return PASSED
    return min((each for each in RUNGS if days_left <= each), default=None)


def due(today):
    """Return the undecided contracts that account managers hear of, and line managers from the last
    rung.
    """
    near = (today - STILL_TOLD, today + timedelta(days=RUNGS[0]))
    contracts = Contract.objects.running(today).undecided().filter(notice_on__range=near)
    rows = contracts.select_related("account__account_manager__line_manager")
    return Due(rows, lambda rows: _reminders(rows, today))


def _reminders(contracts, today):
    for contract in contracts:
        for person, why in _told(contract, rung((contract.notice_on - today).days)):
            yield _reminder(contract, person, why, today)


def _told(contract, step):
    manager = contract.account.account_manager
    if manager is None:
        return
    if manager.is_active:
        yield manager, "You keep the file of this account."
    boss = manager.line_manager
    # Whoever has left decides nothing: then the line manager hears of it from the first rung.
    is_urgent = step in (ESCALATES_AT, PASSED) or not manager.is_active
    if boss and boss.is_active and is_urgent:
        yield boss, f"{manager} keeps the file of this account and nothing is decided yet."


def _reminder(contract, person, why, today):
    left = (contract.notice_on - today).days
    step = rung(left)
    if step == PASSED:
        when = f"was due on {day(contract.notice_on)}"
    else:
        when = f"can be given until {day(contract.notice_on)}, {away(contract.notice_on, today)}"
    text = f"Notice of “{contract}” with {contract.account} {when}; nothing is decided."
    url = reverse("contracts:contract", args=[contract.account_id, contract.pk])
    # With the day in it: a contract whose end is moved begins the ladder anew.
    key = f"contract:{contract.pk}:{contract.notice_on}:{step}"
    return Reminder(
        key,
        person.pk,
        contract.account_id,
        text[:300],
        url,
        why,
    )
