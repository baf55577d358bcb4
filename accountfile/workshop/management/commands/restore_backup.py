"""``manage.py restore_backup FOLDER``: what ``backup`` wrote, in place of what is here."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accountfile.workshop import backups


class Command(BaseCommand):
    help = (
        "Put a backup in place of what is here, compare it, and hold back its letters. Stop the "
        "product first."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--over", action="store_true", help="Also where people are already.")

    def handle(self, *, folder, over, **options):
        try:
            found = backups.restore(folder, over=over)
        except FileNotFoundError as gone:
            raise CommandError(f"{folder} holds no backup: {gone.filename} is missing.") from gone
        except backups.BackupRefused as reason:
            raise CommandError(str(reason)) from reason
        rows = sum(found["rows"].values())
        tables = len(found["rows"])
        files = len(found["files"])
        self.stdout.write(
            f"{rows} rows of {tables} tables and {files} files are back, as of {found['made_at']}."
        )
        self.stdout.write(
            f"{found['held']} letters are held back: look through the outbox, then let them go."
        )
