"""The rows of sales and marketing."""

from opportunities.models.catalogue import PipelineStage, Product, State
from opportunities.models.opportunity import Opportunity, StageChange
from opportunities.models.plans import (
    MarketingActivity,
    PriceAgreement,
    Proposition,
    WhitespaceCell,
)
from opportunities.models.qualification import Qualification
from opportunities.models.stored import SalesFigures
from opportunities.models.worth import chance, in_reporting_currency, worth

__all__ = [
    "MarketingActivity",
    "Opportunity",
    "PipelineStage",
    "PriceAgreement",
    "Product",
    "Proposition",
    "Qualification",
    "SalesFigures",
    "StageChange",
    "State",
    "WhitespaceCell",
    "chance",
    "in_reporting_currency",
    "worth",
]
