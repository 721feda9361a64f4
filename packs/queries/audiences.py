"""What a pack may draw on, for each of its two audiences. The one for the public asks only for open
records: of those that are closed it reads their title for the public and the reason in law, and
nothing else, so that nothing else can be printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Meeting
from people import policy
from people.models import Restriction
from people.paragraphs import why_closed
from reports.choices import Exemption
from reports.models import Paper, Publication

READ_WITH_PAPERS = ("board__scope", "programme__scope", "restriction")


@dataclass(frozen=True)
class Closed:
    """Something that the public may not see: what is said instead."""

    key: int
    public_title: str
    reasons: tuple[str, ...]
    number: int | None = None
    position: int = 0


@dataclass(frozen=True)
class ForReaders:
    """The named readers of everything on an agenda."""

    is_public = False

    def items(self, meeting: Meeting) -> list[AgendaItem | Closed]:
        rows = AgendaItem.objects.live().filter(meeting=meeting)
        return list(rows.select_related("presenter", "restriction", "consented_by").in_order())

    def papers(self, keys: Collection[int]) -> dict[int, Paper | Closed]:
        rows = Paper.objects.live().filter(pk__in=keys).select_related(*READ_WITH_PAPERS)
        return {paper.pk: paper for paper in rows}

    def publications(self, papers: Iterable[Any]) -> dict[int, Publication]:
        """The newest publication of each paper that is open: a closed one is printed as it is."""
        keys = [paper.pk for paper in papers if isinstance(paper, Paper) and not is_closed(paper)]
        return newest(keys)


@dataclass(frozen=True)
class ForThePublic(ForReaders):
    """Anyone."""

    is_public = True

    def items(self, meeting: Meeting) -> list[AgendaItem | Closed]:
        rows = AgendaItem.objects.live().filter(meeting=meeting)
        found: list[AgendaItem | Closed] = list(
            policy.open_to_all(rows).select_related("presenter", "consented_by")
        )
        closed = rows.filter(restriction__isnull=False)
        found += [
            Closed(key, title, reasons_of(paragraph, interest), number, position)
            for key, number, position, title, paragraph, interest in closed.values_list(
                "id", "number", "position", *REASONS
            )
        ]
        return sorted(found, key=lambda item: (item.position, getattr(item, "pk", 0)))

    def papers(self, keys: Collection[int]) -> dict[int, Paper | Closed]:
        rows = Paper.objects.live().filter(pk__in=keys)
        is_open = policy.open_to_all(rows).exclude(exemption=Exemption.WHOLE)
        found: dict[int, Paper | Closed] = {
            paper.pk: paper for paper in is_open.select_related(*READ_WITH_PAPERS)
        }
        closed = rows.exclude(pk__in=list(found))
        columns = ("id", "exempt_paragraphs", *REASONS)
        for key, paragraphs, title, paragraph, interest in closed.values_list(*columns):
            reasons = reasons_of(paragraph, interest, paragraphs)
            found[key] = Closed(key, title or "", reasons)
        return found


REASONS = ("restriction__public_title", "restriction__paragraph", "restriction__public_interest")


def newest(paper_ids: Collection[int]) -> dict[int, Publication]:
    """The newest publication of each paper of which all may be read. One query."""
    rows = policy.open_to_all(Publication.objects.filter(paper_id__in=paper_ids))
    return {row.paper_id: row for row in rows.order_by("number")}


def is_closed(paper: Paper) -> bool:
    """Whether the public may not see a paper: it is restricted, or exempt as a whole."""
    return paper.restriction_id is not None or paper.exemption == Exemption.WHOLE


def lacks_readers(paper: Paper, item: AgendaItem) -> bool:
    """Whether a paper is exempt as a whole and yet not restricted, nor is its item: nothing says
    who may read it, so no pack prints it."""
    return is_closed(paper) and paper.restriction_id is None and item.restriction_id is None


def restrict_it_first() -> str:
    return _(
        "It is exempt as a whole, but not restricted: restrict it first, so that only its named "
        "readers get it."
    )


def closed_as(record: Any) -> Closed | None:
    """What the public is told of a record that it may not see; None for an open one."""
    restriction: Restriction | None = record.restriction
    if restriction is not None:
        reasons = reasons_of(restriction.paragraph, restriction.public_interest)
        return Closed(record.pk, restriction.public_title, reasons)
    if isinstance(record, Paper) and is_closed(record):
        return Closed(record.pk, "", reasons_of(None, None, record.exempt_paragraphs))
    return None


def reasons_of(paragraph: str | None, interest: str | None, typed: str = "") -> tuple[str, ...]:
    """Why something is not for the public, in sentences: the paragraph of the law and what is said
    of the public interest; or the paragraphs that its author typed."""
    if paragraph is None:
        why = _("Not for publication: exempt under paragraph %(typed)s.") % {"typed": typed}
        return (why if typed else _("Not for publication: exempt information."),)
    return why_closed(paragraph, " ".join((interest or "").split()))
