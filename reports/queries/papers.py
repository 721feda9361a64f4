"""A paper's content, drawn from the records at the paper's moment, so that nobody retypes
anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.queries.moments import as_recorded
from documents.compose import compose
from documents.content import (
    Edition,
    PaperContent,
    RecommendationContent,
    SectionContent,
)
from documents.format import Format
from documents.printed import Moved, moved, printed_digest
from documents.tree import Document, Picture
from documents.writer import Drawn
from governance.models import Board
from people.models import Person
from people.queries import council_logo, council_name, picture_of
from records.blocks import About, Blocks, Figures
from reports.choices import PaperState
from reports.models import (
    BackgroundPaper,
    Clearance,
    Paper,
    PaperPicture,
    PaperProgramme,
    PaperSection,
    PaperValue,
    Recommendation,
)
from reports.queries.annexes import appendix_contents
from reports.queries.clearances import (
    ClearanceRow,
    clearance_contents,
    clearance_records,
    rows_of,
)
from reports.queries.digests import PARTS, digest_of_rows, edits_of
from reports.queries.formats import InForce, format_of_paper
from reports.queries.pictures import picture_contents
from reports.queries.served import served_by
from values import clock, words
from values.clock import end_of

# A paper shows the present: its moment is None. A publication of it has a moment of its own.
NOW: datetime | None = None


def draft() -> Edition:
    return Edition(str(PaperState.DRAFT.label))


class Reading:
    """A paper as it reads at a moment, drawn from the records once: what it prints, how its
    clearances stand, and the document with both. It is a draft, unless an edition is named.
    `organisation` is the council's name, if already known; a paper that `is_just_read`, with its
    committee and programme, is not read again. `sources_at` is the address of the page that says
    where its figures come from; one that `follows_records` takes them from the records, frozen or
    not. An annex is read `inside` the papers that it goes with. Raises NotRecordedThen, a 404."""

    def __init__(
        self,
        paper: Paper,
        moment: datetime | None = NOW,
        edition: Edition | None = None,
        reader: Person | None = None,
        organisation: str = "",
        is_just_read: bool = False,
        sources_at: str = "",
        follows_records: bool = False,
        inside: tuple[int, ...] = (),
    ) -> None:
        self.paper, self.moment, self.edition = paper, moment, edition or draft()
        self.reader, self.organisation = reader, organisation
        self.is_just_read = is_just_read
        self.follows_records = follows_records
        self.sources_at = sources_at
        self.inside = inside

    @cached_property
    def row(self) -> Paper:
        if self.moment is not None:
            return as_recorded(self.paper, self.moment)
        if self.is_just_read:
            return self.paper
        return Paper.objects.select_related("board", "programme").get(pk=self.paper.pk)

    @property
    def meeting_on(self) -> date | None:
        return self.row.meeting_on

    @cached_property
    def parts(self) -> Mapping[type, list[Any]]:
        """Everything that the paper consists of, archived or not, by kind and in order. One query
        for each kind."""
        return {model: self._parts(model) for model in PARTS}

    def _parts(self, model: Any) -> list[Any]:
        rows = model.objects.at(self.moment, paper_id=self.paper.pk)
        return list(rows.marked_for(self.reader).in_order())

    def part(self, model: type) -> list[Any]:
        """The parts of one kind that the reader may read, without archived ones."""
        return [row for row in self.parts[model] if not row.is_archived and not row.is_kept]

    def archived(self, model: type) -> list[Any]:
        """The archived parts of one kind that the reader may read."""
        if model is Clearance:
            return [row for row in self.clearance_records if row.is_archived]
        return [row for row in self.parts[model] if row.is_archived and not row.is_kept]

    @cached_property
    def written(self) -> str:
        """The digest of what people wrote."""
        return digest_of_rows(self.row, self.parts)

    @cached_property
    def about(self) -> About:
        """What its blocks and figures are read of."""
        programmes = served_by(self.row, self.figures_at, self.part(PaperProgramme))
        return About(programmes, self.figures_at, self.row.meeting_on, self.row)

    @property
    def figures_at(self) -> datetime | None:
        """The moment of the records that it draws from: the one at which its author froze them."""
        frozen = None if self.follows_records else self.row.figures_at
        return frozen or self.moment

    @cached_property
    def moved_since_frozen(self) -> tuple[Moved, ...]:
        """What its blocks and figures would say differently if they followed the records."""
        if self.row.figures_at is None:
            return ()
        loose = Reading(self.paper, self.moment, reader=self.reader, follows_records=True)
        return moved(self.bare, loose.bare)

    @cached_property
    def in_force(self) -> InForce:
        """The version of its format that it is printed in."""
        return format_of_paper(self.row, self.moment)

    @property
    def format(self) -> Format:
        return self.in_force.format

    @cached_property
    def content(self) -> PaperContent:
        return content_of(self)

    @cached_property
    def drawn(self) -> Drawn:
        """What is the same in it with and without its clearances."""
        return Drawn()

    @cached_property
    def bare(self) -> Document:
        """The document without its clearances, and without what an edition says of it."""
        return compose(replace(self.content, edition=None), self.drawn)

    @cached_property
    def printed(self) -> str:
        """The digest of what it prints, its clearances left out."""
        return printed_digest(self.bare)

    @cached_property
    def clearances(self) -> list[ClearanceRow]:
        live = [row for row in self.clearance_records if not row.is_archived]
        return rows_of(live, self.paper.pk, self.moment, self)

    @cached_property
    def clearance_records(self) -> list[Any]:
        return clearance_records(self.paper.pk, self.moment, self.reader)

    @cached_property
    def document(self) -> Document:
        clearances = clearance_contents(self.clearances)
        return compose(replace(self.content, clearances=clearances), self.drawn)

    def document_in(self, format: Format) -> Document:
        """The document as it would read in another format."""
        sections = _sections(self.part(PaperSection), format)
        logo = logo_of(format, self.moment)
        content = replace(self.content, format=format, sections=sections, logo=logo)
        return compose(replace(content, clearances=clearance_contents(self.clearances)))

    def moved_since(self, then: datetime) -> tuple[Moved, ...]:
        """What it prints differently from then."""
        return moved(_drawn(self, then).bare, self.bare)

    def moved_on(self, then: datetime) -> date:
        """The last day on which the paper still printed the same, or the day after: found by a
        binary search of the days between."""
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
    """The same paper as it read then; cached, since several clearances ask for the same moment."""
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
    """When a paper was last changed: the date in its files, so that exporting an unchanged draft
    twice gives the same bytes."""
    return Paper.history.filter(id=paper.pk).values_list("history_date", flat=True)[0]


def content_of(reading: Reading) -> PaperContent:
    """The content of a paper at a moment without its clearances: its own texts, and the blocks and
    facts that they call."""
    paper, moment, edition = reading.row, reading.moment, reading.edition
    about = reading.about
    people = _people({paper.signatory_id, paper.contact_id} - {None}, moment)
    signatory, contact = people.get(paper.signatory_id), people.get(paper.contact_id)
    return PaperContent(
        format=reading.format,
        title=paper.title,
        reference=paper.reference,
        values={
            "council": reading.organisation or council_name(moment),
            "body": _meeting(paper, moment),
            "meeting day": words.day(paper.meeting_on) if paper.meeting_on else "",
            "agenda item": paper.agenda_item,
            "report of": paper.report_of,
            "wards": paper.divisions_affected,
            "reference code": paper.reference_code,
            "programmes": ", ".join(one.title for one in about.programmes),
            "day of writing": _day_of_writing(reading),
            **{value.key: value.text for value in reading.part(PaperValue)},
        },
        logo=logo_of(reading.format, moment),
        conditions=conditions(paper),
        sections=sections_of(reading),
        recommendations=tuple(
            RecommendationContent(r.text, f"ask-{r.pk}") for r in reading.part(Recommendation)
        ),
        signatory=(*_signatory_lines(signatory), *paper.signatory_lines.splitlines()),
        contacts=((*_contact_lines(contact), *paper.contact_lines.splitlines()),),
        background_papers=tuple(b.title for b in reading.part(BackgroundPaper)),
        appendices=appendix_contents(reading),
        edition=edition,
        live=Blocks(about),
        pictures=picture_contents(reading.part(PaperPicture)),
        facts=Figures(about),
        sources_at=reading.sources_at,
    )


def logo_of(format: Format, moment: datetime | None = None) -> Picture | None:
    """The council's logo, where the format prints that. One query and the file, else none."""
    is_the_councils = format.furniture.has_logo and format.furniture.logo is None
    found = council_logo(moment) if is_the_councils else None
    return picture_of(found) if found else None


