"""Every kind of import: people and accounts, and what the sections add."""

from accountfile.core import sections
from accountfile.importing.accounts import Accounts
from accountfile.importing.people import People


def all_kinds():
    """Return ``{name: Kind}`` in the order in which a company imports its files."""
    kinds = [
        People,
        Accounts,
        *(kind for section in sections.all_sections() for kind in section.kinds()),
    ]
    return {kind.name: kind for kind in kinds}
