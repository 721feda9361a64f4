"""Rules for formats beyond their shape, so that every paper can be printed in them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.format import (
    HEADER_SOURCES,
    NOTICE_CONDITIONS,
    AnyPart,
    AppendicesPart,
    ClearanceKind,
    ClearancesPart,
    Format,
    ImplicationsPart,
    Numbering,
    OwnLogo,
    Part,
    RecommendationsPart,
    TextPart,
)

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_OF_A_KEY, MOST_OF_A_TITLE = 50, 100
COUNT = re.compile(r"\{[1aAiI]\}")
BRACED = re.compile(r"\{[^{}]*\}|[{}]")
COLUMNS = ("mark", "row", "text", "officer", "day")
RUNNING = ("reference", "title", "status", "item", "page", "pages")
MOST_OF_A_LOGO = 50_000
"""Bytes of the picture: it stands in each state of its version and in each paper."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
REPEATED = (TextPart, RecommendationsPart, ImplicationsPart)
"""The kinds of part that a format may have several of."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a format, and where."""

    path: str
    reason: str

    @property
    def sentence(self) -> str:
        return f"{self.path}: {self.reason}" if self.path else self.reason


def faults_of(definition: Format, roles: Collection[str]) -> Iterator[Fault]:
    """Every fault in a format with the right shape; `roles` are those that may clear."""
    if not LANGUAGE.fullmatch(definition.language):
        yield Fault("language", _("This must be a language such as “en-GB” or “cy”."))
    yield from _of_numbering(definition.numbering)
    yield from _of_furniture(definition)
    yield from _of_notices(definition)
    yield from _of_parts(definition, roles)


def faults_of_name(key: str, title: str) -> Iterator[Fault]:
    """Every fault in a format's name and key."""
    if not KEY.fullmatch(key) or len(key) > MOST_OF_A_KEY:
        yield Fault("key", no_key())
    if not title.strip() or len(title) > MOST_OF_A_TITLE:
        sentence = _("A format has a name of at most %(most)d characters.")
        yield Fault("title", sentence % {"most": MOST_OF_A_TITLE})


def _of_numbering(numbering: Numbering) -> Iterator[Fault]:
    yield from of_mark("numbering.main", numbering.main)
    yield from of_mark("numbering.sub", numbering.sub, above=numbering.main)
    above = numbering.sub or numbering.main
    yield from of_mark("numbering.paragraph", numbering.paragraph, above=above)
    for depth, mark in enumerate(numbering.lists):
        path = f"numbering.lists[{depth}]"
        if not mark:
            yield Fault(path, _("A level of a list needs a mark."))
        above = numbering.lists[depth - 1] if depth else numbering.paragraph
        yield from of_mark(path, mark, above=above)


def of_mark(path: str, mark: str, above: str = "") -> Iterator[Fault]:
    """What is wrong with a mark: unless empty, it must print a number or a letter."""
    if not mark:
        return
    if len(mark) > 30:
        yield Fault(path, _("A mark has at most %(most)d characters.") % {"most": 30})
    for braced in BRACED.findall(mark):
        if not COUNT.fullmatch(braced) and braced != "{up}":
            sentence = _(
                "“%(braced)s” is not known in a mark: only {1}, {a}, {A}, {i}, {I} and {up} are."
            )
            yield Fault(path, sentence % {"braced": braced})
            return
    if len(COUNT.findall(mark)) != 1:
        sentence = _(
            "“%(mark)s” must contain one of {1}, {a}, {A}, {i} and {I}, otherwise it counts "
            "nothing."
        )
        yield Fault(path, sentence % {"mark": mark})
    elif "{up}" in mark and not above:
        sentence = _("{up} prints nothing here: the level above has no number.")
        yield Fault(path, sentence)


def _of_furniture(definition: Format) -> Iterator[Fault]:
    furniture = definition.furniture
    yield from _of_keys("furniture.header", furniture.header)
    titles = 0
    for place, each in enumerate(furniture.header):
        path = f"furniture.header[{place}]"
        titles += each.source == "title"
        if each.source not in HEADER_SOURCES:
            yield Fault(f"{path}.source", _one_of(each.source, HEADER_SOURCES))
        if each.source == "typed" and each.key in HEADER_SOURCES:
            yield Fault(f"{path}.key", _("“%(key)s” is already taken.") % {"key": each.key})
    if titles != 1:
        yield Fault("furniture.header", _("The title must be in the header exactly once."))
    yield from _of_logo(furniture.logo)
    for name, texts in (
        ("running_head", furniture.running_head),
        ("running_foot", furniture.running_foot),
    ):
        for place, text in enumerate(texts):
            yield from _of_tokens(f"furniture.{name}[{place}]", text, RUNNING)


def _of_logo(logo: OwnLogo | None) -> Iterator[Fault]:
    if logo is None:
        return
    if not logo.alternative.strip():
        sentence = _("Say what the logo shows, such as “Ashdale County Council”.")
        yield Fault("furniture.logo.alternative", sentence)
    try:
        size = len(b64decode(logo.base64, validate=True))
    except ValueError:
        size = 0
    if not size:
        yield Fault("furniture.logo.base64", _("This is no picture in base64."))


