"""Importing people: the file's line managers become people too, and nobody stands above themselves."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accountfile.core.importing.kinds import Field, Kind, Reference, Refused
from accountfile.core.importing.parsing import as_text, shown, text
from accountfile.core.models.search import plain
from accountfile.people.models import User, validate_time_zone
from accountfile.people.services import rebuild_reporting_lines, username_for

NAME = text(200)
SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"}


def everybody():
    """Yield each person with the texts that name them."""
    for pk, name, *texts in User.objects.values_list("pk", "name", "username", "email", "external_id"):
        yield pk, [name, first_last(name), *texts]


def person(cell, style):
    """Return what names a person on one line; Last, First is turned round."""
    return first_last(NAME(cell, style))


def first_last(name):
    """Return "Last, First" as First Last, and any other name as it is."""
    last, _, first = (part.strip() for part in name.partition(","))
    if not last or not first or "," in first or plain(first).strip(".") in SUFFIXES:
        return name
    return f"{first} {last}"


def is_a_name(words):
    """Say whether words can be somebody's name: no address, no number."""
    return any(letter.isalpha() for letter in words) and not any(each.isdigit() or each == "@" for each in words)


def email(cell, style):
    """Return an e-mail address in small letters."""
    address = as_text(cell).lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise Refused(f"“{shown(cell)}” is not an e-mail address") from fault
    return address


def time_zone(cell, style):
    """Return the name of a time zone that this machine knows."""
    try:
        validate_time_zone(as_text(cell))
    except ValidationError as fault:
        raise Refused(f"“{shown(cell)}” is not a time zone such as Europe/Berlin") from fault
    return as_text(cell)


def make_people(names):
    """Make a person of each name, without a password; return them by name."""
    people = People().create([People().build({"name": name}) for name in names])
    return {person.name: person for person in people}


class People(Kind):
    """Who works here and who reports to whom."""

    name, noun, plural = "people", "person", "people"
    model = User
    sheets = ("employees", "staff", "users", "team")
    fields = (
        Field("name", "Name", person, required=True),
        Field(
            "line_manager",
            "Line manager",
            person,
            to="line_manager_id",
            refers=Reference("person", everybody, make=make_people, makes=is_a_name, own=True),
        ),
        Field("region", "Region", text(100)),
        Field("team", "Team", text(100)),
        Field("email", "E-mail", email),
        Field("time_zone", "Time zone", time_zone),
        Field("external_id", "External id", text(100)),
    )

    def begin(self):
        self.addresses = dict(User.objects.exclude(email=None).values_list("email", "pk"))

    def check(self, records):
        """Refuse an address that somebody else has, here or in the file."""
        first: dict[str, int] = {}
        for record in records:
            address = record["email"]
            if record.problems or not address:
                continue
            owner = self.addresses.get(address)
            if owner and (record.found is None or owner != record.found.pk):
                record.refuse("email", f"somebody else has the e-mail address “{address}”")
            elif address in first:
                record.refuse("email", f"row {first[address]} has the e-mail address “{address}” already")
            else:
                first[address] = record.number

    def build(self, attributes):
        return User(password=make_password(None), **attributes)

    def create(self, rows):
        taken = {username.lower() for username in User.objects.values_list("username", flat=True)}
        for person in rows:
            person.username = username_for(person.name, taken)
            taken.add(person.username)
        return User.objects.bulk_create(rows, batch_size=500)

    def update(self, rows, names, before):
        User.objects.bulk_update(rows, names, batch_size=500)

    def remove(self, rows):
        """Remove people whom an import made and nobody has named since; all others can only be deactivated."""
        for start in range(0, len(rows), 500):
            people = User._base_manager.filter(pk__in=[person.pk for person in rows[start : start + 500]])
            people.update(line_manager=None)
        for start in range(0, len(rows), 500):
            User._base_manager.filter(pk__in=[person.pk for person in rows[start : start + 500]]).delete()

    def finish(self):
        rebuild_reporting_lines()
