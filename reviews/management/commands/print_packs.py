"""``manage.py print_packs``: the printing without worker or broker, from cron."""

from django.core.management.base import BaseCommand

from reviews import pack


class Command(BaseCommand):
    help = (
        "Prints the packs that are due, without worker or broker; deliver_letters then sends them."
    )

    def handle(self, **options):
        self.stdout.write(f"{pack.sweep()} packs printed")
