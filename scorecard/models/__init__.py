"""What we deliver and what it earns: financial periods, scorecards, issues, deliverables, value."""

from scorecard.models.cards import Measure, Reading, Scorecard, Template
from scorecard.models.financial import FinancialPeriod, ValueRecord
from scorecard.models.promised import Deliverable, Issue

__all__ = [
    "Deliverable",
    "FinancialPeriod",
    "Issue",
    "Measure",
    "Reading",
    "Scorecard",
    "Template",
    "ValueRecord",
]
