"""What the walks over every address share: the access tables, addresses, and a fingerprint of the
database.
"""

import hashlib
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.urls import NoReverseMatch, reverse

TESTS = Path(__file__).parent.parent
# Sessions come and go with every request; standings are figures that are worked out when somebody
# looks. What somebody was typing when their session ended is kept for them, whoever is signed in
# now.
UNWATCHED = {
    "sessions.session",
    "usersessions.usersession",
    "core.standing",
    "core.draft",
    "opportunities.salesfigures",
}


def tables():
    """Return the rows of every access table."""
    rows = []
    for path in sorted(TESTS.glob("*/access.py")):
        spec = spec_from_file_location(f"access_of_{path.parent.name}", path)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        rows += module.ROWS
    return rows


def address(row, acme, cast):
    arguments = row.make(acme, cast)
    try:
        return reverse(row.name, kwargs={"account_id": acme.pk} | arguments) + row.query
    except NoReverseMatch:
        return reverse(row.name, kwargs=arguments) + row.query


@cache
def watched():
    """Return a statement for every table that a request could change; made once, as it is asked
    thousands of times.
    """
    statements = []
    for model in apps.get_models(include_auto_created=True):
        # A version is written in the transaction of its row: watching the rows is enough.
        if model._meta.label_lower in UNWATCHED or model.__name__.startswith("Historical"):
            continue
        columns = [f.column for f in model._meta.concrete_fields if f.name != "last_login"]
        names = ", ".join(f'"{column}"' for column in columns)
        statements.append(f'SELECT {names} FROM "{model._meta.db_table}"')
    return statements


def digest():
    """Return a fingerprint of every row of every table that a request could change."""
    told = hashlib.sha256()
    with connection.cursor() as cursor:
        for statement in watched():
            cursor.execute(statement)
            told.update(repr(sorted(cursor.fetchall(), key=repr)).encode())
    return told.hexdigest()


def unguarded(answer):
    """Return what an answer lacks of the headers that every answer carries, whatever its status."""
    policy, kept = answer.get("Content-Security-Policy", ""), answer.get("Cache-Control", "")
    guards = {
        # A chart is an image with a style of its own, and a download is no page: neither runs
        # anything.
        "Content-Security-Policy": "sandbox" in policy
        or ("script-src 'self'" in policy and "unsafe" not in policy),
        "X-Content-Type-Options": answer.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": answer.get("Referrer-Policy") in ("same-origin", "strict-origin"),
        "X-Frame-Options": answer.get("X-Frame-Options") == "DENY",
        "Cache-Control": answer.wsgi_request.user.is_anonymous
        or "no-store" in kept
        or kept == "private, no-cache",
    }
    return [name for name, is_there in guards.items() if not is_there]


def status_of(answer):
    """Return the status of an answer, guarded as every answer is and read to its end so that no
    file stays open.
    """
    assert unguarded(answer) == []
    if answer.streaming:
        for _ in answer.streaming_content:
            pass
    return answer.status_code


ROWS = tables()
