"""The rows of the sample company's reviews: what was minuted, and what was noted in short."""

from accountfile.core.sections import Heading

# agenda item, kind, words, action (text, days after the meeting) or None
MINUTES = [
    (
        Heading.PREVIOUS_MINUTES,
        "note",
        "The minutes of last time were accepted without changes.",
        None,
    ),
    (
        Heading.MISSION_STRATEGY_GOALS,
        "note",
        (
            "The mission statement holds; the depot managers know it, the new buying director "
            "does not yet."
        ),
        None,
    ),
    (
        Heading.BUSINESS_PERFORMANCE,
        "note",
        (
            "Orders are up a tenth on last year; the client's market is flat, its energy costs "
            "are not."
        ),
        None,
    ),
    (
        Heading.ORGANISATION_CHANGES,
        "note",
        (
            "A new buying director since the summer. Nobody of ours has met her for longer than "
            "ten minutes."
        ),
        ("Introduce our director to the new buying director", 12),
    ),
    (
        Heading.SALES,
        "decision",
        "We offer the two remaining depots as one package and do not discount the first one alone.",
        ("Write the package offer for the last two depots", 19),
    ),
    (
        Heading.COMPETITORS,
        "note",
        "A rival was seen at two sites; their price is lower, their response time at night is not.",
        None,
    ),
    (
        Heading.RELATIONSHIPS,
        "note",
        "Too much depends on one engineer whom everybody calls first.",
        ("Name a second contact for every depot", 33),
    ),
    (
        Heading.ISSUES,
        "note",
        "Two alarms were answered late in August; the client has been told why.",
        None,
    ),
    (
        Heading.ACCOUNT_MANAGER,
        "note",
        (
            "The daily calls leave too little time for the buying side; support was asked for "
            "and granted."
        ),
        None,
    ),
    (
        Heading.RISK,
        "decision",
        "The notice date of the main contract is kept as a risk until the renewal is signed.",
        None,
    ),
    (
        Heading.OPTIONS_AND_ACTIONS,
        "decision",
        "Energy savings come first this quarter; new sites second.",
        ("Measure the savings at three sites", 103),
    ),
]

NOTES = {
    Heading.PREVIOUS_MINUTES: "Minutes accepted.",
    Heading.SALES: (
        "The pipeline is thin after the summer; two propositions are worth a conversation."
    ),
    Heading.ISSUES: "No complaint is open.",
}
