"""How surveys and references weigh in the health of an account."""

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    Signal,
)
from accountfile.wording import plural
from surveys.questions import owed
from surveys.rounds import (
    scores,
)

POINTS = {
    "good": 6,
    "watch": -4,
    "poor": -10,
}


def signals(accounts, today):
    for account_id, (survey, told) in scores(accounts, today).items():
        text = f"{told.label} {told.shown} (n = {told.answered})"
        yield Signal(
            account_id,
            POINTS[told.tone],
            text,
            survey.get_absolute_url(),
        )
    for account_id, number in owed(accounts):
        text = f"{plural(number, 'unhappy answer')} without a call back"
        yield Signal(
            account_id,
            -min(9, 3 * number),
            text,
            reverse("section", args=[account_id, "surveys"]),
        )
