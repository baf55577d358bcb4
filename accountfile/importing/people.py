"""Importing people: the file's line managers become people too, and nobody stands above
themselves.
"""

from copy import copy

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accountfile.core.models import current_act
from accountfile.core.models.search import plain
from accountfile.importing.kinds import Field, Kind, Reference, Refused
from accountfile.importing.parsing import as_text, shown, text
from accountfile.importing.stages import refuse
from accountfile.people import rights
from accountfile.people.models import User, validate_time_zone
from accountfile.people.services import rebuild_reporting_lines, username_for
from accountfile.people.telling import TOLD, tell

NAME = text(200)
BY_HAND = (
    "{person} sees everything: no import changes the address or line manager; an administrator does"
)
OPENED = (
    "This file would open the files of people to you who are not below you: another "
    "administrator imports it."
)
SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"}


def everybody():
    """Yield each person with the texts that name them."""
    columns = ("pk", "name", "username", "email", "external_id")
    for pk, name, *texts in User.objects.values_list(*columns):
        yield pk, [name, first_last(name), *texts]


def person(cell, style):
    """Return what names a person on one line; Last, First is turned round."""
    return first_last(NAME(cell, style))


def first_last(name):
    """Return "Last, First" as First Last, and any other name as it is."""
    last, _, first = (part.strip() for part in name.partition(","))
    # "Weller, Jr." and "Weller, Anne, PhD" are not turned round.
    is_suffix = plain(first).strip(".") in SUFFIXES
    if not last or not first or "," in first or is_suffix:
        return name
    return f"{first} {last}"


def is_a_name(words):
    """Say whether words can be somebody's name: no address, no number."""
    has_letters = any(letter.isalpha() for letter in words)
    is_something_else = any(each.isdigit() or each == "@" for each in words)
    return has_letters and not is_something_else


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
    rows = [People().build({"name": name}) for name in names]
    people = People().create(rows)
    return {person.name: person for person in people}


