"""What the amounts of contracts and service levels have in common."""

from django.core.validators import MinValueValidator

NOT_LESS_THAN_NOTHING = [MinValueValidator(0)]
