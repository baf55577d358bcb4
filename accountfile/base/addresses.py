"""Addresses of pages, found once a name: a night asks for half a million of them."""

from functools import cache

from django import urls

FIRST = 9_000_000_001


def reverse(name, args=()):
    """Return what Django's ``reverse`` returns; for arguments that are numbers, ten times as
    fast.
    """
    if not all(type(arg) is int for arg in args):
        return urls.reverse(name, args=args)
    return _pattern(urls.get_resolver(), name, len(args)).format(*args)


@cache
def _pattern(resolver, name, number):
    """Return the address with a place for each argument; a changed URLconf has another resolver."""
    stand_ins = range(FIRST, FIRST + number)
    address = (
        urls.reverse(name, args=stand_ins)
        .replace("{", "{{")
        .replace(
            "}",
            "}}",
        )
    )
    for stand_in in stand_ins:
        address = address.replace(str(stand_in), "{}", 1)
    return address
