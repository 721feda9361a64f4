"""A paper's content, drawn from the records at the paper's moment. Nothing is retyped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from audit import words
from benefits.queries import AmountRow, benefit_rows, savings_rows, year_table
from governance.models import Board
from governance.queries import board_sentence
from people.models import Person
from people.moments import as_recorded
from programmes.models import Programme
from programmes.queries import funding, principles, programme_row
from projects.queries import ProjectRow, ReportRow, milestones, project_rows, reports
from reports.choices import PaperState
from reports.documents.compose import compose
from reports.documents.content import (
    BulletContent,
    LetteredContent,
    LetteredItemContent,
    Live,
    PaperContent,
    QuoteContent,
    SectionContent,
    TableContent,
    in_words,
)
from reports.documents.tree import Column, Document, Table
from reports.models import BackgroundPaper, Paper, PaperSection, Recommendation
from reports.queries.clearances import ClearanceRow, clearance_contents, clearance_rows
from reports.queries.comparison import changes_since_last_paper

# A paper shows the present: its moment is None. A publication of it has a moment of its own.
NOW: datetime | None = None


@dataclass(frozen=True)
class Edition:
    """What a printed paper says of itself: a draft, or which publication."""

    status: str
    notices: tuple[str, ...] = ()


def draft() -> Edition:
    return Edition(str(PaperState.DRAFT.label))


def document_of(
    paper: Paper,
    moment: datetime | None = NOW,
    clearances: list[ClearanceRow] | None = None,
    edition: Edition | None = None,
) -> Document:
    """The document tree of a paper as it was at a moment, its figures from the records then; of its
    clearances at that moment, who has read them hands them in. It is a draft, unless an edition is
    named. Raises NotRecordedThen, a 404."""
    return compose(content_of(paper, moment, clearances, edition))


def written_at(paper: Paper) -> datetime:
    """When a paper was last changed: the date that its files carry, so that exporting an unchanged
    draft twice gives the same bytes."""
    return Paper.history.filter(id=paper.pk).values_list("history_date", flat=True)[0]


def content_of(
    paper: Paper,
    moment: datetime | None,
    clearances: list[ClearanceRow] | None = None,
    edition: Edition | None = None,
) -> PaperContent:
    """What a paper says at a moment: its own texts, and the blocks and facts that they call for."""
    edition = edition or draft()
    paper = as_recorded(paper, moment)
    programme = Programme.objects.at(moment).get(id=paper.programme_id)
    projects = project_rows([programme.id], moment)
    signatory, contact = _person(paper.signatory_id, moment), _person(paper.contact_id, moment)
    return PaperContent(
        title=paper.title,
        organisation=settings.COUNCIL_NAME,
        meeting=Board.objects.at(moment).get(id=paper.board_id).title,
        meeting_on=words.day(paper.meeting_on) if paper.meeting_on else "",
        reference=paper.reference,
        sections=tuple(
            SectionContent(s.key, s.heading, s.body, s.level)
            for s in _parts(PaperSection, paper, moment)
        ),
        agenda_item=paper.agenda_item,
        report_of=paper.report_of,
        status=edition.status,
        notices=edition.notices,
        recommendations=tuple(r.text for r in _parts(Recommendation, paper, moment)),
        signatory_name=signatory.name if signatory else "",
        signatory_post=signatory.job_title if signatory else "",
        contact=_contact_lines(contact),
        clearances=clearance_contents(
            clearance_rows(paper.id, moment) if clearances is None else clearances
        ),
        background_papers=tuple(b.title for b in _parts(BackgroundPaper, paper, moment)),
        divisions_affected=paper.divisions_affected,
        reference_code=paper.reference_code,
        live=live_blocks(paper, programme, projects, moment),
        facts=facts(programme, projects, moment),
    )


def live_blocks(
    paper: Paper, programme: Programme, projects: list[ProjectRow], moment: datetime | None
) -> Mapping[str, Live]:
    """The blocks that a paper may call for by name; each is read only when it is called for."""
    return {
        "vision": QuoteContent(programme.vision),
        "principles": partial(_principles, programme.id, moment),
        "projects": partial(_projects, projects, moment),
        "milestones": partial(_milestones, projects, moment),
        "indicators": partial(_indicators, programme.id, moment),
        "savings": partial(_savings, programme.id, moment),
        "funding": partial(_funding, programme.id, moment),
        "changes": partial(changes_since_last_paper, paper, moment),
    }


def facts(
    programme: Programme, projects: list[ProjectRow], moment: datetime | None
) -> Mapping[str, str]:
    """The values that a paper may name in a sentence."""
    row = programme_row(programme)
    return {
        "programme": row.title,
        "start": row.starts,
        "expected end": row.expected_end,
        "projects count": in_words(len(projects)),
        "board": board_sentence(programme.id, moment),
    }


def _principles(programme_id: int, moment: datetime | None) -> BulletContent:
    return BulletContent(tuple(p.text for p in principles(programme_id, moment)))


def _projects(projects: list[ProjectRow], moment: datetime | None) -> LetteredContent:
    said = reports([p.id for p in projects], moment, with_names=False)
    return LetteredContent(
        tuple(
            LetteredItemContent(p.title, _project_text(p, next(iter(said[p.id]), None)))
            for p in projects
        ),
        nil=_("The programme has no projects."),
    )


def _project_text(project: ProjectRow, latest: ReportRow | None) -> str:
    parts = [project.summary.strip()]
    if latest is not None and latest.achieved.strip():
        day = words.day(latest.period_end)
        parts.append(_("Progress to %(day)s: ") % {"day": day} + latest.achieved.strip())
    return "\n\n".join(part for part in parts if part) or _("No summary has been written yet.")


def _milestones(projects: list[ProjectRow], moment: datetime | None) -> TableContent:
    found = milestones([p.id for p in projects], moment)
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
        for row in found.get(project.id, [])
    )
    columns = (
        Column(_("Milestone")),
        Column(_("Project")),
        Column(_("Baseline")),
        Column(_("Forecast or actual")),
        Column(_("Slip")),
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
        for benefit in benefit_rows([programme_id], moment)
        for indicator in benefit.indicators
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


def _dated(said: str, on: object) -> str:
    return f"{said} ({words.when(on)})" if on else said  # type: ignore[arg-type]


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
        Table(caption=_("Savings"), columns=columns, rows=rows, totals=totals if rows else ()),
        nil=_("No savings have been set."),
    )


def _amount(amount: AmountRow) -> str:
    return f"{words.thousands(amount.amount_pence)} {amount.state_words.lower()}"


def _funding(programme_id: int, moment: datetime | None) -> TableContent:
    sources = funding(programme_id, moment)
    rows = tuple((s.title, s.period or words.NOTHING, words.money(s.amount_pence)) for s in sources)
    totals = (_("Total"), "", words.money(sum(s.amount_pence for s in sources))) if rows else ()
    columns = (Column(_("Source")), Column(_("For")), Column(_("Amount"), align="number"))
    return TableContent(
        Table(caption=_("Funding"), columns=columns, rows=rows, totals=totals),
        nil=_("No funding has been recorded."),
    )


def _parts(model: type, paper: Paper, moment: datetime | None) -> list:
    rows = model.objects.at(moment).live().filter(paper_id=paper.id)  # type: ignore[attr-defined]
    return list(rows.in_order())


def _person(pk: int | None, moment: datetime | None) -> Person | None:
    return Person.objects.at(moment).filter(id=pk).first() if pk else None


def _contact_lines(person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    lines = [person.name, person.job_title]
    if person.telephone:
        lines.append(_("T: %(number)s") % {"number": person.telephone})
    if person.email:
        lines.append(_("E: %(address)s") % {"address": person.email})
    return tuple(line for line in lines if line)
