"""What is not a sale yet: ideas, empty places in the client's shopping list, agreed prices,
marketing.
"""

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accountfile.core.models import AccountRow, OfAccountQuerySet
from opportunities.models.catalogue import Product


class PropositionQuerySet(OfAccountQuerySet):
    def pursued(self):
        return self.filter(state=Proposition.State.PURSUING)

    def alive(self, today):
        return self.pursued().filter(Q(expires_on=None) | Q(expires_on__gte=today))


class Proposition(AccountRow):
    """An idea for the client that is no opportunity yet."""

    class State(models.TextChoices):
        PURSUING = "pursuing", "we pursue it"
        BECAME = "became", "became an opportunity"
        NOT_TAKEN = "not taken", "not taken"

    title = models.CharField("the idea in one line", max_length=200)
    text = models.TextField("what we would propose", blank=True)
    hypothesis = models.TextField("what it would be worth to the client", blank=True)
    potential = models.DecimalField(
        "what it may bring us",
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    sponsor = models.CharField("who at the client would back it", max_length=150, blank=True)
    approach = models.CharField("how we approach them", max_length=300, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="propositions")
    state = models.CharField(max_length=10, choices=State, default=State.PURSUING)
    why_not = models.CharField("why it was not taken", max_length=300, blank=True)
    expires_on = models.DateField("good until", null=True, blank=True)
    changed_on = models.DateField("changed on", auto_now=True)

    objects = PropositionQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "pk"]

    def __str__(self):
        return self.title

    def contradictions(self):
        is_silent = self.state == self.State.NOT_TAKEN and not self.why_not
        sentence = "Say why, so that nobody proposes it again by accident."
        return {"why_not": sentence} if is_silent else {}


class PriceAgreement(AccountRow):
    """A price that was promised to this client."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="agreements")
    discount = models.DecimalField(
        "discount on the list price in %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    price = models.DecimalField(
        "agreed price",
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    condition = models.CharField("on what condition", max_length=200, blank=True)
    from_on = models.DateField("holds from")
    until_on = models.DateField("holds until", null=True, blank=True)
    changed_on = models.DateField("changed on", auto_now=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["product__name", "-from_on"]

    def __str__(self):
        return f"{self.product} from {self.from_on:%-d %b %Y}"

    def contradictions(self):
        found = {}
        if self.discount is None and self.price is None:
            found[NON_FIELD_ERRORS] = "Give a discount or a price: one of them was agreed."
        if self.from_on and self.until_on and self.until_on < self.from_on:
            found["until_on"] = "It cannot end before it begins."
        return found


class WhitespaceCell(AccountRow):
    """Whether a part of the client buys one of our products, from whom, and what it could bring."""

    class Holder(models.TextChoices):
        UNKNOWN = "unknown", "not known yet"
        NOBODY = "none", "nobody: no need so far"
        OURS = "ours", "we do"
        COMPETITOR = "competitor", "a competitor"

    product = models.ForeignKey(Product, models.PROTECT, related_name="whitespace")
    buying_centre = models.CharField("which part of the client", max_length=150, blank=True)
    holder = models.CharField(
        "who supplies it",
        max_length=10,
        choices=Holder,
        default=Holder.UNKNOWN,
    )
    competitor = models.CharField(max_length=150, blank=True)
    potential = models.DecimalField(
        "what it could bring a year",
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    note = models.CharField(max_length=300, blank=True)
    changed_on = models.DateField("changed on", auto_now=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["product__name", "buying_centre"]
        verbose_name = "whitespace entry"
        verbose_name_plural = "whitespace"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "product", "buying_centre"],
                name="whitespace_one_a_place",
                violation_error_message=(
                    "This part of the client has an entry for this product already."
                ),
            )
        ]

    def __str__(self):
        return f"{self.product}{self.buying_centre and ' for ' + self.buying_centre}"


class MarketingActivity(AccountRow):
    """One planned step of marketing towards this client."""

    class State(models.TextChoices):
        PLANNED = "planned", "planned"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"

    title = models.CharField("what we do", max_length=200)
    audience_there = models.CharField("for whom at the client", max_length=200, blank=True)
    planned_on = models.DateField("planned for")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="marketing_activities",
    )
    cost = models.DecimalField(
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    outcome = models.CharField("what came of it", max_length=300, blank=True)
    changed_on = models.DateField("changed on", auto_now=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]
        verbose_name_plural = "marketing activities"

    def __str__(self):
        return self.title