def _day_of_writing(reading: Reading) -> str:
    """The day of the last edit, where the format prints it. One query, else none."""
    header = reading.format.furniture.header
    if not any(field.source == "day of writing" for field in header):
        return ""
    edits = edits_of(reading.paper.pk, reading.moment)
    return words.day_of(max(edit.at for edit in edits))


def conditions(paper: Paper) -> dict[str, str]:
    """The conditions of notices that apply to a paper, each with its reason."""
    exempt = {"whole": "exempt", "part": "part exempt"}.get(paper.exemption)
    said = {
        "late": paper.late_reason.strip(),
        "urgent": paper.urgency_reason.strip(),
        "key decision": paper.key_decision.strip(),
    }
    found = {name: reason for name, reason in said.items() if reason}
    return found | ({exempt: paper.exempt_paragraphs.strip()} if exempt else {})


def sections_of(reading: Reading) -> tuple[SectionContent, ...]:
    """What the author wrote, each section with its place."""
    return _sections(reading.part(PaperSection), reading.format)


def _sections(rows: list[PaperSection], format: Format) -> tuple[SectionContent, ...]:
    """What the author wrote. A section that is not the format's stands after the one that it names,
    else after the one before it; the format's own where the format has them, unless they were
    moved."""
    of_format = {part.key for part in format.written}
    found: list[SectionContent] = []
    before = ""
    for row in rows:
        after = row.after or ("" if row.key in of_format else before)
        found.append(SectionContent(row.key, row.heading, row.body, row.level, after, row.language))
        if "." not in row.key:
            before = row.key
    return tuple(found)


def _meeting(paper: Paper, moment: datetime | None) -> str:
    """The committee that the paper went to at that moment."""
    if moment is None:
        return paper.board.title
    return Board.objects.at(moment, id=paper.board_id).get().title


def _people(keys: set[Any], moment: datetime | None) -> dict[Any, Person]:
    """People by key. One query, none without a key."""
    return {row.id: row for row in Person.objects.at(moment, id__in=keys)} if keys else {}


def _signatory_lines(person: Person | None) -> tuple[str, ...]:
    return (person.name, person.job_title) if person else ()


def _contact_lines(person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    lines = [person.name, person.job_title]
    if person.telephone:  # "Ext 2049" needs no label
        is_number = person.telephone.lstrip()[:1] in "+(0123456789"
        pattern = _("T: %(number)s") if is_number else "%(number)s"
        lines.append(pattern % {"number": person.telephone})
    if person.email:
        lines.append(_("E: %(address)s") % {"address": person.email})
    return tuple(line for line in lines if line)
