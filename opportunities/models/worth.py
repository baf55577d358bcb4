"""What an opportunity is worth in the reporting currency, worked out by the database."""

from django.conf import settings
from django.db.models import Case, DecimalField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from accountfile.base.clock import house_day
from accountfile.core.models import Converted, ExchangeRate
from opportunities.models.catalogue import State

MONEY = DecimalField(max_digits=18, decimal_places=2)


def in_reporting_currency(amount, currency):
    """Return the amount at the rate of the day the opportunity closed (today's while open); null
    without a rate.
    """
    day = Coalesce(OuterRef("closed_on"), Value(house_day()))
    rates = ExchangeRate.objects.filter(currency=OuterRef(currency), from_on__lte=day).order_by(
        "-from_on"
    )
    ours = When(**{currency: settings.CURRENCY}, then=F(amount))
    return Case(
        ours,
        default=Converted(F(amount), Subquery(rates.values("rate")[:1])),
        output_field=MONEY,
    )


def worth():
    """Return what was won, or what an open opportunity may bring: its own value, else its product's
    list price.
    """
    return Case(
        When(value__isnull=False, then=in_reporting_currency("value", "currency")),
        When(
            state=State.OPEN, then=in_reporting_currency("product__list_price", "product__currency")
        ),
        default=Value(None),
        output_field=MONEY,
    )


def chance():
    """Return the probability of an open opportunity in percent: its own, else its stage's."""
    return Coalesce(F("probability"), F("stage__probability"))
