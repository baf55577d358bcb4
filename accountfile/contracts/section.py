"""Contracts as a section of the file: what binds both sides, by when notice is due, who owes
what.
"""

from accountfile.contracts.models import Contract, Invoice, Obligation
from accountfile.core import sections
from accountfile.core.sections import Searchable


@sections.register
class Contracts(sections.Section):
    """Contracts, obligations, service levels and debtors of one file."""

    slug = "contracts"
    title = "Contracts and service levels"
    why = "Contracts with their notice dates, obligations, service levels and unpaid invoices."
    icon = "document-check"
    desk = ((6, "Contracts", "contracts_desk:list"),)


def searchable():
    """Yield how each kind of row is found."""
    yield Searchable(
        Contract, text=lambda row: f"{row.reference} {row.digest} {row.reason}", place=3
    )
    yield Searchable(Obligation)
    yield Searchable(Invoice, text=lambda row: row.remark, place=7)
