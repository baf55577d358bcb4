"""Dated rates of exchange."""

from django.core.validators import MinValueValidator
from django.db import models

from accountfile.rows import Row


class ExchangeRate(Row):
    """What one unit of a currency was worth in the reporting currency from a day on."""

    currency = models.CharField(max_length=3)
    from_on = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=8, validators=[MinValueValidator(0.00000001)])

    class Meta:
        ordering = ["currency", "-from_on"]
        constraints = [models.UniqueConstraint(fields=["currency", "from_on"], name="rate_one_a_day")]

    def __str__(self):
        return f"1 {self.currency} = {self.rate} from {self.from_on}"
