"""`manage.py import_report_format FILE`: take a report format from a JSON file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.change_sets import SYSTEM_ID, job
from audit.errors import Refused
from documents.format_files import MOST_BYTES, FaultyFormat, read_file
from people.choices import Role
from people.models import Person
from reports.formats import import_format
from values import words


class Command(BaseCommand):
    help = "Take a report format, or a further version of one, from a JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the JSON file, as Mandate exports it")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        mandate = Person.objects.filter(pk=SYSTEM_ID).first()
        if mandate is None:
            raise CommandError("This database holds no council yet: run found_council first.")
        try:
            with path.open("rb") as file:  # no more than is needed to see that it is too much
                found = read_file(file.read(MOST_BYTES + 1), roles=Role.values)
            with job("import_report_format"):
                version = import_format(found, by=mandate)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except FaultyFormat as faulty:
            lines = [f"{path} is no report format. Nothing was imported."]
            lines += [fault.sentence for fault in faulty.faults]
            raise CommandError("\n".join(lines)) from faulty
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was imported.") from refusal
        named, day = f"{version.format} ({version.format.reference})", words.day(version.valid_from)
        self.stdout.write(f"{named}: the version from {day} is imported.")
