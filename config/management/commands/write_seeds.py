"""`manage.py write_seeds`: what Mandate holds of the documents behind the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.demo.seeds import PAGE, page


class Command(BaseCommand):
    help = "Write docs/seeds.md from config/demo/seeds.toml."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=PAGE, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        options["to"].write_text(page(), encoding="utf-8")
        self.stdout.write(f"Written: {options['to']}")
