"""``manage.py sample``: the made-up company that ``./dev run`` starts with."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction

from accountfile.base.clock import house_day
from accountfile.core import rewinding, sections, standing
from accountfile.core.models import acting_as
from accountfile.workshop.management.commands import _sample_company, _sample_people


class Command(BaseCommand):
    help = (
        "Make the sample company in an empty database, and print how its people sign in. Safe to "
        "repeat."
    )

    def handle(self, **options):
        signs = _sample_people.kept()
        if not signs and get_user_model().objects.exists():
            self.stdout.write("Your own people are here: the sample company stays out.")
            return
        signs = signs or make_sample_company(house_day())
        self.stdout.write(
            f"\n{_sample_people.COMPANY}: nobody and nothing in it is real. Sign in as\n"
        )
        self.stdout.write(f"{_sample_people.table(signs)}\n\n")


@transaction.atomic
def make_sample_company(today):
    """Make the people, their accounts and each section's rows, all or nothing; returns the
    sign-ins.
    """
    with acting_as("the sample company"):
        people, signs = _sample_people.make_people()
        accounts = _sample_company.make_accounts(people, today)
        every = sections.all_sections()
        for section in every:
            if not section.sums_up:
                section.sample(accounts, people, today)
        rewinding.date_history(today)
        for section in every:
            if section.sums_up:
                section.sample(accounts, people, today)
        rewinding.date_history(today)
        standing.refresh([account.pk for account in accounts], today)
    # Before the commit: passwords without people are replaced the next time, people without
    # passwords stay outside.
    _sample_people.keep(signs)
    return signs
