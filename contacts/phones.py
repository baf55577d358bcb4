"""Telephone numbers as people type them, written the same way where they can be read."""

import phonenumbers
from django.conf import settings

from accountfile.wording import COUNTRIES

REGIONS = {name.casefold(): code for name, code in COUNTRIES.items()}


def tidy_phone(text, country):
    """Return the number in international form, read as from this country; what cannot be read stays
    as typed.
    """
    region = REGIONS.get(country.casefold(), getattr(settings, "PHONENUMBER_DEFAULT_REGION", "GB"))
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_valid_number(number):
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)[:40]
