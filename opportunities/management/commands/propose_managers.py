"""./dev manage propose_managers [--commit]: who has won most with each account."""

import json

from django.core.management.base import BaseCommand

from accountfile.core.models import Account
from opportunities.figures.people import proposals
from opportunities.figures.sums import names_of
from opportunities.figures.whole import owner
from opportunities.models import Opportunity
from opportunities.services import accept_managers


class Command(BaseCommand):
    help = "Propose an account manager for each account: whoever has won the most value there."

    def add_arguments(self, parser):
        parser.add_argument(
            "--commit",
            action="store_true",
            help="give the accounts without a manager the proposed one",
        )

    def handle(self, *args, commit=False, **options):
        accounts = list(Account.objects.all())
        proposed = proposals(Opportunity.objects.all(), accounts)
        known = {each.account.pk for each in proposed}
        unknown = [account for account in accounts if account.pk not in known]
        kept = [account for account in accounts if account.account_manager_id is not None]
        names = names_of(accounts)
        given = []
        if commit:
            # Whoever has left may have sold most, but is given nothing any more.
            chosen = {each.account.pk: each.person for each in proposed if each.person.is_active}
            given = accept_managers(chosen=chosen, by=None)
        told = {
            "proposals": {names[each.account.pk]: owner(each) for each in proposed},
            "without_proposal": [names[account.pk] for account in unknown],
            "with_manager_already": len(kept),
            "assigned": len(given),
            "committed": commit,
        }
        self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
