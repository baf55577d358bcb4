"""What we sell, and the stages a sale goes through: reference lists."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accountfile.base.rows import Row, RowQuerySet
from accountfile.core.models import sample_is_left_out


class State(models.TextChoices):
    """What an opportunity counts as, whatever its stage is called."""

    OPEN = "open", "open"
    WON = "won", "won"
    LOST = "lost", "lost"


class ProductQuerySet(RowQuerySet):
    def own(self):
        """Return the company's own products: without the sample company's as soon as there is a
        real one.
        """
        sample = models.Q(external_id__startswith=settings.SAMPLE_MARK)
        return self.exclude(sample) if sample_is_left_out() else self

    def on_sale(self):
        return self.filter(active=True)


class Product(Row):
    """A product of our catalogue with its list price."""

    name = models.CharField(max_length=200, unique=True)
    series = models.CharField(max_length=100, blank=True)
    list_price = models.DecimalField(
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    external_id = models.CharField(max_length=100, null=True, blank=True, unique=True)
    active = models.BooleanField("on sale", default=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PipelineStageQuerySet(RowQuerySet):
    def open(self):
        return self.filter(kind=State.OPEN)

    def closing(self, kind):
        """Return the stages in which a sale ends this way, the usual one first."""
        return self.filter(kind=kind)


class PipelineStage(Row):
    """A stage of the sale; its kind decides whether opportunities in it count as open, won or
    lost.
    """

    name = models.CharField(max_length=100, unique=True)
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField("counts as", max_length=4, choices=State, default=State.OPEN)
    probability = models.PositiveSmallIntegerField(
        "probability in %",
        default=0,
        validators=[MaxValueValidator(100)],
    )

    objects = PipelineStageQuerySet.as_manager()

    class Meta:
        ordering = ["place", "name"]
        verbose_name = "sales stage"

    def __str__(self):
        return self.name
