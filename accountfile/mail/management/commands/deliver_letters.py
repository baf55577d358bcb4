import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from accountfile.mail import delivery


class Command(BaseCommand):
    help = "Sends what is due, without worker or broker; from cron, or in a loop with --every."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on for ever, with this pause"
        )

    def handle(self, *, every, **options):
        self._deliver()
        while every:
            time.sleep(every)
            close_old_connections()
            self._deliver()

    def _deliver(self):
        self.stdout.write(f"{delivery.sweep()} letters sent")
