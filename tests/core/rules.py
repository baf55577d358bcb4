"""The rules about rows, as a table: a row in order, what breaks the rule, and the answer."""

from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS

from accountfile.blueprint import models as blueprint
from accountfile.contracts.models import Contract, Invoice
from accountfile.core.models import Action, Interaction, TeamMember
from accountfile.profile import models as profile
from contacts.models import Contact, HospitalityEvent
from opportunities.models import Opportunity, PriceAgreement, Proposition, Qualification
from reviews.models import CarriedAction, ProgressReview, Review
from risk.models import Risk
from scorecard import models as scorecard
from surveys.models import ReferenceSite

DAY = date(2026, 3, 2)
EARLIER = DAY - timedelta(days=1)
AHEAD = date(2199, 1, 1)
STILL_TO_COME, NOT_YET = "This day is still to come.", "That day has not come yet."

# (model, a row in order, what is changed in it, the field of the answer, the answer)
RULES = [
    (
        Action,
        {"outcome": "Done."},
        {"state": "dropped", "outcome": ""},
        "outcome",
        "Say why it is dropped: the next review will ask.",
    ),
    (
        Interaction,
        {"held_on": DAY},
        {"held_on": AHEAD},
        "held_on",
        "It has not happened yet: plan it as an action instead.",
    ),
    (blueprint.Position, {"known_on": DAY}, {"known_on": AHEAD}, "known_on", STILL_TO_COME),
    (
        blueprint.TwelveMonthObjective,
        {"agreed_on": DAY},
        {"agreed_on": AHEAD},
        "agreed_on",
        STILL_TO_COME,
    ),
    (blueprint.ClientObjective, {"known_on": DAY}, {"known_on": AHEAD}, "known_on", STILL_TO_COME),
    (
        blueprint.Objective,
        {"origin": "year"},
        {"origin": "other"},
        "origin_text",
        "Say what it grew from, or the next review will call it an orphan.",
    ),
    (blueprint.SwotItem, {"since_on": DAY}, {"since_on": AHEAD}, "since_on", STILL_TO_COME),
    (
        blueprint.SwotItem,
        {"since_on": DAY},
        {"handled": True},
        "how",
        "Say how it is used, fixed, pursued or covered.",
    ),
    (blueprint.Sighting, {"seen_on": DAY}, {"seen_on": AHEAD}, "seen_on", STILL_TO_COME),
    (
        profile.Fact,
        {"known_on": DAY, "grade": "assumed"},
        {"known_on": AHEAD},
        "known_on",
        "This day is still to come: give the day on which it was last true.",
    ),
    (
        profile.Fact,
        {"known_on": DAY, "grade": "assumed"},
        {"grade": "confirmed"},
        "source",
        "Say who or what confirms it, or call it assumed.",
    ),
    (
        profile.Position,
        {"held": "vacant"},
        {"held": "known"},
        "person",
        "Give the name, or say that the position is vacant or not known to us.",
    ),
    (
        profile.BuyingDate,
        {"kind": "limit", "limit": 5},
        {"limit": None},
        "limit",
        "Up to which amount may they sign?",
    ),
    (
        profile.BuyingDate,
        {"kind": "budget", "falls_on": DAY},
        {"falls_on": None},
        "falls_on",
        "A date of the buying calendar needs its day, if only a likely one.",
    ),
    (
        Contract,
        {"starts_on": DAY, "ends_on": DAY},
        {"ends_on": EARLIER},
        "ends_on",
        "A contract cannot end before it starts.",
    ),
    (
        Invoice,
        {"issued_on": DAY, "due_on": DAY},
        {"due_on": EARLIER},
        "due_on",
        "An invoice cannot be due before it is issued.",
    ),
    (
        HospitalityEvent,
        {"policy": "within"},
        {"policy": "approved"},
        "approved_by",
        "Who approved the exception?",
    ),
    (
        Opportunity,
        {"engaged_on": DAY, "expected_on": DAY},
        {"expected_on": EARLIER},
        "expected_on",
        "It cannot close before it was first talked about.",
    ),
    (
        Opportunity,
        {"engaged_on": DAY, "closed_on": DAY},
        {"closed_on": EARLIER},
        "closed_on",
        "It cannot close before it was first talked about.",
    ),
    (
        Opportunity,
        {"closed_on": DAY},
        {"closed_on": AHEAD},
        "closed_on",
        "This day has not come yet.",
    ),
    (
        PriceAgreement,
        {"price": 5},
        {"price": None},
        NON_FIELD_ERRORS,
        "Give a discount or a price: one of them was agreed.",
    ),
    (
        PriceAgreement,
        {"price": 5, "from_on": DAY},
        {"until_on": EARLIER},
        "until_on",
        "It cannot end before it begins.",
    ),
    (
        Proposition,
        {},
        {"state": "not taken"},
        "why_not",
        "Say why, so that nobody proposes it again by accident.",
    ),
    (Qualification, {}, {"decision": "bid"}, "decided_by", "Say who approved the decision."),
    (
        CarriedAction,
        {},
        {"disposition": "moved", "new_due_on": DAY},
        "reason",
        "Say why: the next review will ask.",
    ),
    (
        CarriedAction,
        {"reason": "Late."},
        {"disposition": "moved"},
        "new_due_on",
        "Choose a day after today.",
    ),
    (
        ProgressReview,
        {"held_on": DAY},
        {"held_on": AHEAD},
        "held_on",
        "It has not been held yet: plan it as an action instead.",
    ),
    (Review, {}, {"why": "event"}, "reason", "Say which event: whoever comes will want to know."),
    (
        Risk,
        {},
        {"residual_impact": 3},
        NON_FIELD_ERRORS,
        "Give both likelihood and impact after our response, or neither.",
    ),
    (
        scorecard.FinancialPeriod,
        {"starts_on": DAY, "ends_on": DAY},
        {"ends_on": EARLIER},
        "ends_on",
        "The last day comes before the first.",
    ),
    (scorecard.Issue, {"raised_on": DAY}, {"raised_on": AHEAD}, "raised_on", NOT_YET),
    (scorecard.Issue, {"raised_on": DAY}, {"resolved_on": AHEAD}, "resolved_on", NOT_YET),
    (
        scorecard.Issue,
        {"raised_on": DAY},
        {"resolved_on": EARLIER},
        "resolved_on",
        "An issue cannot be resolved before it was raised.",
    ),
    (scorecard.Deliverable, {}, {"delivered_on": AHEAD}, "delivered_on", NOT_YET),
    (
        scorecard.Reading,
        {},
        {"yes": False, "until": DAY},
        "action",
        "Red: say what is done about it, or why it is accepted.",
    ),
    (scorecard.Reading, {}, {"yes": False, "accepted": "Known."}, "until", "By when?"),
    (
        scorecard.ValueRecord,
        {},
        {"agreed_by": "Jo Hart"},
        "agreed_by",
        "Say both who at the client agreed and when, or neither.",
    ),
    (
        ReferenceSite,
        {},
        {"consent_by": "Jo Hart"},
        "consent_by",
        "Say both who agreed and until when, or neither.",
    ),
]


def twins():
    """Yield (model, the values of a row, those of one that cannot be beside it, the answer)."""
    day = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31)}
    month = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
    yield (
        scorecard.FinancialPeriod,
        day,
        month,
        ("March 2026 is in the file already and shares days with this: they would count twice."),
    )
    yield (
        scorecard.Scorecard,
        {"month": DAY},
        {"month": EARLIER.replace(month=3)},
        ("This month has a scorecard of this template already."),
    )
    number = {"number": "A1"}
    yield Invoice, number, number, "This file has an invoice of that number already."
    yield (
        blueprint.Competitor,
        {"name": "Globex"},
        {"name": "GLOBEX"},
        ("This competitor has a page in the file already."),
    )
    yield (
        Contact,
        {"name": "Jo Hart", "email": "jo@acme.example"},
        {"name": "J. Hart", "email": "Jo@acme.example"},
        ("J. Hart has this address already: keep one entry for one person."),
    )
    yield TeamMember, {}, {}, "This person is on the team already: change their entry instead."
    one_open = "This account has a review that is not closed yet: move or close that one."
    yield Review, {}, {}, one_open
