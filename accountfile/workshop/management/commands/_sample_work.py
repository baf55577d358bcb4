"""What is going on in the made-up company: teams, history, meetings, actions and a document."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile

from accountfile.core.models import Action, Document, Interaction, Milestone, TeamMember

# account, person, what they do, may change, may authorise
TEAM = [
    (
        "Alderbrook Foods",
        "Marta Silk",
        "Plans the engineers' visits and the spare parts",
        True,
        "Goodwill up to 2,000",
    ),
    ("Alderbrook Foods", "Dev Rao", "Writes the monthly temperature report", False, ""),
    ("Brightwater Pharma", "Dev Rao", "Keeps the validation records", True, ""),
    ("Castellan Retail", "Marta Silk", "Takes the shops' calls", True, "Goodwill up to 500 a shop"),
]
# account, years ago, text
MILESTONES = [
    (
        "Alderbrook Foods",
        9,
        "First depot at Selby after two warm weekends with their former supplier",
    ),
    ("Alderbrook Foods", 7, "Framework contract over five depots"),
    (
        "Alderbrook Foods",
        5,
        "Power cut at Goole: 40 loads saved in one night, their board wrote to ours",
    ),
    ("Alderbrook Foods", 3, "Framework contract renewed for nine depots"),
    ("Alderbrook Foods", 2, "Buying moved from the depots to the head office"),
    ("Brightwater Pharma", 4, "Chosen after the regulator's finding"),
    ("Castellan Retail", 12, "First twenty shops"),
    ("Castellan Retail", 5, "Nearly lost to a rival who offered the same for 8 % less"),
    ("Castellan Retail", 1, "All 214 shops under one contract"),
    ("Dunmore Breweries", 6, "Two cellars rebuilt within one summer"),
]
# account, days ago, kind, with whom, summary
SPOKEN = [
    (
        "Alderbrook Foods",
        3,
        "meeting",
        "Margaret Tyne and the depot managers",
        (
            "Temperature report of last month: eleven depots inside half a degree. They want the "
            "same figures by depot and by shift, and asked again for a price for the two depots "
            "we do not keep yet."
        ),
    ),
    (
        "Alderbrook Foods",
        17,
        "call",
        "Margaret Tyne",
        (
            "The energy budget for next year is cut by 6 %. She will listen to anything that "
            "saves power before February."
        ),
    ),
    (
        "Alderbrook Foods",
        41,
        "visit",
        "the night shift at Goole",
        (
            "The door curtains are worn out and cost more than a new compressor would. "
            "Photographs are in the report."
        ),
    ),
    (
        "Brightwater Pharma",
        12,
        "meeting",
        "the quality manager",
        (
            "The inspection in March needs records of both new rooms. We showed how they come "
            "out of our system."
        ),
    ),
    (
        "Castellan Retail",
        8,
        "meeting",
        "the buying director",
        (
            "Content with the savings. Two rivals are invited to the next tender; price will "
            "weigh more than now."
        ),
    ),
    (
        "Dunmore Breweries",
        35,
        "call",
        "the managing director",
        "Wants the third cellar done before the summer season.",
    ),
    (
        "Elmsworth Hospitals",
        62,
        "mail",
        "the head of procurement",
        "The next tender was confirmed for the year after.",
    ),
    (
        "Fennimore Logistics",
        24,
        "meeting",
        "the fleet manager",
        "Fitting of forty trailers; a pilot of four is agreed.",
    ),
    (
        "Granthorpe Dairies",
        118,
        "call",
        "the plant manager",
        "Nothing to report, he said. We should go and see.",
    ),
]
# account, days from today, text, owner, priority
ACTIONS = [
    ("Alderbrook Foods", 4, "Price the two depots that we do not keep yet", "Tom Ashdown", 1),
    ("Alderbrook Foods", 11, "Split the temperature report by depot and shift", "Dev Rao", 2),
    ("Alderbrook Foods", -5, "Offer new door curtains for Goole", "Marta Silk", 2),
    (
        "Brightwater Pharma",
        9,
        "Rehearse the inspection with their quality manager",
        "Joanna Reyes",
        1,
    ),
    (
        "Castellan Retail",
        2,
        "Show the savings of the last twelve months to their board",
        "Samuel Okafor",
        1,
    ),
    ("Dunmore Breweries", -12, "Send the plan for the third cellar", "Tom Ashdown", 1),
    (
        "Fennimore Logistics",
        20,
        "Agree what the pilot of four trailers must prove",
        "Lotte Brandt",
        2,
    ),
    ("Granthorpe Dairies", 1, "Visit the plant and find out who decides", "Ines Carvalho", 1),
    ("Kestrel Home Care", 6, "Fill in the cover of the file", "Viktor Hale", 2),
]
NOTE = """Alderbrook Foods: what we agreed on the depots

1. Eleven depots, half a degree, day and night.
2. An alarm is answered within thirty minutes, an engineer is there within four hours.
3. The report of each month is with Margaret Tyne by the fifth working day.
"""


def tell_the_story(accounts, people, today):
    """Make the core's own rows; ``accounts`` and ``people`` by name."""
    for account, person, does, contributes, authorises in TEAM:
        TeamMember.objects.create(
            account=accounts[account],
            person=people[person],
            does=does,
            contributes=contributes,
            may_authorise=authorises,
        )
    for account, years, text in MILESTONES:
        day = today - timedelta(days=365 * years + 20)
        Milestone.objects.create(account=accounts[account], happened_on=day, text=text)
    _talk(accounts, today)
    _keep_a_note(accounts["Alderbrook Foods"], people["Tom Ashdown"], today)
    for account, days, text, owner, priority in ACTIONS:
        Action.objects.create(
            account=accounts[account],
            text=text,
            owner=people[owner],
            due_on=today + timedelta(days=days),
            priority=priority,
        )


def _talk(accounts, today):
    for account, days, kind, with_whom, summary in SPOKEN:
        Interaction.objects.create(
            account=accounts[account],
            held_on=today - timedelta(days=days),
            kind=kind,
            with_whom=with_whom,
            summary=summary,
            by=accounts[account].account_manager,
        )


def _keep_a_note(account, by, today):
    content = NOTE.encode()
    Document.objects.create(
        account=account,
        title="What we agreed on the depots",
        kind=Document.Kind.MINUTES,
        file=ContentFile(content, name="depots.txt"),
        file_name="depots.txt",
        content_type="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        dated_on=today - timedelta(days=41),
    )
