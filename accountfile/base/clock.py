"""The one place that says which day it is: on a person's calendar, or on the house's.

A page asks for its reader's day (``request.user.today()``), a job for the house's, and both pass it
on; nobody below them asks the clock. What is stored for all readers alike is as of the house's day.
"""

from zoneinfo import ZoneInfo

from django.utils import timezone


def house_zone():
    """Return the time zone of the house, from the setting HOUSE_TIME_ZONE."""
    return timezone.get_default_timezone()


def house_day(moment=None):
    """Return the date of a moment, or of now, on the house's calendar."""
    return day_in(house_zone(), moment)


def last_day_begun():
    """Return the latest date that it is anywhere on earth."""
    return day_in(ZoneInfo("Etc/GMT-14"))


def day_in(zone, moment=None):
    """Return the date of a moment, or of now, on the calendar of a time zone."""
    return timezone.localdate(moment, zone)
