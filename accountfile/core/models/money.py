"""Dated rates of exchange, and money that every database adds up and converts to the same cent.

SQLite keeps an amount as a whole number or a binary fraction, whichever fits: 9 x 10 / 100 is 0
there and 0.9 in PostgreSQL. So databases add up whole cents only, and what is multiplied or divided
is so in decimals.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.backends.signals import connection_created
from django.db.models import Func, Sum
from django.dispatch import receiver

from accountfile.base.rows import Row

CENT = Decimal("0.01")


class ExchangeRate(Row):
    """What one unit of a currency was worth in the reporting currency from a day on."""

    currency = models.CharField(max_length=3)
    from_on = models.DateField()
    rate = models.DecimalField(
        max_digits=18, decimal_places=8, validators=[MinValueValidator(0.00000001)]
    )

    class Meta:
        ordering = ["currency", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "from_on"], name="rate_one_a_day")
        ]

    def __str__(self):
        return f"1 {self.currency} = {self.rate} from {self.from_on}"


class WholeNumber(models.BigIntegerField):
    """A whole number of the smallest parts, read back as the decimal that they make up."""

    def __init__(self, *, places, **kwargs):
        self.places = places
        super().__init__(**kwargs)

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        return Decimal(value).scaleb(-self.places)


class InCents(Func):
    """An amount as a whole number of cents."""

    template = "ROUND(%(expressions)s * 100)"
    arity = 1
    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler, connection, **more):
        template = "CAST(ROUND(%(expressions)s * 100) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **more)


class Converted(Func):
    """An amount times a rate of exchange, to the cent; half a cent is rounded away from zero."""

    template = "ROUND(%(expressions)s, 2)"
    arg_joiner = " * "
    arity = 2
    output_field = models.DecimalField(max_digits=18, decimal_places=2)

    def as_sqlite(self, compiler, connection, **more):
        return self.as_sql(
            compiler, connection, template="CONVERTED(%(expressions)s)", arg_joiner=", ", **more
        )


def exact_sum(amount, **more):
    """Return the aggregate that adds up an amount exactly."""
    return Sum(
        InCents(amount),
        output_field=WholeNumber(places=2),
        **more,
    )


def weighted_sum(amount, percentage, **more):
    """Return the aggregate that adds up an amount times a whole percentage, exactly."""
    return Sum(
        InCents(amount) * percentage,
        output_field=WholeNumber(places=4),
        **more,
    )


@receiver(connection_created)
def teach_sqlite_to_convert(connection, **kwargs):
    """Give SQLite the decimal multiplication that it lacks."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("CONVERTED", 2, converted, deterministic=True)


def converted(amount, rate):
    """Return an amount times a rate to the cent, as SQLite hands both over and takes the answer."""
    if amount is None or rate is None:
        return None
    exact = Decimal(str(amount)) * Decimal(str(rate))
    return float(exact.quantize(CENT, ROUND_HALF_UP))
