from django.core.management.base import BaseCommand

from accountfile.mail import services
from accountfile.mail.models import Letter


class Command(BaseCommand):
    help = (
        "Holds back every letter that has not left, for instance after a restore; an "
        "administrator lets them go."
    )

    def add_arguments(self, parser):
        parser.add_argument("--reason", default="Restored from a backup: it may have left already.")

    def handle(self, *, reason, **options):
        held = services.hold(
            Letter.objects.all(),
            by="hold_letters",
            reason=reason,
        )
        self.stdout.write(f"{held} letters held back")
