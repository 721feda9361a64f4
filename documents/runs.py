"""What a line of a document consists of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Plain text, perhaps in bold or italics; markup in it is only characters. A figure may have
    the address of a page that says where it comes from (`source`). A `language` is another than
    that of what they stand in."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    source: str = ""
    language: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead to an address."""

    text: str
    address: str


@dataclass(frozen=True)
class LineBreak:
    """The end of a line that its author wrote on its own."""

    text: str = "\n"


@dataclass(frozen=True)
class Gap:
    """A value that could not be filled in, printed so that nobody can miss it."""

    text: str


@dataclass(frozen=True)
class Reference:
    """A cross-reference ("paragraph 7") to what has the anchor `target`."""

    text: str
    target: str


@dataclass(frozen=True)
class Note:
    """The raised mark of a footnote and the words at the foot. `text` is its number in the paper,
    or, before `documents.notes` has counted it, in the text that it was typed in. One that stands
    there again (`is_again`) has no words: its anchor is that of the first."""

    text: str
    words: tuple[Inline, ...] = ()
    anchor: str = ""
    is_again: bool = False


Inline = Words | Link | LineBreak | Gap | Reference | Note
Text = tuple[Inline, ...]


def words(text: str) -> Text:
    """Return plain text as the runs a block holds; no run for no text."""
    return (Words(text),) if text else ()


def is_foreign(run: Inline) -> bool:
    """Return whether a run is in another language than what it stands in."""
    return isinstance(run, Words) and bool(run.language)


def language_of(text: Text) -> str:
    """Return the language of all words of a line; "" where they have several, or that of what they
    stand in."""
    languages = {run.language if isinstance(run, Words) else "" for run in text}
    return languages.pop() if len(languages) == 1 else ""


def text_of(text: Text) -> str:
    """Return the runs as one string, as a reader sees them."""
    return "".join(run.text for run in text)
