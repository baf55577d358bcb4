"""The stored figures of sales, so that lists and desks need not add anything up."""

from django.db import models

from accountfile.core.models import SectionFigures


class SalesFigures(SectionFigures):
    """What an account ordered in the last twelve months, and what is open."""

    won_count = models.PositiveIntegerField(default=0)
    won_value = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    lost_count = models.PositiveIntegerField(default=0)
    open_count = models.PositiveIntegerField(default=0)
    open_value = models.DecimalField(max_digits=18, decimal_places=2, default=0)
