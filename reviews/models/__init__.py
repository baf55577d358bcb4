"""The rows of a performance review, from its date to the pack that leaves the house."""

from reviews.models.after import AfterCheck
from reviews.models.agenda import (
    AgendaTemplate,
    BankQuestion,
    TemplateItem,
    taken_over_by,
    title_of,
)
from reviews.models.factors import FactorScore
from reviews.models.meeting import Minute, Option, Participant, ReviewItem
from reviews.models.notes import ManagerNote, ProgressReview
from reviews.models.pack import Distribution, Pack, SignOff
from reviews.models.review import Review, WrongStep
from reviews.models.settled import Answer, CarriedAction

__all__ = [
    "AfterCheck",
    "AgendaTemplate",
    "Answer",
    "BankQuestion",
    "CarriedAction",
    "Distribution",
    "FactorScore",
    "ManagerNote",
    "Minute",
    "Option",
    "Pack",
    "Participant",
    "ProgressReview",
    "Review",
    "ReviewItem",
    "SignOff",
    "TemplateItem",
    "WrongStep",
    "taken_over_by",
    "title_of",
]
