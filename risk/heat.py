"""The heat map: how many risks stand at each likelihood and impact, as rows of a table."""

from risk.models import Likelihood, level_of

IMPACTS = range(1, 6)


def heat_map(risks):
    """Return rows from likely to rare: ``{"label", "cells": [{"score", "level", "number",
    "titles"}]}``, JSON-able.
    """
    placed = {}
    for risk in risks:
        placed.setdefault((risk.likelihood, risk.impact), []).append(risk.title)
    return _rows({place: (len(titles), "; ".join(titles)) for place, titles in placed.items()})


def heat_of_many(numbers):
    """Return the same rows from ``{(likelihood, impact): how many}``, for more risks than can be
    named.
    """
    return _rows({place: (number, "") for place, number in numbers.items()})


def _rows(placed):
    return [
        {
            "label": step.label,
            "cells": [_cell(placed, step.value, impact) for impact in IMPACTS],
        }
        for step in reversed(Likelihood)
    ]


def _cell(placed, likelihood, impact):
    number, titles = placed.get((likelihood, impact), (0, ""))
    score = likelihood * impact
    return {
        "score": score,
        "level": level_of(score),
        "number": number,
        "titles": titles,
    }
