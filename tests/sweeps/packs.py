"""A published pack of a meeting, which nobody laid out."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from typing import Any

import pikepdf

from audit.actions import create_record
from governance.models import Board
from meetings.actions.agendas import add_item
from meetings.actions.meetings import plan_meeting
from packs.building import open_pack
from packs.choices import PackItemState, PackKind
from packs.models import PackItem, PackPublication, PackVersion
from packs.publishing import open_to_the_public
from people.models import Person
from reports.models import Publication
from uploads.store import keep
from values import clock


def a_pack(title: str, board: Board, publication: Publication, by: Person) -> list[Any]:
    """Of a meeting of a board, with one paper, which anyone may read."""
    meeting = plan_meeting(
        board,
        by=by,
        title=f"{title}: meeting of the board",
        held_on=date(2012, 7, 16),
        starts=time(10),
        ends=time(11),
    )
    item = add_item(meeting, by=by, title=f"{title}: progress")
    pack = open_pack(meeting, by=by)
    public, full = keep(blank()), keep(blank())
    version = create_record(
        PackVersion,
        by=by,
        pack=pack,
        number=1,
        kind=PackKind.FULL,
        moment=clock.now(),
        built_by=by,
        title=f"{title} Board, 16 July 2012",
        first_page=1,
        last_page=2,
        public_sha256=public.sha256,
        public_size=public.size,
        public_stored_as=public.stored_as,
        full_sha256=full.sha256,
        full_size=full.size,
        full_stored_as=full.stored_as,
        renderer="{}",
    )
    line = create_record(
        PackItem,
        by=by,
        pack_version=version,
        item=item,
        position=1,
        number="1",
        title=publication.title,
        public_title=publication.title,
        state=PackItemState.PRINTED,
        paper=publication.paper,
        publication=publication,
        digest=publication.pdf_sha256,
        first_page=2,
        last_page=2,
        text_sha256=publication.text_sha256,
        text_stored_as=publication.text_stored_as,
        words=2,
    )
    out = create_record(
        PackPublication, by=by, pack_version=version, moment=clock.now(), published_by=by
    )
    shown = open_to_the_public(board_id=board.pk, is_public=True, by=by)
    return [pack, version, line, out, shown]


def blank() -> bytes:
    """A PDF of one page, into which the reader's name can be written."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()
