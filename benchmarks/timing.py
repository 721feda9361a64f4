"""Taking times, and the yardstick for them.

Machines differ, and a machine whose processor is shared with others is twice as slow from one
minute to the next. So a fixed piece of work, the yardstick, is timed before and after each page,
and the page's time is given as the reference machine would have shown it: the one on which the
yardstick takes REFERENCE milliseconds (ADR 0016).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from statistics import median, quantiles
from time import perf_counter

from asgiref.local import Local
from django.template import Context, Engine, Template

from config.process import OF_A_REQUEST

Task = Callable[[], object]
Times = list[float]  # milliseconds


@dataclass(frozen=True)
class Result:
    """One line of the table; `budget` is None for a figure that is only shown."""

    name: str
    engine: str
    value: float
    unit: str
    budget: float | None
    met: bool | None


class Table:
    """The measurements on one engine. `words` select benchmarks by name; without words, all."""

    def __init__(self, engine: str, words: list[str], repeats: int) -> None:
        self.engine, self.words, self.repeats = engine, words, repeats
        self.results: list[Result] = []
        self.paces: list[float] = []

    def wants(self, name: str) -> bool:
        return not self.words or any(word.lower() in name.lower() for word in self.words)

    def add(self, name: str, value: float, unit: str, budget: float | None = None) -> None:
        value = round(value, 3)
        met = None if budget is None else value <= budget
        self.results.append(Result(name, self.engine, value, unit, budget, met))

    def time(self, name: str, task: Task, budget: float | None) -> None:
        """The median of a task, against a budget in milliseconds of the reference machine, and its
        95th percentile against twice that."""
        if not self.wants(name):
            return
        tasks = {BEFORE: yardstick, name: task, AFTER: yardstick}
        taken = alternating(tasks, self.repeats)
        paces = [(a + b) / 2 / REFERENCE for a, b in zip(taken[BEFORE], taken[AFTER], strict=True)]
        times = [time / pace for time, pace in zip(taken[name], paces, strict=True)]
        self.paces += paces
        self.add(f"{name}: median", median(times), "ms", budget)
        self.add(f"{name}: 95 %", percentile_95(times), "ms", budget and 2 * budget)

    def compare(self, name: str, task: Task, with_: Task, budget: float) -> None:
        """How many times longer one task takes than another, at the median: measured in turn."""
        if not self.wants(name):
            return
        times = alternating({"task": task, "with": with_}, self.repeats)
        self.add(name, median(times["task"]) / median(times["with"]), "times", budget)

    def note_the_machine(self) -> None:
        """How busy the machine was, since times mean less when others use it; and how much longer
        it took than the reference machine."""
        if self.paces:
            self.add("the yardstick, here : on the reference machine", median(self.paces), "times")
        busy, _, _ = os.getloadavg()
        self.add(f"load of the machine, with {os.cpu_count()} cores", busy, "")

    def as_data(self) -> list[dict[str, object]]:
        return [asdict(result) for result in self.results]


REFERENCE = 1.25
BEFORE, AFTER = "yardstick before", "yardstick after"
ROWS = [{"name": f"Row {n}", "days": n, "is_late": n % 3 == 0} for n in range(120)]
TABLE = """{% for row in rows %}<tr><th>{{ row.name }}</th><td>{{ row.days }} days</td>
<td>{% if row.is_late %}late{% else %}in time{% endif %}</td></tr>{% endfor %}"""


@cache
def _table() -> Template:
    return Engine().from_string(TABLE)


def yardstick() -> None:
    """A fixed piece of the kind of work that pages do, with none of our code, and by Django as it
    comes: what makes Django faster for our pages must not make the yardstick shorter."""
    with _as_django_comes():
        _table().render(Context({"rows": ROWS}))


@contextmanager
def _as_django_comes() -> Iterator[None]:
    ours = [(module, name, getattr(module, name)) for module, name in OF_A_REQUEST]
    for module, name, keeper in ours:
        djangos = Local()
        if hasattr(keeper, "value"):
            djangos.value = keeper.value
        setattr(module, name, djangos)
    try:
        yield
    finally:
        for module, name, keeper in ours:
            setattr(module, name, keeper)


def alternating(tasks: Mapping[str, Task], repeats: int) -> dict[str, Times]:
    """The times of tasks that are done in turn, so that a busy moment affects all of them; each is
    first done twice unmeasured."""
    taken: dict[str, Times] = {name: [] for name in tasks}
    for n in range(-2 if repeats > 1 else 0, repeats):
        for name, task in tasks.items():
            started = perf_counter()
            task()
            if n >= 0:
                taken[name].append(1000 * (perf_counter() - started))
    return taken


def percentile_95(times: Times) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
