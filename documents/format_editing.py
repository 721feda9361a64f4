"""A format changed piece by piece: what an editor adds, moves and leaves out.

A place is a listing of a format and the key of an entry in it. Listings are "parts", "header",
"notices", "sign-offs" (of the part that prints them) and "rows-KEY" (of the table of implications
with that key). Every change gives a new format, checked as a file is. Keys never change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, get_args

from documents.format import (
    AnyPart,
    ClearanceKind,
    ConditionalNotice,
    Format,
    HeaderField,
    ImplicationRow,
    Numbering,
)
from documents.format_files import as_data, format_of

Data = dict[str, Any]

PART_KINDS: dict[str, type[Any]] = {
    next(str(f.default) for f in fields(part) if f.name == "kind"): part
    for part in get_args(AnyPart)
}
ROWS = "rows-"

FAMILIES: dict[str, Numbering] = {
    "A": Numbering(),
    "B": Numbering(main="{1}", paragraph="{up}.{1}"),
    "C": Numbering(main="{1}.0", paragraph="{up}.{1}"),
    "D": Numbering(main="{A}.", paragraph="{up}.{1}"),
    "E": Numbering(main="{1}.", paragraph=""),
    "F": Numbering(paragraph=""),
    "sections": Numbering(
        main="Section {1}",
        sub="{1}",
        paragraph="{up}.{1}",
        is_sub_restarted=False,
    ),
}
"""The families of `documents.format.Numbering`, to begin from."""


class NotThere(LookupError):
    """A format has no such listing or entry."""


def kind_of_entries(listing: str, kind: str = "") -> type[Any]:
    """What a listing holds; of the parts, those of a kind. Raises NotThere."""
    if listing == "parts" and kind in PART_KINDS:
        return PART_KINDS[kind]
    if listing.startswith(ROWS):
        return ImplicationRow
    found = {"header": HeaderField, "notices": ConditionalNotice, "sign-offs": ClearanceKind}
    if listing not in found:
        raise NotThere(listing)
    return found[listing]


def entry(found: Format, listing: str, key: str) -> Data:
    """An entry of a listing as data. Raises NotThere."""
    return _at(_listing(as_data(found), listing), key)[1]


def keys_of(found: Format, listing: str) -> list[str]:
    """The keys of a listing, in order. Raises NotThere."""
    return [each["key"] for each in _listing(as_data(found), listing)]


def path_of(found: Format, listing: str, key: str) -> str:
    """Where an entry stands, as a fault names it: "parts[3]"."""
    data, before = as_data(found), {"header": "furniture.header"}.get(listing, listing)
    if listing == "sign-offs" or listing.startswith(ROWS):
        owner = next(p for p in data["parts"] if _owns(p, listing))
        within = "kinds" if listing == "sign-offs" else "rows"
        before = f"parts[{data['parts'].index(owner)}].{within}"
    keys = [each["key"] for each in _listing(data, listing)]
    return f"{before}[{keys.index(key) if key in keys else len(keys)}]"


def moved(found: Format, listing: str, key: str, *, by: int, roles: Collection[str]) -> Format:
    """With an entry so many places further down; up for a negative number. At an end it stays."""
    data = as_data(found)
    entries = _listing(data, listing)
    place, one = _at(entries, key)
    entries.remove(one)
    entries.insert(max(0, min(len(entries), place + by)), one)
    return format_of(data, roles=roles)


def left_out(found: Format, listing: str, key: str, *, roles: Collection[str]) -> Format:
    """Without an entry. Raises FaultyFormat when the format needs it."""
    data = as_data(found)
    entries = _listing(data, listing)
    entries.remove(_at(entries, key)[1])
    return format_of(data, roles=roles)


def with_entry(found: Format, listing: str, said: Data, *, roles: Collection[str]) -> Format:
    """With an entry in the place of the one that has its key, else behind all others. What it does
    not say stays as it is."""
    data = as_data(found)
    entries = _listing(data, listing)
    for place, each in enumerate(entries):
        if each["key"] == said["key"]:
            entries[place] = each | said
            break
    else:
        entries.append(said)
    return format_of(data, roles=roles)


def with_values(found: Format, said: Mapping[str, Any], *, roles: Collection[str]) -> Format:
    """With other values of its own, of its numbering or of its furniture: these are mappings in
    `said`, and what they do not say stays."""
    data = as_data(found)
    for name, value in said.items():
        data[name] = data[name] | value if isinstance(data[name], dict) else value
    return format_of(data, roles=roles)


def _listing(data: Data, listing: str) -> list[Data]:
    """The entries of a listing, to be changed in place. Raises NotThere."""
    if listing == "header":
        found: list[Data] = data["furniture"]["header"]
        return found
    if listing in ("parts", "notices"):
        named: list[Data] = data[listing]
        return named
    for part in data["parts"]:
        if _owns(part, listing):
            inner: list[Data] = part["kinds" if listing == "sign-offs" else "rows"]
            return inner
    raise NotThere(listing)


def _owns(part: Data, listing: str) -> bool:
    if listing == "sign-offs":
        return bool(part["kind"] == "clearances")
    return bool(part["kind"] == "implications" and listing == f"{ROWS}{part['key']}")


def _at(entries: list[Data], key: str) -> tuple[int, Data]:
    for place, each in enumerate(entries):
        if each["key"] == key:
            return place, each
    raise NotThere(key)
