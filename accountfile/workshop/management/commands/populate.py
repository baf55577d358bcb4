"""``manage.py populate``: the population that the pages are measured on, the same every time."""

import random
import time

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from accountfile.base.clock import house_day
from accountfile.core import sections, standing
from accountfile.core.models import Account
from accountfile.workshop.management.commands import _population, _sample_people, sample


class Command(BaseCommand):
    help = (
        "Fill an empty database with the sample company, grown to so many accounts, to measure on."
    )

    def add_arguments(self, parser):
        parser.add_argument("--accounts", type=int, default=20_000)
        parser.add_argument(
            "--yes", action="store_true", help="Do it although there are people already."
        )

    def handle(self, *, accounts, yes, **options):
        people = get_user_model().objects
        if people.filter(username="manager.1").exists():
            raise CommandError("This database is populated already: empty it first.")
        if people.exists() and not yes:
            raise CommandError(
                "There are people in this database. Say --yes to mix them with made-up ones."
            )
        self.begun = time.monotonic()
        password = _sample_people.new_password()
        with transaction.atomic():
            self.grow(accounts, password, house_day())
        self.say(f"sign in as line.1 to line.15 or manager.1 to manager.100 with {password}")

    def grow(self, number, password, today):
        """Make the sample company, then everybody and everything else."""
        chance = random.Random(number)  # noqa: S311, the same population every time
        if not get_user_model().objects.exists():
            sample.make_sample_company(today)
            number -= Account.objects.count()
            self.say("the sample company")
        director = get_user_model().objects.filter(sees_everything=True).first()
        managers = _population.make_people(chance, password, director)
        accounts = _population.make_accounts(chance, number, managers, today)
        self.say(f"{len(accounts)} accounts")
        _population.make_work(chance, accounts, managers, today)
        self.say("their teams, milestones, talks and actions")
        people = {person.name: person for person in managers}
        for section in sections.all_sections():
            section.population(accounts, people, today, chance)
            self.say(section.title)
        self.say(f"{_population.index_everything()} search entries")
        if connection.vendor == "postgresql":
            # Our own tables only: all of them would include those that every database of the server
            # shares.
            tables = connection.introspection.django_table_names(only_existing=True)
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
        self.say(f"{standing.refresh([account.pk for account in accounts], today)} standings")

    def say(self, what):
        self.stdout.write(f"{time.monotonic() - self.begun:6.1f} s  {what}")
