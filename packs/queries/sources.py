"""A meeting's agenda with its papers, as a pack prints it: once for named readers, and once for the
public (`packs/queries/audiences.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import formats, timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from documents.content import Edition
from documents.html import body_html
from documents.pack_content import PackContent, PackEntry, PackPaper
from documents.pdf import RenderFailed
from documents.plain import plain_text
from documents.tree import Document
from documents.tree_files import as_json
from meetings.choices import ItemState
from meetings.models import AgendaItem, Meeting
from packs.choices import PackItemState
from packs.queries.audiences import (
    Closed,
    ForReaders,
    ForThePublic,
    closed_as,
    is_closed,
    lacks_readers,
    restrict_it_first,
)
from packs.queries.papers import papers_of
from people.choices import Role
from people.queries import council_name
from people.seats import seats
from reports.models import Paper, Publication
from reports.queries.joined_files import joined_files
from reports.queries.papers import Reading
from uploads.store import FileMissing, read
from values import words

SITS = (Role.CHAIR, Role.MEMBER, Role.CO_OPTED_MEMBER)


@dataclass(frozen=True)
class Source:
    """One line of a pack: an item without papers, or a paper of an item."""

    item_id: int
    number: str
    title: str
    public_title: str
    state: PackItemState
    anchor: str
    paper_id: int | None = None
    publication: Publication | None = None
    restriction_id: int | None = None
    reasons: tuple[str, ...] = ()
    print: PackPaper | None = None
    html: bytes = b""
    words: int = 0
    digest: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Drawn:
    """A pack for one audience: what is printed, and its lines in the order of business."""

    content: PackContent
    sources: tuple[Source, ...]


def draw(meeting: Meeting, reference: str, audience: ForReaders, moment: datetime) -> Drawn:
    """Return all that a pack for an audience says of a meeting, as it is now."""
    items = audience.items(meeting)
    numbers = {key_of(item): item.number or place for place, item in enumerate(items, start=1)}
    linked = papers_of(meeting)
    papers = audience.papers([key for keys in linked.values() for key in keys])
    published = audience.publications(papers.values())
    entries, sources = [], []
    for item in items:
        own = [papers[key] for key in linked.get(key_of(item), []) if key in papers]
        number = str(numbers[key_of(item)])
        lines = list(lines_of(item, number, own, published, reference))
        entries.append(entry_of(item, number, lines))
        sources += lines
    return Drawn(content_of(meeting, reference, audience, entries, sources, moment), tuple(sources))


def key_of(item: AgendaItem | Closed) -> int:
    return item.key if isinstance(item, Closed) else item.pk


# --- one item -------------------------------------------------------------------------------------
def lines_of(
    item: AgendaItem | Closed,
    number: str,
    papers: list[Paper | Closed],
    published: dict[int, Publication],
    reference: str,
) -> Iterator[Source]:
    """Yield what a pack says of an item: of each paper, or of the item alone."""
    whole = item if isinstance(item, Closed) else closed_as(item)
    if waits(item) or not papers:
        yield lone_line(item, number, whole)
        return
    for place, paper in enumerate(papers, start=1):
        anchor = f"item-{number}-{place}"
        if isinstance(item, Closed):
            yield closed_line(item.key, number, replace(item, key=paper_key(paper)), "", anchor)
        elif isinstance(paper, Closed):
            yield closed_line(item.pk, number, paper, item.title, anchor)
        else:
            publication = published.get(paper.pk)
            yield paper_line(item, number, paper, publication, anchor, reference)


def paper_key(paper: Paper | Closed) -> int:
    return paper.key if isinstance(paper, Closed) else paper.pk


def lone_line(item: AgendaItem | Closed, number: str, whole: Closed | None) -> Source:
    title = item.public_title if isinstance(item, Closed) else item.title
    return Source(
        key_of(item),
        number,
        title,
        whole.public_title if whole else title,
        waits(item) or (PackItemState.CLOSED if whole else PackItemState.NO_PAPER),
        f"item-{number}",
        restriction_id=getattr(item, "restriction_id", None),
        reasons=whole.reasons if whole else (),
    )


def waits(item: AgendaItem | Closed) -> PackItemState | None:
    """What an item says in place of its papers."""
    if isinstance(item, Closed):
        return None
    return {
        ItemState.TO_FOLLOW: PackItemState.TO_FOLLOW,
        ItemState.WITHDRAWN: PackItemState.WITHDRAWN,
    }.get(ItemState(item.state))


def closed_line(key: int, number: str, paper: Closed, title: str, anchor: str) -> Source:
    public_title = paper.public_title or title
    return Source(
        key,
        number,
        public_title,
        public_title,
        PackItemState.CLOSED,
        anchor,
        paper_id=paper.key,
        reasons=paper.reasons,
        print=PackPaper(anchor, public_title, notes=paper.reasons),
    )


def paper_line(
    item: AgendaItem,
    number: str,
    paper: Paper,
    publication: Publication | None,
    anchor: str,
    reference: str,
) -> Source:
    """Return the line of a paper that this audience may read: as it was published, else as it
    is."""
    closed = closed_as(paper) or closed_as(item)
    reasons = closed.reasons if closed else ()
    title = publication.title if publication else paper.title
    line: dict[str, Any] = {
        "item_id": item.pk,
        "number": number,
        "title": title,
        "public_title": (closed.public_title or item.title) if closed else title,
        "anchor": anchor,
        "paper_id": paper.pk,
        "publication": publication,
        "restriction_id": paper.restriction_id or item.restriction_id,
        "reasons": reasons,
    }
    if lacks_readers(paper, item):
        line["title"] = item.title
        return Source(**line, state=PackItemState.FAULTY, fault=restrict_it_first())
    foot = _("%(pack)s, item %(number)s") % {"pack": reference, "number": number}
    if closed:
        foot = f"{foot}. {PackItemState.CLOSED.label}"
    try:
        made = from_publication(publication) if publication else from_records(paper)
    except RenderFailed as failure:
        return Source(**line, state=PackItemState.FAULTY, fault=str(failure))
    printed = PackPaper(anchor, line["title"], notes=reasons, foot=foot, **made.pop("print"))
    return Source(**line, state=PackItemState.PRINTED, print=printed, **made)


def from_publication(publication: Publication) -> dict[str, Any]:
    """Return a paper as it was published. Raises RenderFailed when its file is gone."""
    try:
        pdf = read(publication.pdf_stored_as, publication.pdf_sha256)
        text = read(publication.text_stored_as, publication.text_sha256)
    except FileMissing as error:
        raise RenderFailed(_("Its file is missing from the store.")) from error
    return {
        "print": {"pdf": pdf},
        "html": text,
        "digest": publication.pdf_sha256,
        "words": count_words(text.decode()),
    }


def from_records(paper: Paper) -> dict[str, Any]:
    """Return a paper as it is now: a draft, or one that is never published since it is closed."""
    edition = None
    if is_closed(paper):
        edition = Edition(_("Not for publication"), is_published=True)
    document = Reading(paper, edition=edition).document
    files = joined_files(paper)
    return {
        "print": {"document": document, "files": files},
        "html": body_html(document).encode(),
        "digest": digest_of(document, files),
        "words": len(plain_text(document).split()),
    }


def digest_of(document: Document, files: Mapping[str, bytes]) -> str:
    """Return the digest of all that a paper prints."""
    digest = sha256(as_json(document))
    for name, content in sorted(files.items()):
        digest.update(f"{name} {sha256(content).hexdigest()}".encode())
    return digest.hexdigest()


def digest_of_records(paper: Paper) -> str:
    """Return the digest of what a pack would print of a paper that it does not take as
    published."""
    digest: str = from_records(paper)["digest"]
    return digest


def entry_of(item: AgendaItem | Closed, number: str, lines: list[Source]) -> PackEntry:
    """Return an item as the agenda prints it."""
    papers = tuple(line.print for line in lines if line.print)
    state = waits(item)
    first = lines[0]
    is_alone = first.paper_id is None
    notes = tuple(notes_of(item)) + (first.reasons if is_alone else ())
    failed = tuple(f"{line.title}: {line.fault}" for line in lines if line.fault)
    return PackEntry(
        f"item-{number}",
        number,
        item.public_title if isinstance(item, Closed) else item.title,
        (*notes, *failed),
        str(state.label) if state else "",
        papers,
    )


def notes_of(item: AgendaItem | Closed) -> Iterator[str]:
    """Yield what an agenda says below the title of an item."""
    if isinstance(item, Closed):
        return
    yield str(item.get_kind_display())
    if item.summary:
        yield " ".join(item.summary.split())
    if item.presenter:
        who = {"name": item.presenter.name, "post": item.presenter.job_title}
        yield (_("%(name)s, %(post)s") if item.presenter.job_title else "%(name)s") % who
    if item.state_reason:
        yield item.state_reason
    if item.is_late:
        late = {"late": item.late_reason, "urgent": item.urgency_reason}
        yield _("Late item. Why it is late: %(late)s Why it is urgent: %(urgent)s") % late


# --- the whole ------------------------------------------------------------------------------------
def content_of(
    meeting: Meeting,
    reference: str,
    audience: ForReaders,
    entries: list[PackEntry],
    sources: list[Source],
    moment: datetime,
) -> PackContent:
    """Return what the pack prints. It names the reason of each closed paper beside it."""
    has_closed = any(source.reasons for source in sources)
    is_full = has_closed and not audience.is_public
    return PackContent(
        title=title_of(meeting),
        reference=reference,
        organisation=council_name(),
        entries=tuple(entries),
        banner=_("Pack for named readers: not for the public") if is_full else _("Public pack"),
        lines=lines_above(meeting, moment),
        members=members_of(meeting),
        contact=contact_of(meeting),
    )


def title_of(meeting: Meeting) -> str:
    return _("%(board)s, %(day)s") % {
        "board": meeting.board.title,
        "day": words.day_of(meeting.starts_at),
    }


def lines_above(meeting: Meeting, moment: datetime) -> tuple[str, ...]:
    when = _("%(title)s, %(start)s to %(end)s") % {
        "title": meeting.title,
        "start": words.moment(meeting.starts_at),
        "end": formats.time_format(timezone.localtime(meeting.ends_at), "H:i"),
    }
    made = _("Made on %(moment)s") % {"moment": words.moment(moment)}
    return tuple(filter(None, (when, meeting.place, meeting.link, made)))


def members_of(meeting: Meeting) -> tuple[str, ...]:
    """Return those who sit on the board on the day, with their roles. One query."""
    scope = meeting.board.scope_id
    held = [seat for seat in seats([scope]).get(scope, []) if seat.role in SITS]
    return tuple(
        _("%(holder)s (%(role)s)") % {"holder": seat.holder, "role": seat.role_words.lower()}
        if seat.role == Role.CHAIR
        else seat.holder
        for seat in held
        if seat.holder and not seat.is_suggested
    )


def contact_of(meeting: Meeting) -> tuple[str, ...]:
    """Return whom to ask for another format: the meeting's contact, or the council."""
    person = meeting.contact
    if person is None:
        return (council_name(),)
    lines = (person.name, person.job_title, person.telephone, person.email)
    return tuple(line for line in lines if line)


def count_words(html: str) -> int:
    """Return how many words a text in HTML has."""
    return len(strip_tags(html).split())


def draw_both(meeting: Meeting, reference: str, moment: datetime) -> tuple[Drawn, Drawn]:
    """Return the pack for named readers and the one for the public, each from queries of its
    own."""
    return (
        draw(meeting, reference, ForReaders(), moment),
        draw(meeting, reference, ForThePublic(), moment),
    )
