"""Checks that publications still agree with the history. Ends with status 10 if one does not."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.models import Publication
from reports.verifying import verify

DIFFERENT = 10


class Command(BaseCommand):
    help = (
        "Rebuild publications from history and compare them with what was kept. Says SAME, SAME "
        "TEXT with what the renderer has changed since, or DIFFERENT with the place, and then ends "
        "with status 10."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "reference",
            nargs="?",
            metavar="REF",
            help="a paper, such as PAP-0001, or one publication of it, such as PAP-0001/2",
        )
        which.add_argument("--all", action="store_true", help="every publication")

    def handle(self, *args: Any, **options: Any) -> None:
        publications = Publication.objects.select_related("paper").order_by("paper_id", "number")
        if not options["all"]:
            publications = publications.filter(**named(options["reference"]))
            if not publications.exists():
                raise CommandError(f"Nothing is published under {options['reference']}.")
        if not all(list(self.verdicts(publications))):
            sys.exit(DIFFERENT)

    def verdicts(self, publications: Iterable[Publication]) -> Iterator[bool]:
        for publication in publications:
            verdict = verify(publication)
            self.stdout.write(f"{publication.paper.reference}/{publication.number}: {verdict}")
            yield verdict.is_same


def named(reference: str) -> dict[str, Any]:
    """The publications that a reference names. Raises CommandError for a number that does not
    exist."""
    paper, slash, number = reference.partition("/")
    if slash and not number.isdecimal():
        raise CommandError(f"{reference} is not a reference: write PAP-0001 or PAP-0001/2.")
    return {"paper__reference": paper} | ({"number": int(number)} if slash else {})
