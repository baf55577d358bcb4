"""``manage.py backup FOLDER``: all that is kept, in one folder."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accountfile.workshop import backups


class Command(BaseCommand):
    help = "Write database, files and key into a new folder, while the product runs."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--without-files", action="store_true", help="Leave out documents and packs."
        )

    def handle(self, *, folder, without_files, **options):
        try:
            made = backups.make(folder, with_files=not without_files)
        except FileExistsError as there:
            raise CommandError(f"{folder} is there already: name a new folder.") from there
        rows = sum(made["rows"].values())
        tables = len(made["rows"])
        self.stdout.write(
            f"{rows} rows of {tables} tables and {len(made['files'])} files lie in {folder}."
        )
        self.stdout.write(
            "Keep SECRET_KEY beside it." if not (folder / backups.KEY).exists() else "The key too."
        )
