"""Checks that every record agrees with its history. Ends with status 1 if one does not.

A record that something other than Mandate changed cannot be saved until an operator settles it:
either correct the row in the database, or let `--accept` write its present state as a new version,
by Mandate itself, with the reason given."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from audit import checking, soundness
from audit.change_sets import SYSTEM_ID, job
from people.models import Person

HOW_TO_GO_ON = (
    "Find out who wrote to the database. Then correct the rows there, or run `manage.py "
    'check_history --accept "REASON"`, which writes the present state of each record as a new '
    "version, by Mandate itself."
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
        findings = list(checking.findings())
        for finding in findings:
            self.stdout.write(finding.sentence)
        if reason is not None and findings:
            with job("check_history"):
                count = checking.settle(findings, by=Person(pk=SYSTEM_ID), reason=reason.strip())
            self.stdout.write(f"Accepted, and written as versions by Mandate: {count}.")
            findings = list(checking.findings())
            for finding in findings:
                self.stdout.write(f"Not settled: {finding.sentence}")
        if findings:
            raise CommandError(f"Findings: {len(findings)}. {HOW_TO_GO_ON}", returncode=1)
        self.stdout.write("Every record agrees with its history.")
