"""Text found and sorted as people expect, alike on both engines.

In a search, two texts are compared without accents, case, kinds of apostrophe, dash and space,
ligatures and widths (`folded`). In a sorted list, names stand where a reader looks for them: "de
Vries" with d, "Élodie" with e, "Ward 2" before "Ward 10" (`alphabetical`, and `sort_key` for what
is sorted in Python).

PostgreSQL has its own means for both, with a collation that `migrate` makes. SQLite calls the two
functions here, which each of our connections registers; only queries name them, never a table, so
that any other client can still read and write the file."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import F, Func, TextField
from django.db.models.lookups import Contains, Exact, Lookup

COLLATION = "audit_alphabetical"
PLAIN = {
    "'": "’‘‛ʼʻʹ′´`",
    '"': "“”„″",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u202f",
}
ONE_FOR_ONE = "".join(PLAIN.values())
IN_THEIR_PLACE = "".join(plain * len(kinds) for plain, kinds in PLAIN.items())
STROKES = ("ŁłØøĐđÐðıς", "lloodd" + "ddiσ")
IN_TWO_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
UNSEEN = (
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
SPACES = r"[ \t\n\r\u000b\u000c\u0085\u1680\u2028\u2029]+"

_PLAIN = str.maketrans(ONE_FOR_ONE, IN_THEIR_PLACE)
_STROKES = str.maketrans(*STROKES)
_UNSEEN, _SPACES = re.compile(UNSEEN), re.compile(SPACES)
# The order of the Unicode collation, below all digits and letters.
_SIGNS = str.maketrans(
    {sign: chr(2 + place) for place, sign in enumerate(" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$")}
)
_NUMBER = re.compile(r"[0-9]+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The form of a text for searching: "  Children’s  CAFÉ" becomes "children's cafe"."""
    return _SPACES.sub(" ", _letters(text)).strip(" ")


@lru_cache(maxsize=65536)
def sort_key(text: str) -> str:
    """The sort key of a text: letters first, then accents, then case; numbers by value."""
    plain = _NUMBER.sub(lambda number: number[0].lstrip("0"), text.translate(_PLAIN))
    letters = _NUMBER.sub(_by_value, _letters(text)).translate(_SIGNS)
    accents = unicodedata.normalize("NFD", plain.lower())
    return "\x01".join((letters, accents, plain.swapcase()))


def _letters(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN).translate(_STROKES))
        text = _UNSEEN.sub("", text)
    text = text.translate(_PLAIN).lower().translate(_STROKES)
    for letter, two in IN_TWO_LETTERS.items():
        text = text.replace(letter, two)
    return text


def _by_value(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0")
    return f"0{chr(48 + min(len(digits), 70))}{digits}"


class Folded(Func):
    """A row's text as `folded` returns it."""

    function = "audit_folded"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "%(expressions)s"
        plain = _quoted(ONE_FOR_ONE + STROKES[0]), _quoted(IN_THEIR_PLACE + STROKES[1])
        for step in (
            f"translate({{}}, {plain[0]}, {plain[1]})",
            "normalize({}, NFKD)",
            f"regexp_replace({{}}, '{UNSEEN}', '', 'g')",
            'lower({} COLLATE "und-x-icu")',
            f"translate({{}}, {plain[0]}, {plain[1]})",
            *(f"replace({{}}, '{one}', '{two}')" for one, two in IN_TWO_LETTERS.items()),
            f"btrim(regexp_replace({{}}, '{SPACES}', ' ', 'g'))",
        ):
            template = step.format(template)
        return self.as_sql(compiler, connection, template=template, **context)


class Alphabetical(Func):
    """A row's text as it is sorted."""

    function = "audit_sort_key"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        plain = f"translate(%(expressions)s, {_quoted(ONE_FOR_ONE)}, {_quoted(IN_THEIR_PLACE)})"
        template = f'{plain} COLLATE "{COLLATION}"'
        return self.as_sql(compiler, connection, template=template, **context)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def alphabetical(field: str) -> Alphabetical:
    """For `order_by`: a name or title, in the order of the alphabet."""
    return Alphabetical(F(field))


def has_words(field: str, text: str) -> Lookup:
    """For `filter`: the rows whose field contains a text, however either is spelt."""
    return Contains(Folded(F(field)), folded(text))


def is_called(field: str, text: str) -> Lookup:
    """For `filter`: the rows whose field equals a text, however either is spelt."""
    return Exact(Folded(F(field)), folded(text))


def bring_functions(connection: Any, **signal: Any) -> None:
    """Give a new connection to SQLite the functions for searching and sorting."""
    if connection.vendor == "sqlite":
        create = connection.connection.create_function
        create(Folded.function, 1, lambda text: text and folded(text), deterministic=True)
        create(Alphabetical.function, 1, lambda text: text and sort_key(text), deterministic=True)


def make_collation(using: str, **signal: Any) -> None:
    """Make PostgreSQL's collation, before the tables are migrated."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_collation WHERE collname = %s", [COLLATION])
            if cursor.fetchone() is None:
                cursor.execute(
                    f"CREATE COLLATION \"{COLLATION}\" (provider = icu, locale = 'und-u-kn-true')"
                )
