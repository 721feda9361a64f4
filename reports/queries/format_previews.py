"""How a paper would read in a version of a format, while somebody edits that version."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from documents.compose import compose
from documents.content import AppendixContent, PaperContent, RecommendationContent, SectionContent
from documents.format import Format, ImplicationsPart, TextPart
from documents.tree import Document
from people.models import Person
from people.queries import council_name
from reports.models import Paper
from reports.queries.papers import Reading, draft, logo_of
from values import clock, words

MOST = 30
SAMPLE = "sample"


@dataclass(frozen=True)
class Preview:
    """A document in a format; `paper` is what it shows, None for a sample."""

    document: Document
    paper: Paper | None
    papers: list[Paper]


def preview(found: Format, person: Person, format_id: int, reference: str = "") -> Preview:
    """A paper in a format: the one of a reference, `SAMPLE` for none, else the newest that has this
    format. Those that are restricted are left out, and those that the person may not see."""
    visible = Paper.objects.live().drafts_for(person).filter(restriction=None)
    rows = visible.select_related("board", "programme").order_by("-meeting_on", "-id")
    papers = list(rows[:MOST])
    own = (paper for paper in papers if paper.format_id == format_id)
    named = (paper for paper in papers if paper.reference == reference)
    paper = next(named if reference else own, None)
    return Preview(_document(found, person, paper), paper, papers)


def _document(found: Format, person: Person, paper: Paper | None) -> Document:
    if paper is None:
        return compose(sample(found))
    reading = Reading(paper, reader=person, is_just_read=True)
    return reading.document_in(found)


def _opens(part: TextPart, following: TextPart | None) -> bool:
    """Whether a section only opens those below it."""
    return part.level == "main" and following is not None and following.level == "sub"


def sample(found: Format) -> PaperContent:
    """A paper of our own, with a sentence in each place that the format has."""
    lines = _("What the author writes stands here.")
    sections = [
        SectionContent(part.key, body="" if _opens(part, following) else lines)
        for part, following in zip_longest(found.texts, found.texts[1:])
    ]
    for part in found.parts:
        if isinstance(part, ImplicationsPart):
            sections += [SectionContent(f"{part.key}.{row.key}", body=lines) for row in part.rows]
    return PaperContent(
        format=found,
        title=_("A Sample Report"),
        reference="PAP-0000",
        values={
            "council": council_name(),
            "body": _("Policy Committee"),
            "meeting day": words.day(clock.today()),
            "agenda item": "7",
            "report of": _("Service Director"),
            "wards": _("All"),
            "reference code": "C0001",
            "programmes": _("Sample Programme"),
        },
        sections=tuple(sections),
        recommendations=(
            RecommendationContent(_("That the report be noted.")),
            RecommendationContent(_("That a further report come in six months.")),
        ),
        signatory=(_("Name of the signatory"), _("Service Director")),
        contacts=((_("Name of the officer"), _("Officer")),),
        background_papers=(_("An earlier report"),),
        appendices=(AppendixContent("sample", _("A map")),),
        edition=draft(),
        logo=logo_of(found),
    )
