"""A paper's content, drawn from the records at the paper's moment. Nobody retypes anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property, partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import clock, words
from audit.clock import end_of
from audit.queries.moments import as_recorded
from benefits.queries import AmountRow, benefit_rows, savings_rows, year_table
from documents.compose import compose
from documents.content import (
    BulletContent,
    LetteredContent,
    LetteredItemContent,
    Live,
    LiveContent,
    PaperContent,
    QuoteContent,
    SectionContent,
    TableContent,
    in_words,
)
from documents.printed import Moved, moved, printed_digest
from documents.tree import Column, Document, Table
from governance.models import Board
from governance.queries import board_sentence
from people.models import Person
from people.queries import council_name
from programmes.models import Programme
from programmes.queries import funding, principles, programme_row
from projects.queries import (
    ProjectRow,
    ReportRow,
    Standing,
    is_old,
    milestones,
    project_rows,
    standings,
)
from reports.choices import PaperState
from reports.models import BackgroundPaper, Paper, PaperSection, Recommendation
from reports.queries.clearances import ClearanceRow, clearance_contents, rows_of
from reports.queries.comparison import changes_since_last_paper
from reports.queries.digests import digest_of

# A paper shows the present: its moment is None. A publication of it has a moment of its own.
NOW: datetime | None = None


@dataclass(frozen=True)
class Edition:
    """What a printed paper says of itself: a draft, or which publication."""

    status: str
    notices: tuple[str, ...] = ()


def draft() -> Edition:
    return Edition(str(PaperState.DRAFT.label))


class Reading:
    """A paper as it reads at a moment, drawn from the records once: what it prints, how its
    clearances stand, and the document that carries both. It is a draft, unless an edition is named.
    Raises NotRecordedThen, a 404."""

    def __init__(
        self,
        paper: Paper,
        moment: datetime | None = NOW,
        edition: Edition | None = None,
        reader: Person | None = None,
    ) -> None:
        self.paper, self.moment, self.edition = paper, moment, edition or draft()
        self.reader = reader

    @cached_property
    def written(self) -> str:
        """The digest of what people wrote."""
        return digest_of(self.paper.pk, self.moment)

    @cached_property
    def content(self) -> PaperContent:
        return content_of(self.paper, self.moment, self.edition, self.reader)

    @cached_property
    def bare(self) -> Document:
        """The document without its clearances, and without what an edition says of it."""
        return compose(replace(self.content, status="", notices=()))

    @cached_property
    def printed(self) -> str:
        """The digest of what it prints, its clearances left out."""
        return printed_digest(self.bare)

    @cached_property
    def clearances(self) -> list[ClearanceRow]:
        return rows_of(self.paper.pk, self.moment, self, self.reader)

    @cached_property
    def document(self) -> Document:
        return compose(replace(self.content, clearances=clearance_contents(self.clearances)))

    def moved_since(self, then: datetime) -> tuple[Moved, ...]:
        """What prints differently from then."""
        return moved(_drawn(self, then).bare, self.bare)

    def moved_on(self, then: datetime) -> date:
        """The last day on which the paper printed what it did then, or the day after: found by
        halving the days between."""
        was = _drawn(self, then).printed
        first = timezone.localdate(then)
        last = timezone.localdate(self.moment) if self.moment else clock.today()
        same, other = -1, (last - first).days
        while other - same > 1:
            middle = (same + other) // 2
            day = first + timedelta(days=middle)
            if Reading(self.paper, end_of(day), reader=self.reader).printed == was:
                same = middle
            else:
                other = middle
        return first + timedelta(days=other)


def _drawn(reading: Reading, then: datetime) -> Reading:
    """The same paper as it read then; kept, for one moment is asked for by several clearances."""
    kept: dict[datetime, Reading] = reading.__dict__.setdefault("_earlier", {})
    if then not in kept:
        kept[then] = Reading(reading.paper, then, reader=reading.reader)
    return kept[then]


def document_of(
    paper: Paper, moment: datetime | None = NOW, edition: Edition | None = None
) -> Document:
    """The document tree of a paper as it was at a moment, its figures from the records then."""
    return Reading(paper, moment, edition).document


def clearance_rows(paper: Paper, moment: datetime | None = NOW) -> list[ClearanceRow]:
    """How the clearances of a paper stood at a moment, in the order of print."""
    return Reading(paper, moment).clearances


def written_at(paper: Paper) -> datetime:
    """When a paper was last changed: the date that its files carry, so that exporting an unchanged
    draft twice gives the same bytes."""
    return Paper.history.filter(id=paper.pk).values_list("history_date", flat=True)[0]


def content_of(
    paper: Paper,
    moment: datetime | None,
    edition: Edition,
    reader: Person | None = None,
) -> PaperContent:
    """What a paper says at a moment without its clearances: its own texts, and the blocks and facts
    that they call for."""
    paper = as_recorded(paper, moment)
    programme = Programme.objects.at(moment).get(id=paper.programme_id)
    projects = project_rows([programme.id], moment)
    signatory, contact = _person(paper.signatory_id, moment), _person(paper.contact_id, moment)
    return PaperContent(
        title=paper.title,
        organisation=council_name(moment),
        meeting=Board.objects.at(moment).get(id=paper.board_id).title,
        meeting_on=words.day(paper.meeting_on) if paper.meeting_on else "",
        reference=paper.reference,
        sections=tuple(
            SectionContent(s.key, s.heading, s.body, s.level)
            for s in _parts(PaperSection, paper, moment, reader)
        ),
        agenda_item=paper.agenda_item,
        report_of=paper.report_of,
        status=edition.status,
        notices=edition.notices,
        recommendations=tuple(r.text for r in _parts(Recommendation, paper, moment, reader)),
        signatory_name=signatory.name if signatory else "",
        signatory_post=signatory.job_title if signatory else "",
        contact=(*_contact_lines(contact), *paper.contact_lines.splitlines()),
        background_papers=tuple(b.title for b in _parts(BackgroundPaper, paper, moment, reader)),
        divisions_affected=paper.divisions_affected,
        reference_code=paper.reference_code,
        live=live_blocks(paper, programme, projects, moment),
        facts=facts(programme, projects, moment),
    )


def live_blocks(
    paper: Paper, programme: Programme, projects: list[ProjectRow], moment: datetime | None
) -> Mapping[str, Live]:
    """The blocks that a paper may call for by name; each is read when it is first called for, and
    kept: a paper is composed with its clearances and without."""
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
    """What a project is, and what its latest report says: its red parts, if the whole is rated
    better; that it is old, if it will be at the meeting. Time alone does not change the text."""
    parts, latest = [standing.project.summary.strip()], standing.latest
    if latest is not None and latest.red_parts:
        said = {"rating": latest.overall.words, "parts": latest.red_parts_words}
        sentence = _("Rated %(rating)s overall, with these parts Red: %(parts)s.") % said
        parts.append(" ".join(filter(None, (sentence, latest.parts_reason.strip()))))
    if latest is not None and latest.achieved.strip():
        parts.append(_progress_to(latest, meeting_on) + latest.achieved.strip())
    return "\n\n".join(part for part in parts if part) or _("No summary has been written yet.")


def _progress_to(latest: ReportRow, meeting_on: date | None) -> str:
    said: dict[str, object] = {"day": words.day(latest.period_end)}
    if meeting_on is None or not is_old(latest.counts_on, meeting_on):
        return _("Progress to %(day)s: ") % said
    said["count"] = (meeting_on - latest.counts_on).days // 7
    return _("Progress to %(day)s (last reported %(count)s weeks before the meeting): ") % said


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
        Table(caption=_("Savings"), columns=columns, rows=rows, totals=(totals,) if rows else ()),
        nil=_("No savings have been set."),
    )


def _amount(amount: AmountRow) -> str:
    return f"{words.thousands(amount.amount_pence)} {amount.state_words.lower()}"


def _funding(programme_id: int, moment: datetime | None) -> TableContent:
    found = funding(programme_id, moment)
    rows = tuple((s.title, s.period or words.NOTHING, s.amount_words) for s in found.rows)
    totals = tuple((label, "", amount) for label, amount in found.totals)
    columns = (Column(_("Source")), Column(_("For")), Column(_("Amount"), align="number"))
    return TableContent(
        Table(caption=_("Funding"), columns=columns, rows=rows, totals=totals),
        nil=_("No funding has been recorded."),
    )


def _parts(model: Any, paper: Paper, moment: datetime | None, reader: Person | None) -> list:
    rows = model.objects.at(moment).live().filter(paper_id=paper.id)
    return list(rows.not_kept_from(reader).in_order())


def _person(pk: int | None, moment: datetime | None) -> Person | None:
    return Person.objects.at(moment).filter(id=pk).first() if pk else None


def _contact_lines(person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    lines = [person.name, person.job_title]
    if person.telephone:  # "Ext 2049" says itself what it is
        is_number = person.telephone.lstrip()[:1] in "+(0123456789"
        said = _("T: %(number)s") if is_number else "%(number)s"
        lines.append(said % {"number": person.telephone})
    if person.email:
        lines.append(_("E: %(address)s") % {"address": person.email})
    return tuple(line for line in lines if line)
