"""What happens to a contract: it is decided upon; an obligation is met."""

from django.db import transaction

from accountfile.contracts.models import Contract, Obligation


@transaction.atomic
def decide(*, contract, decision, reason, on):
    """Record what becomes of a contract and why; the reminders of its notice date end with it."""
    held = Contract.objects.locked(contract)
    if held.decide(decision, reason, on):
        held.save()
    return held


@transaction.atomic
def meet_obligation(*, obligation, on):
    """Mark an obligation as met; a second time changes nothing."""
    held = Obligation.objects.locked(obligation)
    if held.meet(on):
        held.save()