def _of_notices(definition: Format) -> Iterator[Fault]:
    yield from _of_keys("notices", definition.notices)
    for place, notice in enumerate(definition.notices):
        path = f"notices[{place}]"
        if notice.when not in NOTICE_CONDITIONS:
            yield Fault(f"{path}.when", _one_of(notice.when, NOTICE_CONDITIONS))
        if not notice.text.strip():
            yield Fault(f"{path}.text", _("A notice needs a text."))
        yield from _of_tokens(f"{path}.text", notice.text, ("reason",))


def _of_parts(definition: Format, roles: Collection[str]) -> Iterator[Fault]:
    if not definition.parts:
        yield Fault("parts", _("A format needs at least one part."))
    yield from _of_keys("parts", definition.parts)
    seen: set[type[Part]] = set()
    for place, part in enumerate(definition.parts):
        path = f"parts[{place}]"
        if type(part) in seen and not isinstance(part, REPEATED):
            sentence = _("A format has at most one part of this kind.")
            yield Fault(f"{path}.kind", sentence)
        seen.add(type(part))
        yield from _of_part(path, part, definition.numbering, roles)


def _of_part(
    path: str, part: AnyPart, numbering: Numbering, roles: Collection[str]
) -> Iterator[Fault]:
    match part:
        case TextPart():
            if not part.heading.strip() and not part.may_lack_heading:
                sentence = _("A section needs a heading, unless it is allowed to have none.")
                yield Fault(f"{path}.heading", sentence)
            if part.most_words is not None and part.most_words < 1:
                yield Fault(f"{path}.most_words", _("The limit must be at least one word."))
        case RecommendationsPart():
            above = numbering.main if part.is_heading_numbered else ""
            yield from of_mark(f"{path}.mark", part.mark, above=above)
            yield from of_mark(f"{path}.mark_alone", part.mark_alone or "", above=above)
        case ImplicationsPart():
            yield from _of_implications(path, part, numbering)
        case ClearancesPart():
            yield from _of_clearances(path, part, roles)
        case AppendicesPart():
            if not part.word.strip():
                yield Fault(f"{path}.word", _("Say what an appendix is called here."))
            if not part.mark:
                yield Fault(f"{path}.mark", _("Appendices need a mark."))
            yield from of_mark(f"{path}.mark", part.mark)


def _of_implications(path: str, part: ImplicationsPart, numbering: Numbering) -> Iterator[Fault]:
    above = numbering.main if part.is_heading_numbered else ""
    yield from of_mark(f"{path}.mark", part.mark, above=above)
    yield from _of_keys(f"{path}.rows", part.rows)
    if not part.rows:
        yield Fault(f"{path}.rows", _("The table needs at least one row."))
    if not part.columns:
        yield Fault(f"{path}.columns", _("The table needs at least one column."))
    for place, (prints, label) in enumerate(part.columns):
        if prints not in COLUMNS:
            yield Fault(f"{path}.columns[{place}]", _one_of(prints, COLUMNS))
        if not label.strip():
            yield Fault(f"{path}.columns[{place}]", _("A column needs a label."))
    for place, row in enumerate(part.rows):
        if not row.heading.strip():
            yield Fault(f"{path}.rows[{place}].heading", _("A row needs a heading."))


def _of_clearances(path: str, part: ClearancesPart, roles: Collection[str]) -> Iterator[Fault]:
    yield from _of_keys(f"{path}.kinds", part.kinds)
    kinds = {kind.key: kind for kind in part.kinds}
    for place, kind in enumerate(part.kinds):
        where = f"{path}.kinds[{place}]"
        if not kind.heading.strip():
            yield Fault(f"{where}.heading", _("A sign-off needs a heading."))
        if not kind.roles:
            yield Fault(f"{where}.roles", _("Say who gives this sign-off."))
        for role in kind.roles:
            if role not in roles:
                yield Fault(f"{where}.roles", _one_of(role, roles))
        if kind.after and kind.after not in kinds:
            sentence = _("“%(key)s” is not a sign-off of this format.") % {"key": kind.after}
            yield Fault(f"{where}.after", sentence)
        elif _comes_after_itself(kind, kinds):
            yield Fault(f"{where}.after", _("These sign-offs wait for each other in a circle."))


def _comes_after_itself(kind: ClearanceKind, kinds: dict[str, ClearanceKind]) -> bool:
    seen, following = {kind.key}, kind
    while following.after in kinds:
        following = kinds[following.after]
        if following.key in seen:
            return following.key == kind.key
        seen.add(following.key)
    return False


def _of_keys(path: str, items: Iterable[Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, item in enumerate(items):
        where = f"{path}[{place}].key"
        if not KEY.fullmatch(item.key) or len(item.key) > MOST_OF_A_KEY:
            yield Fault(where, no_key())
        if item.key in seen:
            yield Fault(where, _("“%(key)s” is already taken.") % {"key": item.key})
        seen.add(item.key)


def no_key() -> str:
    return _("A key consists of lower-case letters, digits and hyphens, such as “next-steps”.")


def _of_tokens(path: str, text: str, known: Collection[str]) -> Iterator[Fault]:
    for braced in BRACED.findall(text):
        if braced[1:-1] not in known or len(braced) < 3:
            listed = ", ".join(f"{{{name}}}" for name in known)
            sentence = _("“%(braced)s” is not known here: only %(known)s may appear in braces.")
            yield Fault(path, sentence % {"braced": braced, "known": listed})


def _one_of(value: str, words: Collection[str]) -> str:
    listed = ", ".join(f"“{word}”" for word in words)
    return _("“%(value)s” is not one of %(words)s.") % {"value": value, "words": listed}
