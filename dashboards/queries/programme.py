"""What a board reads before its meeting: one programme at one moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from benefits.queries import (
    IndicatorRow,
    SavingsRow,
    has_benefits,
    indicators_in_brief,
    savings_in_brief,
)
from programmes.choices import RAGS, Rag
from programmes.queries import ProgrammeRow
from projects.choices import MilestoneState
from projects.comparison import News, news
from projects.queries import (
    MilestoneRow,
    ProjectRow,
    Standing,
    milestones_in,
    project_rows,
    standings,
)
from records.comparison import Line, Tone

WORSE_FIRST = {Tone.WORSE: 0, Tone.BETTER: 1, Tone.NEUTRAL: 2}
MOST_MOVES = 15
"""How many milestones a dashboard shows; the comparison of two dates shows all."""
MOST_WORRIES = 3
"""How many amber projects it explains at once, if no more are red."""
MOST_COMING = 6
"""How many milestones to come it shows; the list of all milestones shows the rest."""


@dataclass(frozen=True)
class Dashboard:
    programme: ProgrammeRow
    standings: list[Standing]
    counts: list[tuple[str, int]]
    news: News
    slipped: list[MilestoneRow]
    coming: list[MilestoneRow]
    indicators: list[IndicatorRow]
    has_benefits: bool
    savings: list[SavingsRow]

    @property
    def worrying(self) -> list[Standing]:
        """The red projects, then the amber ones, then those with only a red part."""
        return [s for s in self.by_urgency if s.is_worrying]

    @property
    def worrying_first(self) -> list[Standing]:
        """Those that are shown at once: all that are red, and the next ones up to a few. One that
        would be folded alone is shown."""
        red = sum(standing.worry == Rag.RED for standing in self.worrying)
        shown = max(red, MOST_WORRIES)
        return self.worrying[: shown + 1 if len(self.worrying) == shown + 1 else shown]

    @property
    def worrying_besides(self) -> list[Standing]:
        return self.worrying[len(self.worrying_first) :]

    @property
    def by_urgency(self) -> list[Standing]:
        return sorted(self.standings, key=lambda standing: RAGS.index(standing.rag))

    @property
    def rating_moves(self) -> list[Standing]:
        return [s for s in self.by_urgency if s.moved]

    @property
    def moves_told(self) -> list[Line]:
        """What became worse comes first."""
        moves = self.news.milestones
        return sorted(moves, key=lambda line: WORSE_FIRST[line.tone])[:MOST_MOVES]

    @property
    def moves_left_out(self) -> int:
        return len(self.news.milestones) - len(self.moves_told)

    @property
    def unmeasured(self) -> int:
        """How many measures have no value yet."""
        return sum(not indicator.latest_on for indicator in self.indicators)

    @property
    def newest(self) -> date | None:
        """The end of the period of the report that counts as the latest."""
        latest = [s.latest for s in self.standings if s.latest]
        row = max(latest, key=lambda report: report.counts_on, default=None)
        return row.period_end if row else None

    @property
    def old(self) -> int:
        """How many projects have an old last report."""
        return sum(bool(standing.age_words) for standing in self.standings)


def dashboard(programme: ProgrammeRow, moment: datetime | None) -> Dashboard:
    """Everything on the dashboard of a programme at a moment; the number of queries does not depend
    on the number of records."""
    projects = project_rows([programme.id], moment)
    all_standings = standings(projects, moment)
    to_reach = _to_reach(programme, projects, moment)
    indicators = indicators_in_brief(programme.id, moment)
    return Dashboard(
        programme=programme,
        standings=all_standings,
        counts=_counts(all_standings),
        news=news(all_standings, moment),
        slipped=_slipped(to_reach),
        coming=_coming(to_reach),
        indicators=indicators,
        has_benefits=bool(indicators) or has_benefits(programme.id, moment),
        savings=savings_in_brief([programme.id], moment),
    )


def _counts(standings: list[Standing]) -> list[tuple[str, int]]:
    counted = Counter(standing.rag for standing in standings)
    return [(rag, counted[rag]) for rag in RAGS]


def _to_reach(
    programme: ProgrammeRow, projects: list[ProjectRow], moment: datetime | None
) -> list[MilestoneRow]:
    """Those that have not been reached."""
    every = every_milestone(programme, projects, moment)
    return [row for row in every if row.state != MilestoneState.DONE]


def every_milestone(
    programme: ProgrammeRow, projects: list[ProjectRow], moment: datetime | None
) -> list[MilestoneRow]:
    """The milestones of the programme itself and of its projects. One query."""
    titles = {programme.scope_id: _("The programme itself")}
    titles |= {project.scope_id: project.title for project in projects}
    found = milestones_in(titles, moment)
    return [replace(row, scope=title) for key, title in titles.items() for row in found[key]]


def _slipped(to_reach: list[MilestoneRow]) -> list[MilestoneRow]:
    """Future or overdue milestones that are later than their baseline; the latest first."""
    return sorted((row for row in to_reach if row.is_late), key=lambda row: -(row.slip_days or 0))


def _coming(to_reach: list[MilestoneRow]) -> list[MilestoneRow]:
    """The next that are expected; those that are overdue stand among the slipped."""
    dated = (
        (expected.last, row)
        for row in to_reach
        if (expected := row.forecast or row.baseline) and row.state != MilestoneState.OVERDUE
    )
    by_day = sorted(dated, key=lambda pair: (pair[0], pair[1].id))
    return [row for _day, row in by_day[:MOST_COMING]]
