"""Who works at the made-up company, and how they sign in."""

import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model

from accountfile.people.services import add_person, username_for

COMPANY = "Harbour & Finch Ltd (sample company, made up)"
DOMAIN = "harbour-finch.example"
DIRECTOR, LINE, MANAGER, COLLEAGUE, ADMINISTRATOR = (
    "director",
    "line manager",
    "account manager",
    "colleague",
    "administrator",
)

# name, role, line manager, region, what to look at first
PEOPLE = [
    (
        "Helena Finch",
        DIRECTOR,
        None,
        "",
        "Accounts: every file of the company, its health and its gaps",
    ),
    (
        "Conrad Vale",
        LINE,
        "Helena Finch",
        "North",
        "People: your account managers, their files, reviews due",
    ),
    ("Priya Nandakumar", LINE, "Helena Finch", "South", "People: won, lost and open of your team"),
    (
        "Tom Ashdown",
        MANAGER,
        "Conrad Vale",
        "North",
        "My desk, then the file of Alderbrook Foods: the fullest one",
    ),
    (
        "Ines Carvalho",
        MANAGER,
        "Conrad Vale",
        "North",
        "My desk: what is missing in Granthorpe Dairies",
    ),
    ("Joanna Reyes", MANAGER, "Conrad Vale", "North", "The file of Brightwater Pharma"),
    ("Samuel Okafor", MANAGER, "Priya Nandakumar", "South", "The file of Castellan Retail"),
    ("Lotte Brandt", MANAGER, "Priya Nandakumar", "South", "Opportunities across your files"),
    (
        "Viktor Hale",
        MANAGER,
        "Priya Nandakumar",
        "South",
        "A new file: what a first week looks like",
    ),
    (
        "Marta Silk",
        COLLEAGUE,
        "Helena Finch",
        "",
        "Serves Alderbrook Foods: may change its file, not its cover",
    ),
    (
        "Dev Rao",
        COLLEAGUE,
        "Helena Finch",
        "",
        "Reads the file of Alderbrook Foods, changes nothing",
    ),
    (
        "Ada Whitlock",
        ADMINISTRATOR,
        "Helena Finch",
        "",
        "Administration: people, tiers, stages, agenda",
    ),
]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_password():
    """Return a password that can be read out and typed: four groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def make_people():
    """Add everybody, each with a password of their own; returns ``{name: person}`` and the table of
    sign-ins.
    """
    people = {}
    signs = []
    for name, role, line_manager, region, first in PEOPLE:
        username = username_for(name)
        password = new_password()
        people[name] = add_person(
            name=name,
            username=username,
            external_id=f"{settings.SAMPLE_MARK}{username}",
            password=password,
            email=f"{username}@{DOMAIN}",
            line_manager=people.get(line_manager),
            region=region,
            sees_everything=role == DIRECTOR,
            is_staff=role == ADMINISTRATOR,
            is_superuser=role == ADMINISTRATOR,
        )
        signs.append((username, password, role, first))
    return people, signs


def keep(signs):
    """Write the sign-ins where only the person who runs the product can read them."""
    settings.SAMPLE_SIGN_INS.unlink(missing_ok=True)
    lines = ["\t".join(sign) for sign in signs]
    with open(
        settings.SAMPLE_SIGN_INS, "x", opener=lambda name, flags: os.open(name, flags, 0o600)
    ) as file:
        file.write("\n".join(lines) + "\n")


def kept():
    """Return the sign-ins of the sample company in this database, or nothing."""
    if not settings.SAMPLE_SIGN_INS.exists():
        return []
    signs = [tuple(line.split("\t")) for line in settings.SAMPLE_SIGN_INS.read_text().splitlines()]
    here = get_user_model().objects.filter(username__in=[sign[0] for sign in signs]).count()
    return signs if here == len(signs) else []


def table(signs):
    """Return the sign-ins as lines of a table."""
    rows = [("username", "password", "role", "look at first"), *signs]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join([*(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=False)), row[3]])
        for row in rows
    )
