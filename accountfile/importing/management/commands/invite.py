"""``manage.py invite``: write an invitation to everyone who has never had a password."""

from django.core.management.base import BaseCommand

from accountfile.importing.invitations import invite_all, without_password
from accountfile.people.services import invitation_link


class Command(BaseCommand):
    help = (
        "Mail an invitation to people without a password; --links prints links for those without "
        "an address."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--links", action="store_true", help="print a link for each person without an address"
        )

    def handle(self, *, links, **options):
        invited = invite_all()
        self.stdout.write(f"{len(invited)} invited by mail.")
        unreachable = without_password().filter(email=None)
        if links:
            for person in unreachable:
                self.stdout.write(f"{person.name}\t{person.username}\t{invitation_link(person)}")
        elif unreachable.exists():
            self.stdout.write(
                f"{unreachable.count()} have no e-mail address: add it, or print links with "
                "--links."
            )