class People(Kind):
    """Who works here and who reports to whom."""

    name = "people"
    noun = "person"
    plural = "people"
    model = User
    sheets = ("employees", "staff", "users", "team")
    fields = (
        Field(
            "name",
            "Name",
            person,
            required=True,
            joined_from=("first name", "last name"),
            headers=(
                "name, full name, person, sales agent, agent, salesperson, sales rep, sales "
                "representative, seller, employee, employee name, account manager, account owner, "
                "owner, owner name, user, user name, display name, contact name, mitarbeiter, "
                "vertriebsmitarbeiter, nom, commercial, nombre, vendedor, last first, last name "
                "first name, vorname nachname, nachname vorname, nom complet, collaborateur"
            ),
        ),
        Field(
            "line_manager",
            "Line manager",
            person,
            to="line_manager_id",
            refers=Reference("person", everybody, make=make_people, makes=is_a_name, own=True),
            headers=(
                "line manager, manager, manager name, reports to, reporting to, supervisor, team "
                "leader, team lead, boss, sales manager, manager's name, direct manager, manager "
                "id, head, vorgesetzter, teamleiter, führungskraft, chef, responsable, supérieur, "
                "jefe"
            ),
        ),
        Field(
            "region",
            "Region",
            text(100),
            headers=(
                "region, regional office, sales region, office, territory, area, location, office "
                "location, sales office, branch, gebiet, vertriebsgebiet, standort, "
                "niederlassung, région, agence, zona"
            ),
        ),
        Field(
            "team",
            "Team",
            text(100),
            headers="team, sales team, department, group, unit, team name, abteilung",
        ),
        Field(
            "email",
            "E-mail",
            email,
            headers=(
                "email, e-mail, email address, e-mail address, mail, e-mail 1 - value, work "
                "email, business email, user email, e-mail adresse, adresse e-mail, courriel, "
                "correo"
            ),
        ),
        Field(
            "time_zone",
            "Time zone",
            time_zone,
            headers="time zone, timezone, tz, time zone sid key",
        ),
        Field(
            "external_id",
            "External id",
            text(100),
            headers=(
                "external id, id, user id, employee id, record id, person id, owner id, agent id, "
                "staff id, personnel number, employee number, personalnummer"
            ),
        ),
    )

    named_by = ("external_id", "name", "email")
    below = None  # who was below the person who imports, before

    def begin(self):
        self.addresses = dict(User.objects.exclude(email=None).values_list("email", "pk"))

    def check(self, records):
        """Refuse what this person may not change, and an address that somebody else has, here or in
        the file.
        """
        beyond = list(self._beyond_rights(records))
        return beyond + list(self._doubles(refuse(records, beyond)))

    def _beyond_rights(self, records):
        named = {each.attribute: each.name for each in self.fields}
        there = [record for record in records if record.found and not record.problems]
        changes = []
        for record in there:
            values = self.attributes(record)
            changes.append((record.found, _differing(record.found, values)))
        refused = refusals(changes)
        for record in there:
            for attribute, reason in refused.get(record.found, {}).items():
                yield record.refusal(named[attribute], reason)

    def _doubles(self, records):
        first: dict[str, int] = {}
        for record in records:
            address = record["email"]
            if record.problems or not address:
                continue
            owner = self.addresses.get(address)
            if owner and (record.found is None or owner != record.found.pk):
                yield record.refusal("email", f"somebody else has the e-mail address “{address}”")
            elif address in first:
                earlier = first[address]
                reason = f"row {earlier} has the e-mail address “{address}” already"
                yield record.refusal("email", reason)
            else:
                first[address] = record.number

    def build(self, attributes):
        return User(password=make_password(None), **attributes)

    def create(self, rows):
        self._note_who_is_below()
        names = User.objects.values_list("username", flat=True)
        taken = {username.lower() for username in names}
        for person in rows:
            person.username = username_for(person.name, taken)
            taken.add(person.username)
        return User.objects.bulk_create(rows, batch_size=500)

    def update(self, rows, names, before):
        """Change people, unless this person may not, and write to those concerned."""
        self._note_who_is_below()
        olds = [(person, _differing(person, before[person.pk], names)) for person in rows]
        refuse_all(olds)
        User.objects.bulk_update(rows, names, batch_size=500)
        person = current_act().person
        tell(olds, by=f"{person} with an import" if person else "an import by command")

    def remove(self, rows):
        """Remove people whom an import made and nobody has named since; all others can only be
        deactivated.
        """
        numbers = [person.pk for person in rows]
        parts = [numbers[start : start + 500] for start in range(0, len(numbers), 500)]
        # First all the pointers: a person of one part may be the line manager of another's.
        for part in parts:
            User._base_manager.filter(pk__in=part).update(line_manager=None)
        for part in parts:
            User._base_manager.filter(pk__in=part).delete()

    def _note_who_is_below(self):
        by = current_act().person
        if self.below is None and by is not None and not by.sees_everything:
            self.below = rights.juniors(by)
            self.there = set(User.objects.values_list("pk", flat=True))

    def finish(self):
        """Rebuild the lines; what each row alone does not show, all together may: somebody new
        below the importer.
        """
        rebuild_reporting_lines()
        if self.below is None:
            return
        # Whoever the file itself brought in has no files yet that could be opened.
        below_now = rights.juniors(current_act().person) & self.there
        if below_now - self.below:
            raise Refused(OPENED)


def refusals(changes):
    """Return what whoever imports may not change, as ``rights.refused`` does, and what no import
    changes.
    """
    found = rights.refused(current_act().person, changes)
    for person, new in changes:
        if person.sees_everything and new.keys() & set(TOLD):
            found[person] = {name: BY_HAND.format(person=person) for name in TOLD if name in new}
    return found


def refuse_all(olds):
    """Refuse a whole import, or its undoing, if one of its people may not be changed."""
    changes = []
    for person, old in olds:
        new = {name: getattr(person, name) for name in old}
        changes.append((_as_before(person, old), new))
    for reasons in refusals(changes).values():
        raise Refused(next(iter(reasons.values())))


def _as_before(person, old):
    was = copy(person)
    for name, value in old.items():
        setattr(was, name, value)
    return was


def _differing(person, values, names=None):
    """Return those of the values that the person has not, of all names or of these fields."""
    columns = User._meta.concrete_fields
    fields = {each.attname for each in columns if names is None or each.name in names}
    asked = {name: value for name, value in values.items() if name in fields}
    return {name: value for name, value in asked.items() if getattr(person, name) != value}
