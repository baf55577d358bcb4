"""Aged receivables: what is unpaid, by how long it has been due."""

from decimal import Decimal

from accountfile.wording import joined, money

# Label, from and to in days overdue, tone.
BUCKETS = [
    ("not due yet", None, 0, "plain"),
    ("1 to 30 days", 1, 30, "watch"),
    ("31 to 60 days", 31, 60, "watch"),
    ("61 to 90 days", 61, 90, "poor"),
    ("over 90 days", 91, None, "poor"),
]


def aged(invoices, today):
    """Return one line a bucket, JSON-able: label, number, amounts per currency in words, tone."""
    lines = []
    for label, first, last, tone in BUCKETS:
        inside = [each for each in invoices if _lies_within(each, today, first, last)]
        lines.append(_line(label, tone, inside))
    return lines


def _lies_within(invoice, today, first, last):
    days = invoice.days_overdue(today)
    return (first is None or days >= first) and (last is None or days <= last)


def _line(label, tone, invoices):
    return {
        "label": label,
        "number": len(invoices),
        "amount": in_words(invoices),
        "disputed": sum(invoice.disputed for invoice in invoices),
        "tone": tone if invoices else "plain",
    }


def in_words(invoices):
    """Return the sum per currency, such as "EUR 1,200 and USD 300": currencies are never added to
    one another.
    """
    sums = {}
    for invoice in invoices:
        so_far = sums.get(invoice.currency, Decimal(0))
        sums[invoice.currency] = so_far + invoice.amount
    amounts = [money(amount, currency) for currency, amount in sorted(sums.items())]
    return joined(amounts) or "–"
