from surveys.models.answer import AnonymousAnswer, Answer
from surveys.models.reference import ReferenceSite, ReferenceVisit
from surveys.models.survey import Invitation, Survey, SurveyQuestion

__all__ = [
    "AnonymousAnswer",
    "Answer",
    "Invitation",
    "ReferenceSite",
    "ReferenceVisit",
    "Survey",
    "SurveyQuestion",
]
