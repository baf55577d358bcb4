"""./dev manage figures --json: every figure of sales as one object."""

import json
import re

from django.core.management.base import BaseCommand, CommandError

from accountfile.periods import read_period
from opportunities.figures.whole import everything
from opportunities.models import Opportunity


class Command(BaseCommand):
    help = "Print every figure of sales as one JSON object."

    def add_arguments(self, parser):
        parser.add_argument(
            "--json",
            action="store_true",
            help="the only way they are printed; may be left out",
        )
        parser.add_argument(
            "--quarter",
            help="the quarter of the review sheets, such as 2017Q4; else that of the last closing",
        )

    def handle(self, *args, quarter=None, **options):
        if quarter and not re.fullmatch(r"[1-9]\d{3}Q[1-4]", quarter):
            raise CommandError(f"“{quarter}” is not a quarter. Write it like 2017Q4.")
        asked = read_period(quarter, None) if quarter else None
        self.stdout.write(
            json.dumps(
                everything(Opportunity.objects.own(), quarter=asked),
                indent=2,
                ensure_ascii=False,
            )
        )
