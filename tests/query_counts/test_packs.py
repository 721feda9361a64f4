"""The pages of a pack ask the database the same number of questions for one paper of each sort and
for three."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.actions.agendas import add_item
from packs.choices import PackKind
from packs.models import PackVersion
from packs.publishing import open_to_the_public
from tests.packs.conftest import built, committed, meeting, version
from tests.packs.sitting import Sitting, tabled

__all__ = ["built", "committed", "meeting", "version"]
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("july_2012")]

PAGES = {
    "/packs/{pack}/": 12,
    "/packs/{pack}/versions/{number}/": 11,
    "/packs/{pack}/versions/{number}/items/{place}/": 15,
    "/meetings/{meeting}/": 26,
    "/": 18,  # with the measurements that are due
    "/public/boards/{board}/": 6,
    "/public/packs/{pack}/{number}/": 6,
    "/public/packs/{pack}/{number}/items/{place}/": 5,
}


def counted(sitting: Sitting, number: int) -> dict[str, int]:
    return {page: queries_of(sitting, page, number) for page in PAGES}


def queries_of(sitting: Sitting, page: str, number: int) -> int:
    """Nothing stays of it, so that each count is that of somebody who has read nothing yet."""
    keys = {"pack": sitting.pack, "meeting": sitting.meeting, "board": sitting.board}
    url = page.format(
        **{name: record.reference for name, record in keys.items()}, number=number, place=3
    )
    client = Client()
    with transaction.atomic():
        if not page.startswith("/public"):
            client.force_login(sitting.member)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200, url
        transaction.set_rollback(True)
    return len(queries)


def test_the_pages_of_a_pack_ask_as_often_for_three_papers_as_for_one(
    meeting: Sitting, version: PackVersion
) -> None:
    by = meeting.officer.person
    open_to_the_public(board_id=meeting.board.pk, is_public=True, by=by)
    counted(meeting, version.number)  # what is asked once a process
    one = counted(meeting, version.number)
    for place in (1, 2):
        for title, paper in (("Mill", meeting.ready.paper), ("Quay", meeting.secret)):
            add_item(meeting.meeting, by=by, title=f"{title} {place}", late_reason="It came late.",
                     urgency_reason="It is urgent.")  # fmt: skip
            tabled(meeting.meeting, f"{title} {place}", paper, by)
    made = meeting.build(PackKind.REISSUE)
    meeting.publish(made)
    three = counted(meeting, made.number)
    assert one == three == PAGES
