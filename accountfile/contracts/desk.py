"""What of contracts and debtors wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.contracts import ladder
from accountfile.contracts.models import Contract, Obligation
from accountfile.contracts.paper import obligations_of
from accountfile.contracts.questions import AHEAD
from accountfile.core.models import Account
from accountfile.core.sections import Due, Need, Reminder
from accountfile.periods import due_on
from accountfile.wording import day


def due(today):
    yield ladder.due(today)
    owed = Obligation.objects.due_by(today).filter(owner__is_active=True)
    yield Due(owed.select_related("contract__account"), lambda rows: _to_see_to(rows, today))


def needs(person, today):
    open_to_them = Account.objects.visible_to(person)
    undecided = Contract.objects.running(today).undecided()
    mine = undecided.filter(account__in=open_to_them, account__account_manager=person)
    # A notice date that was missed stays on the desk for as long as it was announced before.
    soon = (today - AHEAD, today + timedelta(days=30))
    near = mine.filter(notice_on__range=soon).select_related("account")
    for each in near.next_notice_first()[:6]:
        when = f"was due on {day(each.notice_on)}"
        if each.notice_on >= today:
            when = f"must be given by {day(each.notice_on)}"
        text = f"Notice of “{each}” with {each.account} {when}, and nothing is decided."
        url = reverse("contracts:decide", args=[each.account_id, each.pk])
        yield Need(
            text,
            url,
            "Decide",
            each.notice_on,
            each.tone(today),
        )
    owed = Obligation.objects.due_by(today + timedelta(days=7)).filter(owner=person)
    # Who has left a team may own an obligation of its file, which is closed to them now.
    seen = owed.filter(contract__account__in=open_to_them).select_related("contract__account")
    for each in seen[:6]:
        when = due_on(each.due_on, today)
        text = f"“{each}” under “{each.contract}” with {each.contract.account} {when}."
        yield Need(text, each.get_absolute_url(), "Open it", each.due_on)


def promises(account, day):
    for each in obligations_of(account).due_by(day):
        url = reverse("contracts:obligation", args=[account.pk, each.pk])
        yield each.due_on, each.text, url
    for each in Contract.objects.undecided().notice_by(day).filter(account=account):
        yield each.notice_on, f"Last day to give notice of {each}", each.get_absolute_url()


def _to_see_to(obligations, today):
    for each in obligations:
        when = due_on(each.due_on, today)
        text = f"“{each}” of {each.contract} ({each.contract.account}) {when}."
        # With the day in it: an obligation that is put off is announced once more.
        url = reverse("contracts:obligation", args=[each.file_id, each.pk])
        key = f"obligation:{each.pk}:{each.due_on}"
        yield Reminder(
            key,
            each.owner_id,
            each.file_id,
            text,
            url,
            "You see to this obligation.",
        )
