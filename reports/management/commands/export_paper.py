"""Write a committee paper to a file, or list the papers. A command has no reader: it never finds a
restricted paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import change_sets
from documents.html import standalone_html
from documents.pdf import RenderFailed, render_pdf
from people import events, policy
from people.choices import SecurityEventKind
from reports.models import Paper
from reports.queries.joined_files import joined_files
from reports.queries.papers import document_of, written_at

FORMATS = ("pdf", "html")


class Command(BaseCommand):
    help = "Write a committee paper as PDF or HTML. --list prints the references of all papers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", nargs="?", help="the paper, such as PAP-0001")
        parser.add_argument("--format", default="pdf", help="pdf or html")
        parser.add_argument("--output", help="the file to write")
        parser.add_argument("--list", action="store_true", help="print the references")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self.list_papers()
        paper = self.paper(options["reference"])
        if options["format"] not in FORMATS:
            raise refusal(f"“{options['format']}” is not a format: use pdf or html.")
        target = self.target(options["output"])
        content = self.content(paper, options["format"])
        write_whole(target, content)
        with change_sets.job("export_paper"):
            events.record(SecurityEventKind.EXPORTED, record=paper, format=options["format"])
        self.stdout.write(f"{paper.reference} written to {target} ({len(content):,} bytes).")

    def list_papers(self) -> None:
        for paper in policy.open_to_all(Paper.objects.live()).order_by("reference"):
            self.stdout.write(f"{paper.reference}  {paper.title}")

    def paper(self, reference: str | None) -> Paper:
        if not reference:
            raise refusal("Name a paper, or use --list to see them.")
        papers = policy.open_to_all(Paper.objects.live()).select_related("board")
        paper = papers.filter(reference=reference).first()
        if paper is None:
            raise refusal(f"There is no paper {reference}. Use --list to see them.")
        return paper

    def target(self, output: str | None) -> Path:
        if not output:
            raise refusal("Name the file to write with --output.")
        target = Path(output)
        if target.is_dir() or not target.absolute().parent.is_dir():
            raise refusal(f"{target} cannot be written: name a file in a folder that exists.")
        return target

    def content(self, paper: Paper, kind: str) -> bytes:
        document = document_of(paper)
        if kind == "html":
            return standalone_html(document).encode()
        try:
            return render_pdf(document, moment=written_at(paper), files=joined_files(paper))
        except RenderFailed as failure:
            raise CommandError(str(failure)) from failure


def refusal(sentence: str) -> CommandError:
    """Wrong use of the command: exit status 2."""
    return CommandError(sentence, returncode=2)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file in one move, so that a half-written one is never seen."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise refusal(f"{target} cannot be written: {error.strerror}.") from error
