"""``manage.py nightly --today YYYY-MM-DD``: the night, by hand."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from accountfile.base.clock import house_day
from accountfile.core import nightly
from accountfile.core.models import acting_as


class Command(BaseCommand):
    help = (
        "Refresh every standing, write the reminders of a day and one digest a person. Safe to "
        "repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--today", help="The day to do it for, YYYY-MM-DD; today if left out.")

    def handle(self, *, today, **options):
        try:
            day = date.fromisoformat(today) if today else house_day()
        except ValueError as wrong:
            raise CommandError(f"“{today}” is not a day: write it as 2017-12-31.") from wrong
        with acting_as("the nightly run"):
            self.stdout.write(json.dumps(nightly.run(day)))
