"""The key figures of the field: what each is made of, how it is worked out, and when it is not
available.

Pure arithmetic on Decimals, without database or clock. ``None`` always means "not available":
nothing to divide by, or an input that nobody knows yet. What can never be true (a negative count, a
text, a likelihood of 7) is refused with a sentence for a person.
"""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from accountfile.kpi import measures  # noqa: F401 - it fills the register
from accountfile.kpi.definitions import MEASURES, Formula
from accountfile.kpi.inputs import FigureUnknown, InputRefused, Inputs, short

__all__ = ["MEASURES", "Formula", "InputRefused", "measure"]


def measure(name, inputs):
    """Return the figure to two decimals, None when it is not available, or raise InputRefused.

    A half goes to the even digit, as in the figures of sales: rounding up each time would add up to
    a little too much.
    """
    if name not in MEASURES:
        raise InputRefused(
            f"There is no measure called “{short(name)}”. Known are: {', '.join(MEASURES)}."
        )
    if not isinstance(inputs, dict):
        raise InputRefused(
            'The inputs must be an object such as {"start": 100, "new": 10, "end": 105}.'
        )
    known = MEASURES[name].inputs
    for key in inputs:
        # A misspelt input left out in silence would give a figure that looks right.
        if key not in known:
            raise InputRefused(
                f"“{short(key)}” is no input of {name}. Its inputs are: {', '.join(known)}."
            )
    with localcontext() as exact:
        exact.prec = 80  # so that the largest inputs still keep their two decimals
        try:
            value = MEASURES[name].work_out(Inputs(inputs))
        except FigureUnknown:
            return None
        if value is None:
            return None
        return (
            value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN) + 0
        )  # + 0 turns -0.00 into 0.00
