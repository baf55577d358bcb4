"""What the file should know about the blueprint."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.blueprint.standing import answers
from accountfile.core import sections
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from accountfile.wording import day

# What is asked, which answer counts, where it is given, for how many days it holds, its weight.
ASKED = [
    (
        "Where do we stand with the client, and what is in scope?",
        "position",
        "position_add",
        180,
        2,
    ),
    ("What is our 12-month objective for this client?", "year", "twelvemonthobjective_add", 365, 3),
    (
        "What does the client want from us, in its own words?",
        "client",
        "clientobjective_add",
        365,
        3,
    ),
    (
        "What are the strengths, weaknesses, opportunities and threats of our relationship?",
        "ours",
        "swotitem_add",
        180,
        2,
    ),
    (
        "What are the client's own strengths, weaknesses, opportunities and threats?",
        "theirs",
        "swotitem_add",
        365,
        1,
    ),
    ("Which competitor was last seen at the client, and when?", "sighting", "sighting_list", 90, 1),
    ("Which measurable objectives are we working on?", "objective", "objective_add", 100, 1),
]


def questions(accounts, today):
    found = answers(accounts)
    for account in accounts:
        row = found[account.pk]
        for text, answer, name, fresh, weight in ASKED:
            url = reverse(f"blueprint:{name}", args=[account.pk])
            url += "?side=client" if answer == "theirs" else ""
            yield Question(
                account.pk,
                text,
                row[answer],
                url,
                fresh,
                weight,
            )


def inputs(account, today):
    changed = answers([account])[account.pk]["ours"]
    state = sections.MISSING
    text = "There is no SWOT of the relationship."
    if changed:
        state = sections.STALE if today - changed > timedelta(days=100) else sections.READY
        text = f"The SWOT last changed on {day(changed)}."
    yield InputState(
        Input.SWOT,
        state,
        text,
        reverse("blueprint:swot", args=[account.pk]),
    )
