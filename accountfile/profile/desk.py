"""What of the client profile wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.core.sections import Due, Reminder
from accountfile.profile.models import BuyingDate
from accountfile.wording import day


def due(today):
    soon = BuyingDate.objects.falling(today, today + timedelta(days=30)).select_related("account")
    yield Due(soon.filter(account__account_manager__is_active=True), _soon)


def promises(account, day):
    for date in BuyingDate.objects.filter(account=account, falls_on__lte=day):
        yield date.falls_on, str(date), date.get_absolute_url()


def _soon(dates):
    for date in dates:
        account = date.account
        words = f"{account}: {date.get_kind_display()} on {day(date.falls_on)} ({date.text})."
        key = f"buying:{date.pk}:{date.falls_on}"
        url = date.get_absolute_url()
        yield Reminder(
            key, account.account_manager_id, account.pk, words, url, "You manage this account."
        )
