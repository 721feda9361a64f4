"""Lifecycles as data: their stages, the gates between them, and how both are read from JSON.

A faulty definition is refused as a whole, with the path and the reason of every fault, as report
formats are (`documents.format_files`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from audit.change_sets import request_id
from documents.format_files import FaultyFormat, read_data
from documents.format_files import as_text as documents_as_text
from documents.format_rules import Fault
from projects.choices import Stage
from values import clock

CRITERION_RULES: dict[str, Any] = {}
"""The rules that work out criteria by their names, each with its `sentence`; `governance` adds them
when it is ready."""
KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
SHIPPED = Path(__file__).parent / "shipped_lifecycles"
STANDARD = "standard"
SHIPPED_KEYS = (STANDARD, "four-phases")


@dataclass(frozen=True)
class StageOf:
    """A stage of a lifecycle. `key` is what records keep; it means the same everywhere."""

    key: str
    title: str
    about: str = ""


@dataclass(frozen=True)
class Criterion:
    """Something that must be true at a gate. `rule` names the rule that works it out from records,
    if one does (`governance/criteria.py`); otherwise the lead says whether it is met."""

    key: str
    text: str = ""
    mandatory: bool = True
    evidence: bool = False
    rule: str = ""

    @property
    def sentence(self) -> str:
        """What must be true: in its own words, or in those of the rule that works it out."""
        if self.text or self.rule not in CRITERION_RULES:
            return self.text
        return str(CRITERION_RULES[self.rule].sentence)


@dataclass(frozen=True)
class Gate:
    """The way from one stage to another, by a board's decision."""

    key: str
    title: str
    before: str
    after: str
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Move:
    """A move that passes no gate, and still needs a decision: back, or past a stage."""

    before: str
    after: str


