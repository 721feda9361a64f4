"""The facts of the documents behind the demonstration, and what Mandate holds of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FACTS = Path(__file__).parent / "seeds.toml"
PAGE = Path(settings.BASE_DIR) / "docs" / "seeds.md"
VERDICTS = ("held", "text", "no")

HEAD = """\
# What Mandate holds of the documents behind the demonstration

The demonstration was made from five documents of councils. Each fact in them is listed here in our
own words. It is **held** where a field or a page has it, **text** where it stands only in prose,
and **no** where it stands nowhere or cannot be printed; then the reason is given. What a board
would count, date, compare or chase is a field; what explains, argues or tells a story is prose. “!”
marks what is odd in the document, “=” what is worked out. The paper of 2020 lies after the day of
the demonstration: its inspections are entered there eight years earlier, and other records fill the
other fields that it needs.

`MANDATE_DEMO=1 manage.py write_seeds` writes this page from `config/demo/seeds.toml`. A test looks
in the demonstration for each field that is named, another for the form or the act that enters it,
and each oddity that is held has a test of its own (`tests/config/test_traps.py`).
"""


@dataclass(frozen=True)
class Fact:
    key: str
    what: str
    verdict: str
    held: tuple[str, ...] = ()
    why: str = ""

    @property
    def fields(self) -> list[str]:
        """The fields that hold it, as app.Model.field; what else holds it is a page in words."""
        return [where for where in self.held if " " not in where]


@dataclass(frozen=True)
class Seed:
    key: str
    title: str
    facts: tuple[Fact, ...]


def seeds() -> list[Seed]:
    tables = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    return [
        Seed(key, table["title"], tuple(_fact(*each) for each in table["facts"].items()))
        for key, table in tables.items()
    ]


def _fact(key: str, table: dict[str, str | list[str]]) -> Fact:
    (verdict,) = (name for name in table if name != "what")
    said = table[verdict]
    if isinstance(said, list):
        return Fact(key, str(table["what"]), verdict, held=tuple(said))
    return Fact(key, str(table["what"]), verdict, why=said)


def page() -> str:
    """The text of docs/seeds.md."""
    found = seeds()
    return "\n".join([HEAD, *_counts(found), *(line for seed in found for line in _facts(seed))])


def _counts(found: list[Seed]) -> list[str]:
    each = [(f"{seed.key}. {seed.title}", seed.facts) for seed in found]
    rows = [*each, ("All", tuple(fact for seed in found for fact in seed.facts))]
    return [
        "| document | facts | held | text | no |",
        "|---|--:|--:|--:|--:|",
        *(_counted(title, facts) for title, facts in rows),
        "",
    ]


def _counted(title: str, facts: tuple[Fact, ...]) -> str:
    counts = Counter(fact.verdict for fact in facts)
    return f"| {title} | {len(facts)} | " + " | ".join(str(counts[v]) for v in VERDICTS) + " |"


def _facts(seed: Seed) -> list[str]:
    return [
        f"## {seed.key}. {seed.title}",
        "",
        "| fact | what it is | verdict | where it is held, or why not |",
        "|---|---|---|---|",
        *(f"| {fact.key} | {fact.what} | {fact.verdict} | {_where(fact)} |" for fact in seed.facts),
        "",
    ]


def _where(fact: Fact) -> str:
    names = (f"`{where}`" if where in fact.fields else where for where in fact.held)
    return fact.why or ", ".join(names)
