"""The rows of the sample company's reviews: what was minuted, and what was noted in short."""

# agenda item, kind, words, action (text, days after the meeting) or None
MINUTES = [
    (1, "note", "The minutes of last time were accepted without changes.", None),
    (
        3,
        "note",
        (
            "The mission statement holds; the depot managers know it, the new buying director "
            "does not yet."
        ),
        None,
    ),
    (
        4,
        "note",
        (
            "Orders are up a tenth on last year; the client's market is flat, its energy costs "
            "are not."
        ),
        None,
    ),
    (
        5,
        "note",
        (
            "A new buying director since the summer. Nobody of ours has met her for longer than "
            "ten minutes."
        ),
        ("Introduce our director to the new buying director", 12),
    ),
    (
        8,
        "decision",
        "We offer the two remaining depots as one package and do not discount the first one alone.",
        ("Write the package offer for the last two depots", 19),
    ),
    (
        9,
        "note",
        "A rival was seen at two sites; their price is lower, their response time at night is not.",
        None,
    ),
    (
        11,
        "note",
        "Too much depends on one engineer whom everybody calls first.",
        ("Name a second contact for every depot", 33),
    ),
    (14, "note", "Two alarms were answered late in August; the client has been told why.", None),
    (
        16,
        "note",
        (
            "The daily calls leave too little time for the buying side; support was asked for "
            "and granted."
        ),
        None,
    ),
    (
        18,
        "decision",
        "The notice date of the main contract is kept as a risk until the renewal is signed.",
        None,
    ),
    (
        19,
        "decision",
        "Energy savings come first this quarter; new sites second.",
        ("Measure the savings at three sites", 103),
    ),
]

NOTES = {
    1: "Minutes accepted.",
    8: "The pipeline is thin after the summer; two propositions are worth a conversation.",
    14: "No complaint is open.",
}
