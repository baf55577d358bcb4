"""What many ratings say together."""

from statistics import median_low

FAR_APART = 3


def consensus(ratings):
    """Return the values of a contact that follow from its ratings; who does not know a value has no say in it."""
    sides = [rating.allegiance for rating in ratings if rating.allegiance is not None]
    weights = [rating.influence for rating in ratings if rating.influence is not None]
    return {
        "allegiance": median_low(sides) if sides else None,
        "influence": median_low(weights) if weights else None,
        "coverage": max((rating.coverage for rating in ratings), default=0),
        "known_to": sum(rating.coverage >= 2 for rating in ratings),
        "disputed": bool(sides) and (min(sides) < 0 < max(sides) or max(sides) - min(sides) >= FAR_APART),
        "rated_on": max((rating.rated_on for rating in ratings), default=None),
    }
