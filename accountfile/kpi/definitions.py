"""What there is to know about a key figure, and the register of them all."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Formula:
    """One key figure with everything its page has to explain."""

    name: str
    label: str
    unit: str
    formula: str
    edge_rule: str
    inputs: dict[str, str]
    work_out: Callable


MEASURES: dict[str, Formula] = {}


def measured(*, label, unit, formula, edge_rule, inputs):
    """Enter a function in the register of measures under its own name."""

    def enter(function):
        name = function.__name__
        MEASURES[name] = Formula(
            name,
            label,
            unit,
            formula,
            edge_rule,
            inputs,
            function,
        )
        return function

    return enter
