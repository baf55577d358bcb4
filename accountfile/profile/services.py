"""What happens to what we know."""

from django.db import transaction

from accountfile.profile.models import Fact


@transaction.atomic
def confirm(*, fact, today):
    """Note that a fact is still true today; asking twice on a day changes nothing the second
    time.
    """
    fact = Fact.objects.locked(fact)
    if fact.confirm(today):
        fact.save()
    return fact
