"""Making a version of a pack: for named readers and for the public, from one reading of the
agenda, and storing both. Nothing changes a version; a revised paper needs the next."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited, freeze_moment
from documents.fingerprint import renderer
from documents.pack_content import PackContent
from documents.packs import MadePack, make_pack
from documents.pdf import RenderFailed
from jobs.makers import Watch
from meetings.models import Meeting
from packs.choices import WHOLE, PackItemState, PackKind
from packs.models import Pack, PackItem, PackVersion
from packs.queries.changes import since, standing
from packs.queries.sources import Drawn, Source, draw_both, title_of
from people.models import Person
from uploads.pressed import Pressed
from uploads.store import keep


def open_pack(meeting: Meeting, *, by: Person) -> Pack:
    """Return the pack of a meeting; the first time it is created."""
    with audited(by=by, reason=_("Pack created")):
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        found: Pack | None = Pack.objects.filter(meeting=locked).first()
        if found is not None:
            return found
        return writing.create(Pack, reference=writing.next_reference("PCK"), meeting=locked)


def build_pack(
    pack: Pack, kind: PackKind, *, by: Person, watch: Watch | None = None
) -> PackVersion:
    """Make the next version of a pack, and return it. Anything slow is done before anything is
    locked. Raises Refused, with a sentence, for an agenda without items, a supplement to nothing,
    and a pack that is too long."""
    moment = freeze_moment(by=by)
    full, public = draw_both(pack.meeting, pack.reference, moment)
    if not full.sources:
        raise Refused(_("The agenda has no items yet: add them first."))
    before = standing(pack)
    first = 1
    if kind == PackKind.SUPPLEMENT:
        first = next_page(before)
        full, public = only_new(full, public, before)
    full = told(full, kind, changes_since(before, full, kind))
    public = told(public, kind, changes_since(before, public, kind, is_public=True))
    changes = changes_since(before, full, kind, is_public=True)
    try:
        made = make_pack(
            full.content,
            public.content,
            moment=moment,
            first=first,
            kept=Pressed(),
            watch=watch,
        )
    except RenderFailed as failure:
        raise Refused(str(failure)) from failure
    return store(pack, kind, made, full.sources, changes, moment, by, watch)


def next_page(before: Iterable[PackItem]) -> int:
    """Return the number with which a supplement goes on. Raises Refused when there is nothing to
    supplement."""
    versions = {item.pack_version_id for item in before}
    if not versions:
        raise Refused(_("There is no published pack yet to supplement: make the whole pack."))
    pages = PackVersion.objects.filter(pk__in=versions).values_list("last_page", flat=True)
    return max(pages) + 1


def only_new(full: Drawn, public: Drawn, before: Iterable[PackItem]) -> tuple[Drawn, Drawn]:
    """Return what of both packs their readers do not have yet. Raises Refused for nothing."""
    had = {(item.item_id, item.paper_id): item.digest for item in before}
    new = {
        source.anchor
        for source in full.sources
        if source.print is not None and had.get((source.item_id, source.paper_id)) != source.digest
    }
    if not new:
        raise Refused(_("Nothing is new since the pack that was published."))
    return holding(full, new), holding(public, new)


def holding(drawn: Drawn, anchors: Collection[str]) -> Drawn:
    """Return only some papers of a pack, with their items."""
    entries = []
    for entry in drawn.content.entries:
        papers = tuple(paper for paper in entry.papers if paper.anchor in anchors)
        if papers:
            entries.append(replace(entry, papers=papers))
    return Drawn(
        replace(drawn.content, entries=tuple(entries)),
        tuple(source for source in drawn.sources if source.anchor in anchors),
    )


def changes_since(
    before: list[PackItem], drawn: Drawn, kind: PackKind, *, is_public: bool = False
) -> tuple[str, ...]:
    if not before:
        return ()
    return since(before, drawn.sources, is_public=is_public, is_whole=kind in WHOLE)


def told(drawn: Drawn, kind: PackKind, changes: tuple[str, ...]) -> Drawn:
    """Return a pack whose front sheet says what it is and what has changed."""
    notices: tuple[str, ...] = ()
    if kind == PackKind.SUPPLEMENT:
        notices = (_("This supplement goes with the agenda pack that was published before."),)
    elif kind == PackKind.REISSUE:
        notices = (_("This pack takes the place of the one that was published before."),)
    content: PackContent = replace(
        drawn.content,
        notices=(*notices, *changes),
        banner=f"{drawn.content.banner}: {kind.label}" if notices else drawn.content.banner,
    )
    return replace(drawn, content=content)


def store(
    pack: Pack,
    kind: PackKind,
    made: MadePack,
    sources: tuple[Source, ...],
    changes: tuple[str, ...],
    moment: datetime,
    by: Person,
    watch: Watch | None = None,
) -> PackVersion:
    """Keep the files and write the version with its items, if `watch` still wants it."""
    public, full = keep(made.public), keep(made.full) if made.full else None
    texts = {source.anchor: text_of(source) for source in sources}
    with audited(by=by, reason=_("Pack made")):
        locked = Pack.objects.select_for_update().get(pk=pack.pk)
        if watch:
            watch(made.last - made.first + 1, at_once=True)
        last = PackVersion.objects.filter(pack=locked).newest_first().first()
        version = writing.create(
            PackVersion,
            pack=locked,
            number=last.number + 1 if last else 1,
            kind=kind,
            moment=moment,
            built_by=by,
            title=title_of(pack.meeting),
            changes="\n".join(changes),
            first_page=made.first,
            last_page=made.last,
            public_sha256=public.sha256,
            public_size=public.size,
            public_stored_as=public.stored_as,
            full_sha256=full.sha256 if full else "",
            full_size=full.size if full else 0,
            full_stored_as=full.stored_as if full else None,
            renderer=json.dumps(renderer()),
        )
        for position, source in enumerate(sources, start=1):
            writing.create(
                PackItem,
                pack_version=version,
                position=position,
                **item_fields(source, made),
                **texts[source.anchor],
            )
        return version


def text_of(source: Source) -> dict[str, Any]:
    """Return where the text of a paper is kept: a publication keeps its own."""
    if source.publication is not None and source.html:
        return {
            "text_sha256": source.publication.text_sha256,
            "text_stored_as": source.publication.text_stored_as,
            "words": source.words,
        }
    if not source.html:
        return {}
    kept = keep(source.html)
    return {"text_sha256": kept.sha256, "text_stored_as": kept.stored_as, "words": source.words}


def item_fields(source: Source, made: MadePack) -> dict[str, Any]:
    first, last = made.ranges.get(source.anchor, (None, None))
    fault = source.fault or made.faults.get(source.anchor, "")
    return {
        "item_id": source.item_id,
        "number": source.number,
        "title": source.title,
        "public_title": source.public_title,
        "state": PackItemState.FAULTY if fault else source.state,
        "paper_id": source.paper_id,
        "publication": source.publication,
        "digest": source.digest,
        "first_page": first,
        "last_page": last,
        "reasons": "\n".join(source.reasons),
        "fault": fault,
        "restriction_id": source.restriction_id,
    }
