"""Telephone numbers as people type them, written the same way where they can be read."""

import phonenumbers
from babel import Locale
from django.conf import settings

REGIONS = {
    name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()
}


def tidy_phone(text, country):
    """Return the number in international form, read as from this country; what cannot be read stays as typed."""
    region = REGIONS.get(country.casefold(), getattr(settings, "PHONENUMBER_DEFAULT_REGION", "GB"))
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_valid_number(number):
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)[:40]
