"""A restricted paper with a secret word in every text of it, and the search for these words.

The fields are found in the models, so that a future field or kind of part is seeded by
itself; what cannot be seeded breaks the test.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from itertools import count
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.test import Client

from audit.actions import archive_record, create_record, edit_record
from audit.models import tracked_models
from governance.models import Board
from people.models import AttachedFile, RestrictableModel, RestrictedReader, Restriction
from people.restricting import release
from programmes.models import Programme
from reports.models import Annex, Clearance, Paper, Publication
from tests import factories
from tests.sweeps.world import World
from values import clock

# Texts that nobody writes, and why.
NOT_WRITTEN = {
    "reference": "given out by the system",
    "content_type": "what the file is",
    "sha256": "what the file is",
    "digest": "computed from what is written",
    "printed": "computed from what is printed",
    "stored_as": "what the file is",
    "pdf_sha256": "what the file is",
    "pdf_stored_as": "what the file is",
    "renderer": "what made the file",
    "text_sha256": "what the file is",
    "tree_sha256": "what the file is",
    "word_sha256": "what the file is",
    "word_stored_as": "what the file is",
    "tree_stored_as": "what the file is",
    "text_stored_as": "what the file is",
}
SHORTEST = 6


@dataclass
class Canary:
    """The records that hold the secrets, by kind, and every word that was put into them."""

    paper: Paper
    records: dict[type, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    own_urls: list[str] = field(default_factory=list)  # once they have been looked for

    def word(self, where: str) -> str:
        """A new secret word; it fits into the shortest text."""
        made = f"Zq{next(self.numbers):04}"
        self.words[made] = where
        return made

    def here(self, world: World) -> World:
        """The world with these records in the place of its own."""
        return replace(world, here={**world.here, **self.records})

    def hits(self, text: str) -> set[str]:
        return {word for word in re.findall(r"Zq\d{4}", text) if word in self.words}


def plant(world: World) -> Canary:
    """An open paper with parts, each of its texts a secret; restricted then, with secrets there
    too; and edited again, so that each text has been another secret before."""
    by = world.keeper.person
    paper = factories.paper(programme=world.here[Programme], board=world.here[Board])
    canary = Canary(paper)
    canary.records[Paper] = paper
    for kind in parts_of(Paper):
        canary.records[kind] = create_record(kind, by=by, **filled(canary, kind, by))
    for kind in list(canary.records):
        seed(canary, kind, by)
    texts = {name: canary.word(f"Restriction.{name}") for name in texts_of(Restriction)}
    said = texts | {"reason": canary.word("the reason of restricting")}
    restriction = factories.restriction(record=canary.records[Paper], by=by, **said)
    canary.records[Restriction] = restriction
    canary.records[RestrictedReader] = RestrictedReader.objects.get(restriction=restriction)
    for kind, record in canary.records.items():
        canary.records[kind] = kind._base_manager.get(pk=record.pk)
        seed(canary, kind, by)
    return canary


def withdraw(canary: Canary, by: Any) -> None:
    """Put every part that can be out of use, and release what is left; the paper, and one part that
    is in use, hold no secret by then."""
    kinds = [kind for kind in parts_of(Paper) if kind not in (Clearance, Publication)]
    for kind in kinds:
        record = kind._base_manager.get(pk=canary.records[kind].pk)
        reason = canary.word(f"why {kind.__name__} was withdrawn")
        canary.records[kind] = archive_record(record, by=by, reason=reason)
    paper = Paper.objects.get(pk=canary.paper.pk)
    harmless = {
        f.name: "All" if f.max_length is None or f.max_length >= 3 else ""
        for f in Paper._meta.concrete_fields
        if f.name in texts_of(Paper) and f.editable
    }
    canary.records[Paper] = edit_record(paper, by=by, **harmless)
    release(canary.records[Restriction], by=by, reason="The rest may be seen.")


def parts_of(whole: type) -> list[Any]:
    """The kinds of record that belong to one that can be restricted, and have texts of their own:
    one that only links others holds no secret."""
    found = []
    for kind in tracked_models():
        if not texts_of(kind):
            continue
        if kind.part_of and kind._meta.get_field(kind.part_of).related_model is whole:
            found += [kind, *parts_of(kind)]
    return found


def texts_of(kind: Any) -> list[str]:
    """The texts of a kind of record that somebody writes, also once and for all."""
    return [
        field.name
        for field in kind._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in NOT_WRITTEN
    ]


def filled(canary: Canary, kind: Any, by: Any) -> dict[str, Any]:
    """Fields for a new record of a kind: secrets in its texts, a file with a secret in it."""
    values: dict[str, Any] = {}
    if kind is Clearance:
        values |= {"kind": "financial", "officer": by, "asked_by": by, "asked_at": clock.now()}
        values |= {"state": "cleared", "decided_at": clock.now(), "digest": "0" * 64}
        values |= {"given_on": clock.today()}
    if kind is Annex:
        values["annexed"] = factories.paper("An annex for everybody")
    if kind is Publication:
        text, pdf = canary.word("what a publication says"), canary.word("what its PDF says")
        values |= {"number": 2, "moment": clock.now(), "published_by": by, "digest": "0" * 64}
        values |= factories.published(text, pdf)
    if issubclass(kind, AttachedFile):
        name, data = canary.word(f"{kind.__name__} file name"), canary.word("what a file says")
        values |= asdict(factories.a_file(f"{name}.txt", data.encode()))
    for f in kind._meta.concrete_fields:
        if f.name == kind.part_of:
            values[f.name] = canary.records[f.related_model]
        elif f.name in texts_of(kind) and f.name not in values:
            assert f.max_length is None or f.max_length >= SHORTEST, f
            values[f.name] = canary.word(f"{kind.__name__}.{f.name}")
    return values


def seed(canary: Canary, kind: Any, by: Any) -> None:
    """Another secret in each text of a record that can be edited."""
    record = canary.records[kind]
    editable = [n for n in texts_of(kind) if kind._meta.get_field(n).editable]
    if not editable:
        return
    fields = {name: canary.word(f"{kind.__name__}.{name}") for name in editable}
    reason = canary.word(f"why {kind.__name__} was edited")
    canary.records[kind] = edit_record(record, by=by, reason=reason, **fields)


def secret_kinds() -> list[Any]:
    kinds = [kind for kind in tracked_models() if issubclass(kind, RestrictableModel)]
    return [kind for kind in kinds if texts_of(kind)]


def everything_in(response: HttpResponse) -> str:
    """All that an answer carries, its headers too; what is packed is unpacked."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{dict(response.headers)}\n{body.decode('utf-8', 'replace')}"


@dataclass
class Crawl:
    """What one person is answered, and the secrets that were in it."""

    browser: Client
    canary: Canary
    hits: dict[str, set[str]] = field(default_factory=dict)
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def get(self, url: str) -> tuple[int, str]:
        """The status of an address, and all that it answers; asked once."""
        if url not in self.seen:
            response = self.browser.get(url)
            text = everything_in(response)
            self.seen[url] = response.status_code, text
            if found := self.canary.hits(text):
                self.hits[url] = found
        return self.seen[url]


@contextmanager
def logged() -> Iterator[list[str]]:
    """Every line that any logger writes meanwhile, with all that it carries."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            rest = {k: v for k, v in vars(record).items() if k != "request"}
            lines.append(f"{record.getMessage()} {rest}")

    keep = Keep()
    loggers = [logging.root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    levels = {logger: logger.level for logger in loggers}
    heard = [found for found in loggers if found is logging.root or not found.propagate]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    for logger in heard:
        logger.addHandler(keep)
    try:
        yield lines
    finally:
        for logger in heard:
            logger.removeHandler(keep)
        for logger, level in levels.items():
            logger.setLevel(level)
