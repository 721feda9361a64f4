"""Reads the demonstration's files, and checks all of them before anything is written."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from audit.errors import Refused
from config.demo.calendar import NAMED, DemoCalendar
from config.demo.kinds import KINDS, Kind
from governance.actions.kinds import SHIPPED
from reports.formats import shipped_files
from values.fields import PartialDateField
from values.partial_dates import PartialDate

DATA = Path(__file__).parent / "data"
COMMON = {"key": "text", "recorded": "day", "by": "people.Person", "reason": "text"}
DAYS_AGO = re.compile(r"(\d{1,4}) days? ago")
WEEKS = re.compile(r"(-?\d{1,3}) weeks? \+ (\d) days?")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
RATINGS = re.compile(r"[RAG-] [RAG-]{5}")
WORDS = {
    "text": "a text",
    "number": "a whole number",
    "decimal": "a number",
    "yes or no": "true or false",
    "day": "a day, a number of weeks or “3 days ago”",
    "date": "a day, a month, a number of weeks or “3 days ago”",
    "file": "the name of a file in data/files",
    "ratings": "six ratings such as “A GARG-”",
}
"""What a key may hold; any other kind is the label of a model, whose record is named by its key."""

HELD = {
    PartialDateField: "date",
    models.DateField: "day",
    models.BooleanField: "yes or no",
    models.DecimalField: "decimal",
    models.IntegerField: "number",
}


@dataclass(frozen=True)
class Ref:
    """A record that a table names by its key."""

    label: str
    key: str


@dataclass
class Row:
    """A table as it was read: its place, the fields of its record, its other keys, and the tables
    inside it."""

    where: str
    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    also: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, name: str) -> list[Row]:
        return self.parts.get(name, [])


def toml(name: str, folder: Path = DATA) -> dict[str, Any]:
    """The content of a file. Raises Refused when it is not TOML, or does not exist."""
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(_("%(file)s: there is no such file.") % {"file": name}) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{name}: {error}.") from error


def refuse(where: str, sentence: str, **words: Any) -> Any:
    raise Refused(f"{where}: {sentence % words}")


class DemoData:
    """The data, read in the order in which it will be written, so that a table may name only what
    comes before it. Raises Refused, with the file, the table and the key, for the first fault."""

    def __init__(self, calendar: DemoCalendar, folder: Path = DATA) -> None:
        self.calendar = calendar
        self.folder = folder
        self.known = {("people.OrganisationUnit", "council")}
        self.known |= {("reports.ReportFormat", file.key) for file in shipped_files()}
        self.known |= {("governance.BodyKind", key) for key in SHIPPED}
        self.names: set[str] = set()
        self.written_for: date | None = None
        self.people = self._file("people.toml", KINDS["people"])
        self.accounts = self._file("accounts.toml", KINDS["accounts"])
        self.council = self._file("council.toml", KINDS["council"])

    def _file(self, name: str, kind: Kind, **more: str) -> Row:
        table, before, calendar = toml(name, self.folder), self.names, self.calendar
        self.written_for = table.pop("written_for", None)
        if self.written_for is not None:
            self.calendar = calendar.for_data_of(self.written_for)
        milestones = (each for each in _list(table.get("milestones")) if isinstance(each, dict))
        self.names = {*kind.names, *(str(each.get("key")) for each in milestones)}
        row = self._row(name, kind, table | more)
        self.names, self.calendar, self.written_for = before, calendar, None
        return row

    def _row(self, where: str, kind: Kind, table: Any) -> Row:
        if not isinstance(table, dict):
            refuse(where, _("this must be a table."))
        row, fields = Row(where, kind), _fields_of(kind)
        for name, value in table.items():
            at, whole = f"{where}, {name}", f"{name.removesuffix('_pounds')}_pence"
            if name in kind.also:
                row.also[name] = self._value(at, kind.also[name], value)
            elif name in fields:
                row.fields[name] = self._field(at, fields[name], value)
            elif whole in fields:
                pence = self._value(at, "number", value) * 100
                row.fields[whole] = self._field(at, fields[whole], pence)
            elif name in COMMON:
                row.also[name] = self._value(at, COMMON[name], value)
            elif name not in kind.parts and name != "changes":
                refuse(at, _("this table has no such key."))
        needed = [] if kind.is_change else [n for n, each in fields.items() if _is_needed(each)]
        for name in {*kind.needs, *needed} - row.also.keys() - row.fields.keys():
            refuse(where, _("“%(name)s” is missing."), name=name)
        self._learn(row)
        change = replace(kind, needs=("recorded", "reason"), parts={}, is_change=True)
        for name in (*kind.parts, "changes"):
            if name in table:
                part = change if name == "changes" else KINDS[kind.parts[name]]
                row.parts[name] = self._rows(where, name, part, table[name])
        return row

    def _rows(self, where: str, name: str, kind: Kind, value: Any) -> list[Row]:
        rows = []
        for place, table in enumerate(_list(value), start=1):
            at = f"{where}, {name}" + (f" {place}" if isinstance(value, list) else "")
            if isinstance(table, str) and kind.file:
                file = kind.file.format(owner=where.removesuffix(".toml"), name=table)
                rows.append(self._file(file, kind, key=table))
                continue
            if isinstance(table, str) and kind.alone:
                table = {kind.alone: table}
            rows.append(self._row(at, kind, table))
        return rows

    def _learn(self, row: Row) -> None:
        """From now on the row may be named, and so may the scope of its record. A milestone's key
        is known only in its own file, unless it is `known_as` something."""
        name = "known_as" if row.kind.label == "projects.Milestone" else "key"
        if name not in row.also:
            return
        key = row.also[name]
        keys = {(row.kind.label, key), *([("people.Scope", key)] if row.kind.has("scope") else [])}
        if keys & self.known:
            refuse(row.where, _("the key “%(key)s” is already taken."), key=key)
        self.known |= keys

    def _field(self, at: str, field: models.Field, value: Any) -> Any:
        """The value of a record's field, checked as the record checks it."""
        if isinstance(field, models.ForeignKey):
            return self._value(at, field.related_model._meta.label, value)
        read = self._value(at, _holds(field), value)
        if field.name in ("financial_year", "first_year", "last_year"):
            read += self.calendar.years
        if field.name == "meeting_on" and self.written_for is None:
            read = self.calendar.next_meeting(read)
        try:
            return field.clean(read, None)
        except ValidationError as error:
            return refuse(at, "%(sentences)s", sentences=" ".join(error.messages))

    def _value(self, at: str, kind: str, value: Any) -> Any:
        if kind not in WORDS:
            if (kind, value) not in self.known:
                noun = apps.get_model(kind)._meta.verbose_name
                sentence = _("“%(value)s” is not the key of any %(noun)s before this line.")
                refuse(at, sentence, value=value, noun=noun)
            return Ref(kind, value)
        if kind == "text" and isinstance(value, str):
            for name in set(NAMED.findall(value)) - self.names:
                refuse(at, _("“%(name)s” is not the key of any milestone in this file."), name=name)
        read = self._read(kind, value)
        if read is None:
            refuse(at, _("“%(value)s” is not %(kind)s."), value=value, kind=WORDS[kind])
        return read

    def _read(self, kind: str, value: Any) -> Any:
        """A value as the load needs it; None if it is not of that kind."""
        match kind, value:
            case ("yes or no", bool()):
                return value
            case (_, bool()):
                return None
            case ("text", str()):
                return self.calendar.say(value)
            case ("ratings", str()):
                return value if RATINGS.fullmatch(value) else None
            case ("number", int()):
                return value
            case ("decimal", int() | float()):
                return Decimal(str(value))
            case ("file", str()):
                path = self.folder / "files" / value
                return path if path.is_file() else None
            case ("date", str()) if month := MONTH.fullmatch(value):
                return PartialDate.month(int(month[1]) + self.calendar.years, int(month[2]))
            case ("date" | "day", _) if day := self._day(value):
                return PartialDate.day(day) if kind == "date" else day
        return None

    def _day(self, value: Any) -> date | None:
        if isinstance(value, str):
            if ago := DAYS_AGO.fullmatch(value):
                return self.calendar.today - timedelta(days=int(ago[1]))
            if weeks := WEEKS.fullmatch(value):
                return self.calendar.day(int(weeks[1])) + timedelta(days=int(weeks[2]))
        is_day = isinstance(value, date | int) and not isinstance(value, datetime)
        return self.calendar.day(value) if is_day else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _fields_of(kind: Kind) -> dict[str, models.Field]:
    """The fields that a table of this kind may set, by name."""
    left_out = {kind.part_of, *kind.given, *kind.also}
    if not kind.label:
        return {}
    return {
        each.name: each
        for each in kind.model._meta.fields
        if (each.editable or each.name in kind.needs) and each.name not in left_out
    }


def _is_needed(field: models.Field) -> bool:
    return not (field.blank or field.null or field.has_default())


def _holds(field: models.Field) -> str:
    return next((kind for base, kind in HELD.items() if isinstance(field, base)), "text")
