"""Makes the files that people ask for and that take longer than a page may."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobs.worker import Keeper


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--processes", type=int, default=1, help="how many work at the same time"
        )
        parser.add_argument(
            "--until-parent-ends",
            action="store_true",
            help="end when the process that started this one has ended",
        )

    def handle(self, *args: Any, processes: int, until_parent_ends: bool, **options: Any) -> None:
        if not 1 <= processes <= 32:
            raise CommandError("--processes must be a number from 1 to 32.")
        Keeper(processes, until_parent_ends).keep()
