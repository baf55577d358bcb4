"""A filter that says something nobody can make sense of shows nothing and exports nothing, in every
list.
"""

import re

from accountfile.core.models import Account
from accountfile.cover.views.accounts import AccountFilter
from accountfile.pages.lists import narrowed
from tests.architecture.walking import ROWS, address

NONSENSE = "no such thing"


def lists(acme, cast):
    """Return the address of each list that can be narrowed, once."""
    names = {
        row.name: row
        for row in ROWS
        if row.method == "get" and row.name.rpartition(":")[2].endswith("list")
    }
    names |= {
        row.name: row for row in ROWS if row.name in ("accounts", "opportunities_desk:unassigned")
    }
    return {name: address(row, acme, cast).partition("?")[0] for name, row in names.items()}


def test_no_list_answers_nonsense_with_rows(acme, cast, sign_in):
    client = sign_in(cast["dora"])
    met, wrong = set(), []
    for name, url in lists(acme, cast).items():
        page = client.get(url)
        drawn = page.context and page.context.get("filters")
        if not drawn:
            continue
        for field in fields_of(page):
            told = client.get(url, {field: NONSENSE})
            if not told.context["unreadable"]:
                continue
            met.add((name, field))
            export = client.get(url, {field: NONSENSE, "export": "csv"})
            if told.context["count"] or export.streaming or NONSENSE in str(export.headers):
                wrong.append((name, field))
    assert wrong == []
    assert len({name for name, _ in met}) >= 6


def fields_of(page):
    return sorted(set(re.findall(r'<(?:select|input)[^>]*\bname="(\w+)"', page.context["filters"])))


def test_narrowed_finds_nothing_for_nonsense(acme, rf, max):
    request = rf.get("/accounts/")
    request.user = max
    rows = Account.objects.all()
    assert (
        narrowed(AccountFilter({"health": NONSENSE}, queryset=rows, request=request)).count() == 0
    )
    assert (
        narrowed(AccountFilter({"health": "unknown"}, queryset=rows, request=request)).model
        is Account
    )
