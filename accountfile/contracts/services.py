"""What happens to a contract: it is decided upon; an obligation is met."""

from django.db import transaction

from accountfile.contracts.models import Contract, Obligation


@transaction.atomic
def decide(*, contract, decision, reason, on):
    """Record what becomes of a contract and why; the reminders of its notice date end with it."""
    held = Contract.objects.locked(contract)
    if (held.decision, held.reason) == (decision, reason):
        return held
    held.decision, held.reason, held.decided_on = decision, reason, on
    held.save()
    return held


@transaction.atomic
def meet_obligation(*, obligation, on):
    """Mark an obligation as met; a second time changes nothing."""
    held = Obligation.objects.locked(obligation)
    if held.done_on is None:
        held.done_on = on
        held.save()
