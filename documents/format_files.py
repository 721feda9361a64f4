"""Report formats as files: JSON to `documents.format.Format` and back.

A faulty file is refused as a whole: `FaultyFormat` names every fault by its path, such as
"definition.parts[3].mark", with a sentence. A format that has been read also obeys
`documents.format_rules`, so that it can be printed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from documents.format import Format
from documents.format_rules import MOST_OF_A_LOGO, Fault, faults_of, faults_of_name

MOST_BYTES = 200_000
MOST_ITEMS = 100
LONG_TEXTS = ("body", "guidance", "statement", "text", "nil", "introduction", "about")
MOST_CHARACTERS, MOST_CHARACTERS_OF_A_LINE = 10_000, 300
MOST_CHARACTERS_OF = {"base64": MOST_OF_A_LOGO * 4 // 3 + 4}

Bodies = Literal["committees", "boards", "all"]


class FaultyFormat(Exception):
    """A format that cannot be accepted. `faults` says where and why, each in a sentence."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class FormatFile:
    """A version of a format, as a file holds it. `key` names the format."""

    key: str
    title: str
    definition: Format
    about: str = ""
    bodies: Bodies = "all"
    valid_from: date | None = None


def read_file(data: bytes | str, *, roles: Collection[str]) -> FormatFile:
    """The version of a format that a file holds; `roles` are those that may clear. Raises
    FaultyFormat."""
    return _read(FormatFile, _parsed(data), roles)


def read_format(data: bytes | str, *, roles: Collection[str]) -> Format:
    """Only a format, as a version stores it. Raises FaultyFormat."""
    return _read(Format, _parsed(data), roles)


def stored_format(text: str) -> Format:
    """A format that was checked when it was stored, with the roles that existed then."""
    stored: Format = read_data(Format, text)
    return stored


def format_of(data: dict[str, Any], *, roles: Collection[str]) -> Format:
    """A format from what a file or a page holds. Raises FaultyFormat."""
    return _read(Format, data, roles)


