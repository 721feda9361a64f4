"""The blocks that a paper may call for by name: its tables and lists, drawn from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, partial

from django.utils.translation import gettext as _

from benefits.queries import AmountRow, indicators_in_brief, savings_rows, year_table
from documents.content import (
    BulletContent,
    LetteredContent,
    LetteredItemContent,
    Live,
    LiveContent,
    QuoteContent,
    TableContent,
)
from documents.tree import Column, Table
from programmes.models import Programme
from programmes.queries import funding, principles
from projects.queries import (
    ProjectRow,
    ReportRow,
    Standing,
    is_old,
    milestones,
    standings,
)
from reports.models import Paper
from reports.queries.comparison import changes_since_last_paper
from values import words


def live_blocks(
    paper: Paper, programme: Programme, projects: list[ProjectRow], moment: datetime | None
) -> Mapping[str, Live]:
    """The blocks that a paper may call by name; each is read when first called, and kept, since a
    paper is composed with and without its clearances."""
    blocks: dict[str, Callable[[], LiveContent]] = {
        "vision": partial(QuoteContent, programme.vision),
        "principles": partial(_principles, programme.id, moment),
        "projects": partial(_projects, projects, moment, paper.meeting_on),
        "milestones": partial(_milestones, projects, moment),
        "indicators": partial(_indicators, programme.id, moment),
        "savings": partial(_savings, programme.id, moment),
        "funding": partial(_funding, programme.id, moment),
        "changes": partial(changes_since_last_paper, paper, moment),
    }
    return {name: cache(block) for name, block in blocks.items()}


def _principles(programme_id: int, moment: datetime | None) -> BulletContent:
    return BulletContent(tuple(p.text for p in principles(programme_id, moment)))


def _projects(
    projects: list[ProjectRow], moment: datetime | None, meeting_on: date | None
) -> LetteredContent:
    return LetteredContent(
        tuple(
            LetteredItemContent(standing.project.title, _project_text(standing, meeting_on))
            for standing in standings(projects, moment)
        ),
        nil=_("The programme has no projects."),
    )


def _project_text(standing: Standing, meeting_on: date | None) -> str:
    """What a project is, and what its latest report says: its red parts, if the overall rating is
    better; and its age, if it will be old at the meeting. Time alone does not change the text."""
    parts, latest = [standing.project.summary.strip()], standing.latest
    if latest is not None and latest.red_parts:
        facts = {"rating": latest.overall.words, "parts": latest.red_parts_words}
        sentence = _("Rated %(rating)s overall, with these parts Red: %(parts)s.") % facts
        parts.append(" ".join(filter(None, (sentence, latest.parts_reason.strip()))))
    if latest is not None and latest.achieved.strip():
        parts.append(_progress_to(latest, meeting_on) + latest.achieved.strip())
    return "\n\n".join(part for part in parts if part) or _("No summary has been written yet.")


def _progress_to(latest: ReportRow, meeting_on: date | None) -> str:
    facts: dict[str, object] = {"day": words.day(latest.period_end)}
    if meeting_on is None or not is_old(latest.counts_on, meeting_on):
        return _("Progress to %(day)s: ") % facts
    facts["count"] = (meeting_on - latest.counts_on).days // 7
    return _("Progress to %(day)s (last reported %(count)s weeks before the meeting): ") % facts


def _milestones(projects: list[ProjectRow], moment: datetime | None) -> TableContent:
    by_project = milestones([p.id for p in projects], moment)
    rows = tuple(
        (
            row.title,
            project.title,
            f"{row.baseline_words} ({row.baseline_note})"
            if row.baseline_note
            else row.baseline_words,
            row.actual_words if row.actual else row.forecast_words,
            row.slip_words or words.NOTHING,
            row.state_words,
        )
        for project in projects
        for row in by_project.get(project.id, [])
    )
    columns = (
        Column(_("Milestone")),
        Column(_("Project")),
        Column(_("Baseline")),
        Column(_("Forecast or actual")),
        Column(_("Slip"), is_counted=True),
        Column(_("State")),
    )
    return TableContent(
        Table(caption=_("Milestones"), columns=columns, rows=rows),
        nil=_("No milestones have been set."),
    )


def _indicators(programme_id: int, moment: datetime | None) -> TableContent:
    rows = tuple(
        (
            indicator.title,
            _dated(indicator.baseline_words, indicator.baseline_on),
            _dated(indicator.latest_words, indicator.latest_on),
            indicator.change_words,
            indicator.target_words,
        )
        for indicator in indicators_in_brief(programme_id, moment)
    )
    columns = (
        Column(_("Measure")),
        Column(_("Baseline")),
        Column(_("Latest")),
        Column(_("Change")),
        Column(_("Target")),
    )
    return TableContent(
        Table(caption=_("Performance measures"), columns=columns, rows=rows),
        nil=_("No measures have been set."),
    )


def _dated(text: str, on: object) -> str:
    return f"{text} ({words.when(on)})" if on else text  # type: ignore[arg-type]


def _savings(programme_id: int, moment: datetime | None) -> TableContent:
    years = year_table(savings_rows([programme_id], moment))
    rows = tuple(
        (
            line.line.title,
            *("; ".join(_amount(amount) for amount in cell.amounts) for cell in line.cells),
            words.thousands(line.line.total_pence),
        )
        for line in years.lines
    )
    columns = (
        Column(_("Saving")),
        *(Column(label) for label in years.columns),
        Column(_("Total"), align="number"),
    )
    totals = (_("Total"), *(words.thousands(pence) for _label, pence in years.totals))
    totals += (words.thousands(sum(pence for _label, pence in years.totals)),)
    return TableContent(
        Table(caption=_("Savings"), columns=columns, rows=rows, totals=(totals,) if rows else ()),
        nil=_("No savings have been set."),
    )


def _amount(amount: AmountRow) -> str:
    return f"{words.thousands(amount.amount_pence)} {amount.state_words.lower()}"


def _funding(programme_id: int, moment: datetime | None) -> TableContent:
    sources = funding(programme_id, moment)
    rows = tuple((s.title, s.period or words.NOTHING, s.amount_words) for s in sources.rows)
    totals = tuple((label, "", amount) for label, amount in sources.totals)
    columns = (Column(_("Source")), Column(_("For")), Column(_("Amount"), align="number"))
    return TableContent(
        Table(caption=_("Funding"), columns=columns, rows=rows, totals=totals),
        nil=_("No funding has been recorded."),
    )
