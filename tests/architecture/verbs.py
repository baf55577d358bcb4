"""Which addresses are verbs on rows that somebody else may have changed meanwhile, and why the
others are none.
"""

from tests.architecture.walking import ROWS

# Who is sent here changes nothing that somebody else may have changed since.
ADDS = "adds a row of its own beside those of others"
OWN = "is about the person who presses, and nobody else"
NAMES = "names the state that it wants, and carries no words"
CLAIMS = "is claimed in the database; the second press finds it on its way and says so"
BOXES = "compares every box with what its page showed: tests/pages/test_boxes.py"
FREE = {
    "account_add": ADDS,
    "import_new": ADDS,
    "reviews:minute_add": ADDS,
    "reviews:option_add": ADDS,
    "reviews:invite": ADDS,
    "reviews:send": ADDS,
    "surveys:ask": ADDS,
    "scorecard:paste": ADDS,
    "keep_draft": OWN,
    "drop_draft": OWN,
    "read_all": OWN,
    "read_notice": OWN,
    "choose_columns": OWN,
    "blueprint:acknowledge": OWN,
    "me": OWN,
    "reviews:item": NAMES,
    "reviews:participant": NAMES,
    "reviews:after": NAMES,
    "letter_again": CLAIMS,
    "letter_arrived": CLAIMS,
    "invite": CLAIMS,
    "import_columns": CLAIMS,
    "import_doubts": CLAIMS,
    "import_confirm": CLAIMS,
    "import_undo": CLAIMS,
    "reviews:print_again": CLAIMS,
    "reviews:client_edition": CLAIMS,
    "surveys:revoke": CLAIMS,
    "put_back": CLAIMS,
    "opportunities_desk:managers": CLAIMS,
    "reviews:questions": BOXES,
    "reviews:factors": BOXES,
    "scorecard:fill": BOXES,
}
SENT = [
    row
    for row in ROWS
    if row.method == "post" and row.name not in FREE and not row.name.endswith("_add")
]
VERBS = {row.name for row in SENT}
