"""The standing items and the main inputs of a performance review, by their numbers in the
requirements.
"""

from enum import IntEnum, nonmember


class Heading(IntEnum):
    """The twenty standing agenda items of a performance review, R004-A01 to A20."""

    # Templates compare with the items by name; they would call a class to make one.
    do_not_call_in_templates = nonmember(True)

    PREVIOUS_MINUTES = 1
    PREVIOUS_ACTIONS = 2
    MISSION_STRATEGY_GOALS = 3
    BUSINESS_PERFORMANCE = 4
    ORGANISATION_CHANGES = 5
    CONTRACTS = 6
    SCORECARD = 7
    SALES = 8
    COMPETITORS = 9
    SWOT = 10
    RELATIONSHIPS = 11
    MISSING_INFORMATION = 12
    SURVEY = 13
    ISSUES = 14
    HOSPITALITY = 15
    ACCOUNT_MANAGER = 16
    SUCCESS_FACTORS = 17
    RISK = 18
    OPTIONS_AND_ACTIONS = 19
    CLOSE = 20


class Input(IntEnum):
    """The fourteen main inputs of a performance review, R004-I01 to I14."""

    SNAPSHOT = 1
    FILE_DETAILS = 2
    SCORECARD = 3
    SWOT = 4
    ORGANISATION_CHARTS = 5
    CONTACT_PLAN = 6
    PROGRESS_MINUTES = 7
    SURVEY = 8
    OPPORTUNITIES = 9
    PROPOSITIONS = 10
    MARKETING_PLAN = 11
    HOSPITALITY_PLAN = 12
    ACCOUNT_MANAGER = 13
    RISK_ANALYSES = 14
