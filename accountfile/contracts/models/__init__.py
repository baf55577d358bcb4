"""What binds us and the client: contracts, what they oblige to, service levels, and what is
owed.
"""

from accountfile.contracts.models.contract import Contract, NoticeDate, Obligation, notice_date
from accountfile.contracts.models.invoice import Invoice
from accountfile.contracts.models.service_level import ServiceLevel, ServiceReading

__all__ = [
    "Contract",
    "Invoice",
    "NoticeDate",
    "Obligation",
    "ServiceLevel",
    "ServiceReading",
    "notice_date",
]
