"""A document tree as JSON, and where two of them differ: what a publication keeps, so that it can
be rebuilt and compared."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from itertools import zip_longest
from typing import Any

from documents import tree
from documents.tree import Document

MISSING = object()
LONGEST = 60


def as_json(document: Document) -> bytes:
    """The tree as text, always the same text for the same document: each node says what it is."""
    return json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        values = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **values}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def from_json(content: str | bytes) -> Document:
    """The document that `as_json` wrote."""
    document: Document = _node(json.loads(content))
    return document


def _node(value: Any) -> Any:
    if isinstance(value, dict):
        values = {name: _node(part) for name, part in value.items() if name != "is"}
        return getattr(tree, value["is"])(**values)
    if isinstance(value, list):
        return tuple(_node(item) for item in value)
    return value


def first_difference(kept: bytes, rebuilt: bytes) -> str:
    """The first difference between two trees, in reading order, such as `blocks[3].text[0].text:
    "nine" is now "ten"`; "" if they are equal."""
    return _difference(json.loads(kept), json.loads(rebuilt), "")


def _difference(kept: Any, rebuilt: Any, path: str) -> str:
    if isinstance(kept, dict) and isinstance(rebuilt, dict):
        for name in dict.fromkeys([*kept, *rebuilt]):
            there = f"{path}.{name}" if path else name
            pair = kept.get(name, MISSING), rebuilt.get(name, MISSING)
            if difference := _difference(*pair, there):
                return difference
        return ""
    if isinstance(kept, list) and isinstance(rebuilt, list):
        for position, pair in enumerate(zip_longest(kept, rebuilt, fillvalue=MISSING)):
            if difference := _difference(*pair, f"{path}[{position}]"):
                return difference
        return ""
    return "" if kept == rebuilt else f"{path}: {_shown(kept)} is now {_shown(rebuilt)}"


def _shown(value: Any) -> str:
    if value is MISSING:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
