"""Make the first administrator; there is no preset password anywhere."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accountfile.people.models import User
from accountfile.people.services import add_person, invitation_link


class Command(BaseCommand):
    help = (
        "Make an administrator: asks for a password on a terminal, otherwise prints a link that "
        "sets one, once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--username", default="", help="made from the name when left out")
        parser.add_argument("--name")
        parser.add_argument("--email")
        parser.add_argument(
            "--link", action="store_true", help="print the link, do not ask for a password"
        )

    def handle(self, *, username, name, email, link, **options):
        asks = sys.stdin.isatty()
        name = name or (input("Full name: ") if asks else "")
        email = email or (input("E-mail (may stay empty): ") if asks else None)
        if not name:
            raise CommandError("Give the administrator's full name with --name.")
        password = (
            self.asked_password(User(username=username, name=name)) if asks and not link else None
        )
        try:
            person = add_person(
                name=name,
                username=username,
                email=email,
                password=password,
                is_staff=True,
                is_superuser=True,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person} signs in as {person.username}.")
        if password is None:
            self.stdout.write(
                f"Set the password within 72 hours, once, at {invitation_link(person)}"
            )

    def asked_password(self, person):
        """Ask until two equal passwords pass the rules."""
        while True:
            password = getpass.getpass("Password: ")
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if password == getpass.getpass("The same again: "):
                return password
            self.stderr.write("These two are not the same.")
