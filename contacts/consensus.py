"""What many ratings say together, without telling what any one of them says."""

from statistics import median_low

TOGETHER = 2  # ratings of a person, before anything of them is shown
ENOUGH = 3  # opinions, before a value is: of two, whoever gave one would know the other
NEAR = 1  # steps between two opinions that agree


def consensus(ratings):
    """Return the values of a contact that follow from its ratings; who does not know a value has no
    say in it.
    """
    sides = [rating.allegiance for rating in ratings if rating.allegiance is not None]
    weights = [rating.influence for rating in ratings if rating.influence is not None]
    coverages = [rating.coverage for rating in ratings]
    together = len(ratings) >= TOGETHER
    return {
        "raters": len(ratings),
        "allegiance": median_low(sides) if len(sides) >= ENOUGH else None,
        "influence": median_low(weights) if len(weights) >= ENOUGH else None,
        "coverage": max(coverages) if len(ratings) >= ENOUGH else None,
        "known_to": sum(coverage >= 2 for coverage in coverages) if together else None,
        "disputed": len(sides) >= TOGETHER and apart(sides),
        "rated_on": max(rating.rated_on for rating in ratings) if together else None,
    }


def apart(sides):
    """Say whether opinions differ so much that the review should talk about it.

    Of two only whether they are near each other: anything finer would let each work out the other.
    """
    if len(sides) < ENOUGH:
        return max(sides) - min(sides) > NEAR
    return min(sides) < 0 < max(sides)
