"""Actions typed quickly, one on each line: “title; owner; due”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from records.choosing import Directory
from values import clock
from values.fields import in_range
from values.partial_dates import PartialDate
from values.typed_dates import NotUnderstood, read_partial

MOST_LINES = 100
LONGEST_TITLE = 300


@dataclass(frozen=True)
class Typed:
    """What was understood of a line, as fields of an action, or a sentence that says what was
    not."""

    number: int
    fields: dict[str, Any]
    error: str = ""


def read_lines(text: str, directory: Directory) -> list[Typed]:
    """Each line that is not empty. A line pasted from a table has tabs in place of semicolons."""
    lines = enumerate(text.splitlines(), 1)
    return [_read(number, line, directory) for number, line in lines if line.strip()]


def _read(number: int, line: str, directory: Directory) -> Typed:
    title, *rest = (part.strip() for part in line.split("\t" if "\t" in line else ";"))
    fields: dict[str, Any] = {"title": title, "owner": None, "due_on": None}
    try:
        if not title:
            raise ValidationError(_("it has no title."))
        if len(title) > LONGEST_TITLE:
            raise ValidationError(_("its title must have 300 characters or fewer."))
        if len(rest) > 2:
            raise ValidationError(
                _("it has more than three parts: write title; owner; due, each once.")
            )
        for part in filter(None, rest):
            name, value = _part(part, directory)
            if fields[name] is not None:
                raise ValidationError(_("“%(part)s” is one too many.") % {"part": part[:60]})
            fields[name] = value
    except ValidationError as error:
        return Typed(number, {}, " ".join(error.messages))
    return Typed(number, fields)


def _part(part: str, directory: Directory) -> tuple[str, Any]:
    """A part after the title: a date has a digit, a name has none, except a reference."""
    if re.search(r"\d", part) and not re.search(r"PER-\d", part, re.IGNORECASE):
        return "due_on", _due(part)
    person = directory.recognise(part)
    if person.is_archived:
        raise ValidationError(_("%(name)s is deactivated.") % {"name": person})
    return "owner", person


def _due(text: str) -> PartialDate:
    """A date as people type it; a day without its year is the next such day."""
    try:
        due = _next(text) or read_partial(text)
    except NotUnderstood as error:
        raise ValidationError(str(error) % {"label": f"“{text[:60]}”"}) from None
    in_range(due)
    return due


def _next(text: str) -> PartialDate | None:
    """“14 June” or “14/6”: the next such day from today on; None for anything else."""
    if re.search(r"\d{4}", text):
        return None
    today: date = clock.today()
    for year in range(today.year, today.year + 5):  # 29 February comes every four years
        try:
            due = read_partial(f"{text}{'/' if '/' in text else ' '}{year}")
        except NotUnderstood:
            continue
        if due.last >= today:
            return due
    return None