@dataclass(frozen=True)
class Rules:
    """What a lifecycle consists of. Every lifecycle ends with the stage “closed”."""

    stages: tuple[StageOf, ...]
    gates: tuple[Gate, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def titles(self) -> Mapping[str, str]:
        return {stage.key: stage.title for stage in self.stages}

    @property
    def first(self) -> str:
        return self.stages[0].key

    def gates_from(self, stage: str) -> tuple[Gate, ...]:
        return tuple(gate for gate in self.gates if gate.before == stage)

    def gate(self, key: str) -> Gate | None:
        return next((gate for gate in self.gates if gate.key == key), None)

    def after(self, stage: str) -> list[str]:
        """The stages to which a decision may move a project: through a gate, by a move, and to its
        end from anywhere."""
        legal = {gate.after for gate in self.gates_from(stage)}
        legal |= {move.after for move in self.moves if move.before == stage}
        legal |= {Stage.CLOSED.value}
        return [each.key for each in self.stages if each.key in legal - {stage}]


@dataclass(frozen=True)
class LifecycleFile:
    """A version of a lifecycle, as a file holds it."""

    key: str
    title: str
    definition: Rules
    about: str = ""
    valid_from: date | None = None


def read_rules(data: bytes | str) -> Rules:
    """What a lifecycle consists of. Raises FaultyFormat."""
    read: Rules = read_data(Rules, data)
    broken = list(faults_of(read, CRITERION_RULES))
    if broken:
        raise FaultyFormat(*broken)
    return read


@lru_cache(maxsize=64)
def stored_rules(text: str) -> Rules:
    """A definition that was checked when it was stored."""
    read: Rules = read_data(Rules, text)
    return read


def faults_of(definition: Rules, rules: Collection[str]) -> Iterator[Fault]:
    """Every fault in a definition with the right shape."""
    yield from _of_keys("stages", [stage.key for stage in definition.stages])
    yield from _of_keys("gates", [gate.key for gate in definition.gates])
    for n, stage in enumerate(definition.stages):
        if not stage.title.strip():
            yield Fault(f"stages[{n}].title", _("A stage needs a title."))
    keys = [stage.key for stage in definition.stages]
    if not keys or keys[-1] != Stage.CLOSED:
        yield Fault("stages", _("The last stage must have the key “closed”."))
    ways: list[tuple[str, int, Gate | Move]] = []
    ways += [("gates", n, gate) for n, gate in enumerate(definition.gates)]
    ways += [("moves", n, move) for n, move in enumerate(definition.moves)]
    for name, n, way in ways:
        yield from _of_way(f"{name}[{n}]", way, keys)
    for n, gate in enumerate(definition.gates):
        yield from _of_gate(f"gates[{n}]", gate, rules)


def _of_keys(path: str, keys: list[str]) -> Iterator[Fault]:
    for n, key in enumerate(keys):
        if not KEY.fullmatch(key) or len(key) > 50:
            yield Fault(
                f"{path}[{n}].key",
                _("A key has at most 50 small letters, digits, hyphens and underscores."),
            )
    for key in sorted(key for key, count in Counter(keys).items() if count > 1):
        yield Fault(path, _("The key “%(key)s” appears twice.") % {"key": key})


def _of_way(path: str, way: Gate | Move, keys: list[str]) -> Iterator[Fault]:
    for name in ("before", "after"):
        if getattr(way, name) not in keys:
            yield Fault(f"{path}.{name}", _("There is no such stage in this lifecycle."))
    if way.before == way.after:
        yield Fault(f"{path}.after", _("A stage does not lead to itself."))
    if way.before == Stage.CLOSED:
        yield Fault(f"{path}.before", _("Nothing leads on from the last stage."))


def _of_gate(path: str, gate: Gate, rules: Collection[str]) -> Iterator[Fault]:
    if not gate.title.strip():
        yield Fault(f"{path}.title", _("A gate needs a title."))
    yield from _of_keys(f"{path}.criteria", [c.key for c in gate.criteria])
    for n, criterion in enumerate(gate.criteria):
        where = f"{path}.criteria[{n}]"
        if criterion.rule and criterion.rule not in rules:
            listed = ", ".join(f"“{rule}”" for rule in sorted(rules))
            yield Fault(f"{where}.rule", _("This must be one of %(words)s.") % {"words": listed})
        if not criterion.rule and not criterion.text.strip():
            yield Fault(f"{where}.text", _("Say what must be true."))


# --- the lifecycles in force --------------------------------------------------------------------
@dataclass(frozen=True)
class Lifecycles:
    """The rules of every lifecycle on a day, by the key of its record; None is the standard one.
    `titles` puts every stage into words, including those of earlier versions; the end comes
    last."""

    by_key: Mapping[int | None, Rules]
    titles: Mapping[str, str]

    def of(self, lifecycle_id: int | None) -> Rules:
        """The rules that a project follows."""
        return self.by_key.get(lifecycle_id, self.by_key[None])


_kept: ContextVar[tuple[str, dict[datetime | None, Lifecycles]]] = ContextVar("lifecycles")


def lifecycles(moment: datetime | None = None) -> Lifecycles:
    """The lifecycles in force on the day of a moment, as recorded then. One query, kept for the
    rest of the request."""
    request = request_id.get()
    whose, kept = _kept.get(("", {}))
    if not request or whose != request:
        kept = {}
        _kept.set((request, kept))
    if moment not in kept:
        kept[moment] = _read(moment)
    return kept[moment]


def forget() -> None:
    """After a lifecycle has changed."""
    _kept.set(("", {}))


def _read(moment: datetime | None) -> Lifecycles:
    on = clock.day_of(moment)
    versions: Any = apps.get_model("projects", "LifecycleVersion").objects.at(moment).live()
    rows = versions.filter(valid_from__lte=on).order_by("lifecycle_id", "valid_from", "id")
    by_key: dict[int | None, Rules] = {None: shipped(STANDARD).definition}
    earlier: list[Rules] = []
    for key, name, text in rows.values_list("lifecycle_id", "lifecycle__key", "definition"):
        earlier.append(by_key.get(key, by_key[None]))
        by_key[key] = stored_rules(text)
        if name == STANDARD:
            by_key[None] = by_key[key]
    titles: dict[str, str] = {}
    for rules in (*by_key.values(), *reversed(earlier)):
        for stage in rules.stages:
            titles.setdefault(stage.key, stage.title)
    end = titles.pop(Stage.CLOSED.value)
    return Lifecycles(by_key, {**titles, Stage.CLOSED.value: end})


def as_text(definition: Rules) -> str:
    """A definition as JSON, always identical for the same one."""
    return documents_as_text(definition)


def stage_words(stage: str, moment: datetime | None = None) -> str:
    """A stage as it was called at a moment."""
    return lifecycles(moment).titles.get(stage, stage)


def stage_titles() -> Mapping[str, str]:
    """Every stage that a project can be at today, with its title."""
    return lifecycles().titles


@cache
def shipped(name: str) -> LifecycleFile:
    """A lifecycle that comes with Mandate, by the name of its file."""
    return read_data(LifecycleFile, (SHIPPED / f"{name}.json").read_bytes())