def as_data(value: Any) -> Any:
    """A format, or a part of one, as JSON: everything, including defaults, so that a later change
    of defaults changes no existing format."""
    if is_dataclass(value):
        names = sorted((f.name for f in fields(value)), key=lambda name: name != "kind")
        return {name: as_data(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def as_text(value: Any) -> str:
    """The same as text, always identical for the same format."""
    return json.dumps(as_data(value), ensure_ascii=False, indent=2) + "\n"


def read_data(kind: type[Any], data: bytes | str) -> Any:
    """A dataclass of any kind from JSON, checked by its types alone. Raises FaultyFormat."""
    reader = _Reader()
    result = reader.read(kind, _parsed(data), "")
    if reader.faults:
        raise FaultyFormat(*reader.faults)
    return result


def _parsed(data: bytes | str) -> Any:
    if len(data) > MOST_BYTES:
        sentence = _("The file is too large: a format takes at most %(most)d kB.")
        raise FaultyFormat(Fault("", sentence % {"most": MOST_BYTES // 1000}))
    try:
        return json.loads(data, object_pairs_hook=_once, parse_constant=_no_number)
    except FaultyFormat:
        raise
    except RecursionError:
        raise FaultyFormat(Fault("", _("The file is nested too deeply."))) from None
    except UnicodeDecodeError:
        raise FaultyFormat(Fault("", _("The file is not text in UTF-8."))) from None
    except json.JSONDecodeError as error:
        sentence = _(
            "The file is not JSON: something is wrong in line %(line)d, column %(column)d."
        )
        where = {"line": error.lineno, "column": error.colno}
        raise FaultyFormat(Fault("", sentence % where)) from None
    except ValueError:  # a number with thousands of digits
        raise FaultyFormat(Fault("", _("The file holds a number that is too large."))) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _value in pairs]
        name = next(name for name in names if names.count(name) > 1)
        raise FaultyFormat(Fault("", _("“%(name)s” appears twice in one place.") % {"name": name}))
    return values


def _no_number(name: str) -> Any:
    raise FaultyFormat(Fault("", _("%(name)s is not a number.") % {"name": name}))


def _read(kind: type[Any], data: Any, roles: Collection[str]) -> Any:
    reader = _Reader()
    result = reader.read(kind, data, "")
    if reader.faults:
        raise FaultyFormat(*reader.faults)
    if kind is Format:
        broken = list(faults_of(result, roles))
    else:
        inside = faults_of(result.definition, roles)
        broken = [Fault(f"definition.{fault.path}", fault.reason) for fault in inside]
        broken += faults_of_name(result.key, result.title)
    if broken:
        raise FaultyFormat(*broken)
    return result


class _Reader:
    """Reads data into dataclasses by their types, and notes every fault on the way."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, path: str, sentence: str, **words: Any) -> None:
        self.faults.append(Fault(path, sentence % words))

    def read(self, kind: Any, data: Any, path: str) -> Any:
        origin = get_origin(kind)
        if is_dataclass(kind):
            return self.object(kind, data, path)
        if origin is tuple:
            return self.entries(get_args(kind), data, path)
        if origin is Literal:
            return self.word(get_args(kind), data, path)
        if origin in (Union, UnionType):
            return self.either(get_args(kind), data, path)
        if kind is date:
            return self.a_day(data, path)
        if kind is str and isinstance(data, str):
            self.text(data, path)
            return data
        if type(data) is not kind:
            expected = {str: _("a text"), bool: _("true or false"), int: _("a whole number")}
            self.fault(path, _("This must be %(expected)s."), expected=expected[kind])
        return data

    def object(self, kind: Any, data: Any, path: str) -> Any:
        if not isinstance(data, dict):
            self.fault(path, _("This must be an object in braces."))
            return None
        hints, before = _hints(kind), len(self.faults)
        known: dict[str, Field[Any]] = {f.name: f for f in fields(kind)}
        for name in data.keys() - known.keys():
            self.fault(_join(path, name), _("There is no such key here."))
        given = {
            name: self.read(hints[name], data[name], _join(path, name))
            for name in known
            if name in data
        }
        for name, field in known.items():
            is_needed = field.default is MISSING and field.default_factory is MISSING
            if is_needed and name not in data:
                self.fault(_join(path, name), _("This is missing."))
        return kind(**given) if len(self.faults) == before else None

    def entries(self, kinds: tuple[Any, ...], data: Any, path: str) -> Any:
        if not isinstance(data, list):
            self.fault(path, _("This must be a list in square brackets."))
            return ()
        if len(data) > MOST_ITEMS:
            self.fault(path, _("This holds more than %(most)d entries."), most=MOST_ITEMS)
            return ()
        if kinds[-1] is not ... and len(data) != len(kinds):
            self.fault(path, _("This must hold %(count)d entries."), count=len(kinds))
            return ()
        each = [kinds[0]] * len(data) if kinds[-1] is ... else kinds
        pairs = zip(each, data, strict=True)
        return tuple(self.read(kind, one, f"{path}[{n}]") for n, (kind, one) in enumerate(pairs))

    def word(self, words: tuple[Any, ...], data: Any, path: str) -> Any:
        if not any(type(data) is type(word) and data == word for word in words):
            listed = ", ".join(f"“{word}”" for word in words)
            self.fault(path, _("This must be one of %(words)s."), words=listed)
        return data

    def either(self, kinds: tuple[Any, ...], data: Any, path: str) -> Any:
        """Either nothing or a value; or one of several dataclasses, chosen by `kind`."""
        if NoneType in kinds:
            return None if data is None else self.read(kinds[0], data, path)
        named = {_kind_of(kind): kind for kind in kinds}
        kind_name = data.get("kind") if isinstance(data, dict) else None
        if not isinstance(kind_name, str) or kind_name not in named:
            self.word(tuple(named), kind_name, _join(path, "kind"))
            return None
        return self.object(named[kind_name], data, path)

    def a_day(self, data: Any, path: str) -> Any:
        try:
            return date.fromisoformat(data)
        except (TypeError, ValueError):
            self.fault(path, _("This must be a day such as “2012-07-16”."))
            return None

    def text(self, text: str, path: str) -> None:
        name = path.rpartition(".")[2]
        is_long = name in LONG_TEXTS
        most = (
            MOST_CHARACTERS if is_long else MOST_CHARACTERS_OF.get(name, MOST_CHARACTERS_OF_A_LINE)
        )
        if len(text) > most:
            self.fault(path, _("This is longer than %(most)d characters."), most=most)
        allowed = "\n\t" if is_long else ""
        if any(unicodedata.category(c) in ("Cc", "Cs", "Cn") and c not in allowed for c in text):
            self.fault(path, _("This holds a character that cannot be printed."))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _kind_of(part: Any) -> str:
    return next(str(f.default) for f in fields(part) if f.name == "kind")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
