"""The rating of a programme or a portfolio from those of its projects, by the rule of the day, and
the override that lasts one period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from people import lineage
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.choices import RAGS, Rag, rag_words
from programmes.models import Portfolio, Programme
from projects.queries import latest_by_programme
from reporting.choices import RollUp
from reporting.models import RatingOverride, RollUpRule
from values import clock, words
from values.spelling import alphabetical


@dataclass(frozen=True)
class RolledUp:
    """A rating that follows from others, by which rule and from what; and the override that stands
    in its place, if there is one."""

    rag: str
    method: str
    because: str
    override: RatingOverride | None = None

    @property
    def shown(self) -> str:
        """The rating that holds."""
        return self.override.rag if self.override else self.rag

    @property
    def method_words(self) -> str:
        return str(RollUp(self.method).label)


@dataclass(frozen=True)
class Standing:
    """A portfolio or a programme, with its rating."""

    title: str
    reference: str
    is_portfolio: bool
    rating: RolledUp


def rolled(rags: Sequence[str], method: str) -> str:
    """One rating of several, without those that are not rated; "" if none is."""
    counts = Counter(rag for rag in rags if rag)
    number = sum(counts.values())
    if not number:
        return ""
    if method == RollUp.MOST:
        return max(counts, key=lambda rag: (counts[rag], -RAGS.index(rag)))
    if method == RollUp.THIRD:
        if 3 * counts[Rag.RED] >= number:
            return Rag.RED
        is_green = not counts[Rag.RED] and 3 * counts[Rag.AMBER] < number
        return Rag.GREEN if is_green else Rag.AMBER
    return min(counts, key=RAGS.index)


def method_on(on: date) -> str:
    """The method that holds on a day; without a rule, the worst counts."""
    rule = RollUpRule.objects.in_force(on).first()
    return rule.method if rule else RollUp.WORST


def roll_up(rags: Sequence[str], method: str, override: RatingOverride | None = None) -> RolledUp:
    return RolledUp(rolled(rags, method), method, count_words(rags), override)


def count_words(rags: Sequence[str]) -> str:
    """2 Red, 3 Amber, 4 Green, 1 Not rated."""
    counts = Counter(rags)
    said = [f"{counts[rag]} {rag_words(rag)}" for rag in RAGS if counts[rag]]
    return ", ".join(said) or _("no projects")


def overrides(scope_ids: Iterable[int], on: date) -> dict[int, RatingOverride]:
    """The overrides that last on a day, by scope. One query."""
    rows = RatingOverride.objects.live().filter(
        scope_id__in=set(scope_ids), from_on__lte=on, until_on__gte=on
    )
    return {row.scope_id: row for row in rows.select_related("made_by").order_by("id")}


def of_programmes(programmes: dict[int, int]) -> dict[int, RolledUp]:
    """The rolled-up rating of each programme, by key; `programmes` gives the scope of each. Three
    queries."""
    on = clock.today()
    rags: dict[int, list[str]] = {key: [] for key in programmes}
    for key, latest in latest_by_programme(programmes, None):
        rags[key].append(latest.rag if latest else "")
    method, kept = method_on(on), overrides(programmes.values(), on)
    return {key: roll_up(rags[key], method, kept.get(programmes[key])) for key in programmes}


def of_programme(programme: Programme) -> RolledUp:
    return of_programmes({programme.pk: programme.scope_id})[programme.pk]


def of_all(person: Person) -> list[Standing]:
    """The rating of each portfolio and each programme that a person may see, portfolios first. The
    same number of queries, however many there are."""
    on = clock.today()
    in_order = (alphabetical("title"), "id")
    seen = Programme.objects.visible_to(person).live().select_related("scope")
    programmes = list(seen.order_by(*in_order))
    portfolios = list(Portfolio.objects.visible_to(person).live().order_by(*in_order))
    found = of_programmes({programme.pk: programme.scope_id for programme in programmes})
    within: dict[int, list[str]] = {portfolio.scope_id: [] for portfolio in portfolios}
    for programme in programmes:
        for scope in lineage.keys(programme.scope.above):
            if scope in within:
                within[scope].append(found[programme.pk].shown)
    method, kept = method_on(on), overrides(within, on)
    rows = [
        Standing(each.title, each.reference, True, roll_up(within[key], method, kept.get(key)))
        for key, each in ((portfolio.scope_id, portfolio) for portfolio in portfolios)
    ]
    return rows + [Standing(p.title, p.reference, False, found[p.pk]) for p in programmes]


def of_scope(scope: Scope) -> RolledUp:
    """The rating of a programme, or of a portfolio from what its programmes in use show."""
    if scope.kind == ScopeKind.PROGRAMME:
        return of_programme(Programme.objects.get(scope=scope))
    on = clock.today()
    below = Programme.objects.live().filter(scope__above__under=scope.way)
    found = of_programmes(dict(below.values_list("pk", "scope_id")))
    shown = [rating.shown for rating in found.values()]
    return roll_up(shown, method_on(on), overrides([scope.pk], on).get(scope.pk))


def override_words(override: RatingOverride) -> str:
    """Sam Owner, until 6 July 2012: the van is on its way."""
    facts = {
        "who": override.made_by, "day": words.day(override.until_on), "why": override.why,
    }  # fmt: skip
    return _("%(who)s, until %(day)s: %(why)s") % facts
