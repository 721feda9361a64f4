"""Whether every record is as its history says. Ends with status 1 where it is not.

A record that something else than Mandate changed cannot be saved until an operator settles it:
either the row is put right in the database, or `--accept` writes what was found as a version of
the record, by Mandate itself, with the reason that is given.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from audit import checking, soundness
from audit.change_sets import SYSTEM_ID, job
from people.models import Person

HOW_TO_GO_ON = (
    "Find out who wrote to the database. Then put the rows right there, or run `manage.py "
    'check_history --accept "REASON"`, which writes what was found as a version of each record, '
    "by Mandate itself."
)


class Command(BaseCommand):
    help = "Check that every record agrees with its history, and settle those that do not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accept",
            metavar="REASON",
            help="accept each changed record as a new version, written by Mandate itself",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["accept"]
        if reason is not None and not reason.strip():
            raise CommandError("Say why you accept the changes: --accept REASON.")
        faults = list(soundness.faults_of_tables(connection))
        if faults:
            raise CommandError("\n".join(faults))
        found = list(checking.findings())
        for finding in found:
            self.stdout.write(finding.sentence)
        if reason is not None and found:
            with job("check_history"):
                count = checking.settle(found, by=Person(pk=SYSTEM_ID), reason=reason.strip())
            self.stdout.write(f"Accepted, and written as versions by Mandate: {count}.")
            found = list(checking.findings())
            for finding in found:
                self.stdout.write(f"Not mended: {finding.sentence}")
        if found:
            raise CommandError(f"Findings: {len(found)}. {HOW_TO_GO_ON}", returncode=1)
        self.stdout.write("Every record agrees with its history.")
