"""The footnotes of a document: counted in one run through the paper and what is appended to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from documents.tree import Block, Document, Inline, Note, Passage, Words


def counted(document: Document) -> Document:
    """Return the document with its footnotes numbered in the order of print. A mark with the words
    of an earlier one, under the same number in its text, leads to that one. Its words, which stand
    apart from their mark, say their language where it is not that of the document."""
    known: dict[Note, str] = {}

    def count(note: Note, language: str) -> Note:
        is_again = note in known
        number = known.setdefault(note, str(len(known) + 1))
        words = () if is_again else note.words
        if language != document.language:
            words = tuple(_spoken(run, language) for run in words)
        return Note(number, words, f"note-{number}", is_again)

    whole: Document = _changed(document, count, document.language)
    return whole


def _spoken(run: Inline, language: str) -> Inline:
    if isinstance(run, Words) and not run.language:
        return replace(run, language=language)
    return run


def notes_of(document: Document) -> tuple[Note, ...]:
    """Return the footnotes in the order of their numbers."""
    return tuple(note for note in _found(document) if not note.is_again)


def has_notes(blocks: tuple[Block, ...]) -> bool:
    return next(_found(blocks), None) is not None


def _changed(value: Any, change: Callable[[Note, str], Note], language: str) -> Any:
    """Return a value with the marks in it changed; the same where there is none. `language` is that
    of what it stands in."""
    match value:
        case Note():
            return change(value, language)
        case tuple():
            parts = tuple(_changed(part, change, language) for part in value)
            return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
        case _ if is_dataclass(value) and not isinstance(value, type):
            within = value.language if isinstance(value, Document | Passage) else language
            held = {field.name: getattr(value, field.name) for field in fields(value)}
            new = {name: _changed(part, change, within) for name, part in held.items()}
            differs = {name: part for name, part in new.items() if part is not held[name]}
            return replace(value, **differs) if differs else value
        case _:
            return value


def _found(value: Any) -> Iterator[Note]:
    match value:
        case Note():
            yield value
        case tuple():
            for part in value:
                yield from _found(part)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _found(getattr(value, field.name))
        case _:
            pass
