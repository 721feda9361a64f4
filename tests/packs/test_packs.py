"""A pack: made once for named readers and once for the public, published, and issued again."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from audit.errors import Refused
from meetings.actions.agendas import set_item_state
from meetings.choices import ItemState
from packs.choices import PackKind
from packs.models import PackItem, PackVersion
from packs.publishing import open_to_the_public
from tests import factories
from tests.demo_fixture import MOMENT
from tests.documents.test_document_pdf import findings
from tests.packs.sitting import SECRETS, Sitting, revise, tabled
from tests.reports.publishing import MEETING
from uploads.store import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("july_2012")]


def everything_in(pdf: bytes) -> str:
    """All that a PDF holds, its streams unpacked, and the text of its pages."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            qdf=True,
        )
    reader = pypdf.PdfReader(BytesIO(pdf))
    texts = [page.extract_text() for page in reader.pages]
    outline = [str(reader.metadata), str(reader.outline)]
    raw = out.getvalue()
    return "\n".join([raw.decode("latin-1"), raw.decode("utf-16-be", "ignore"), *texts, *outline])


def public(version: PackVersion) -> bytes:
    return read(version.public_stored_as, version.public_sha256)


def full(version: PackVersion) -> bytes:
    return read(version.full_stored_as or "", version.full_sha256)


def test_the_public_pack_holds_no_secret_and_the_full_one_does(version: PackVersion) -> None:
    assert [word for word in SECRETS if word in everything_in(public(version))] == []
    assert [word for word in SECRETS if word not in everything_in(full(version))] == []


def test_both_packs_have_the_numbers_of_the_full_one(version: PackVersion) -> None:
    lines = [
        (item.number, item.state, item.first_page, item.last_page)
        for item in PackItem.objects.filter(pack_version=version).in_order()
    ]
    assert lines == [
        ("1", "no_paper", None, None),
        ("2", "printed", 2, 2),
        ("3", "printed", 3, 3),
        ("4", "to_follow", None, None),
    ]
    labels = pypdf.PdfReader(BytesIO(public(version))).page_labels
    assert (labels, pypdf.PdfReader(BytesIO(full(version))).page_labels) == (
        ["1", "3"],
        ["1", "2", "3"],
    )


@pytest.mark.parametrize("which", [public, full], ids=["public", "full"])
def test_two_checkers_find_nothing_in_a_joined_pack(
    which: Any, version: PackVersion, tmp_path: Path
) -> None:
    assert findings(which(version), tmp_path) == []


def test_the_public_agenda_says_why_something_is_missing(version: PackVersion) -> None:
    said = " ".join(pypdf.PdfReader(BytesIO(public(version))).pages[0].extract_text().split())
    for sentence in (
        "Public pack",
        "16 July 2012, 10:30 to 12:00",
        "Committee room 2, Shire Hall",
        "2 Property matter",
        "Not for publication. Paragraph 3: the money or business matters of anybody",
        "The public interest in keeping it back outweighs that in showing it: The other side",
        "4 Budget for next year",
        "The settlement is awaited.",
        "To follow",
        "Tove Lind",
        "01632 960 011",
    ):
        assert sentence in said


def test_bookmarks_and_links_lead_to_each_item(version: PackVersion) -> None:
    reader = pypdf.PdfReader(BytesIO(full(version)))
    marks = [m for m in reader.outline if not isinstance(m, list)]
    numbered = [(m.title, reader.get_destination_page_number(m)) for m in marks]
    assert [mark for mark in numbered if mark[0][0].isdigit()] == [
        ("2 Property matter", 1),
        ("3 Lease of the mill", 2),
    ]
    links: Any = reader.pages[0]["/Annots"]
    led = [link.get_object() for link in links if "/Dest" in link.get_object()]
    pages = [reader.get_page_number(link["/Dest"][0].get_object()) for link in led]
    assert list(zip([link["/Contents"] for link in led], pages, strict=True)) == [
        ("Purchase of Gannet Quay", 1),
        ("Lease of the mill", 2),
    ]


def test_a_published_version_is_read_by_the_board_and_by_nobody_else(
    meeting: Sitting, version: PackVersion
) -> None:
    url = f"/packs/{meeting.pack.reference}/"
    outsider = factories.account(factories.person("Otto Vane"))
    assert meeting.get(meeting.member, url).status_code == 200
    assert meeting.get(outsider, url).status_code == 404
    page = meeting.get(meeting.member, url).content.decode()
    assert "Lease of the mill" in page
    assert "A matter of property" in page
    assert [word for word in SECRETS if word in page] == []
    closed = meeting.get(meeting.member, f"{url}versions/1/items/2/")
    assert closed.status_code == 404
    assert meeting.get(meeting.member, f"{url}versions/1/restricted-pdf/").status_code == 404
    assert meeting.get(meeting.officer, f"{url}versions/1/restricted-pdf/").status_code == 200


def test_a_revised_paper_is_issued_again_and_its_reader_sees_what_changed(
    meeting: Sitting, version: PackVersion
) -> None:
    url = f"/packs/{meeting.pack.reference}/"
    first = meeting.get(meeting.member, f"{url}versions/1/items/3/").content
    revise(meeting.ready, "The lease is agreed for ten years.")
    again = meeting.build(PackKind.REISSUE)
    assert again.changes == "Item 3: “Lease of the mill” has been revised."
    meeting.publish(again)
    page = " ".join(meeting.get(meeting.member, url).content.decode().split())
    assert "Changed since version 1, which you read" in page
    assert "Revised since you read it" in page
    text = meeting.get(meeting.member, f"{url}versions/2/items/3/").content.decode()
    assert "<ins>1. The lease is agreed for ten years.</ins>" in text
    assert "<del>1. The lease is agreed.</del>" in text
    old = meeting.get(meeting.member, f"{url}versions/1/items/3/").content
    assert b"The lease is agreed." in first
    assert b"The lease is agreed." in old
    assert b"The pack has changed since this version." in old


def test_a_supplement_goes_on_with_the_numbers_and_holds_only_what_is_new(
    meeting: Sitting, version: PackVersion
) -> None:
    paper = factories.paper(
        "Budget for 2013/14", programme=meeting.ready.paper.programme, board=meeting.board,
        format=meeting.ready.paper.format, meeting_on=MEETING, by=meeting.officer.person,
    )  # fmt: skip
    item = meeting.item("Budget for next year")
    tabled(meeting.meeting, item.title, paper, meeting.officer.person)
    set_item_state(item, by=meeting.officer.person, state=ItemState.SUPPLEMENTARY)
    made = meeting.build(PackKind.SUPPLEMENT)
    lines = PackItem.objects.filter(pack_version=made).values_list("number", "first_page")
    assert (made.first_page, list(lines)) == (4, [("4", 5)])
    said = pypdf.PdfReader(BytesIO(public(made))).pages[0].extract_text()
    assert "Item 4: “Budget for 2013/14”, which was to follow, is here." in " ".join(said.split())
    with pytest.raises(Refused, match="it is a draft: publish the paper first"):
        meeting.publish(made)


def test_an_agenda_that_changed_or_a_late_day_stands_in_the_way(meeting: Sitting) -> None:
    made = meeting.build(PackKind.REISSUE)
    with clock.stopped_at(MOMENT + timedelta(days=8)):
        with pytest.raises(Refused, match=r"due by Friday 6 July 2012 .* Say why it is late"):
            meeting.publish(made, late_reason="", consented_by=None)
        with pytest.raises(Refused, match="needs the chair’s consent"):
            meeting.publish(made, consented_by=meeting.member.person)
        out = meeting.publish(made)
        assert (out.late_reason, out.consented_by) == (
            "The figures came late.",
            meeting.chair.person,
        )
        assert meeting.publish(made) == out, "sent twice, it is published once"
    later = meeting.build(PackKind.REISSUE)
    set_item_state(
        meeting.item("Lease of the mill"),
        by=meeting.officer.person,
        state=ItemState.WITHDRAWN,
        why="The owner sells.",
    )
    with pytest.raises(Refused, match="The agenda has changed since this version was made"):
        meeting.publish(later)


def test_anyone_reads_an_open_board_until_a_paper_is_restricted(
    meeting: Sitting, version: PackVersion
) -> None:
    board = f"/public/boards/{meeting.board.reference}/"
    pack = f"/public/packs/{meeting.pack.reference}/1/"
    pages = (board, pack, f"{pack}items/3/", f"{pack}pdf/")
    assert [meeting.get(None, url).status_code for url in pages] == [404] * 4
    open_to_the_public(board_id=meeting.board.pk, is_public=True, by=meeting.officer.person)
    answers = [meeting.get(None, url) for url in pages]
    assert [answer.status_code for answer in answers] == [200] * 4
    text = "".join(answer.content.decode("latin-1") for answer in answers[:3])
    assert [word for word in SECRETS if word in text] == []
    assert "Lease of the mill" in text
    assert meeting.get(None, f"{pack}items/2/").status_code == 404
    factories.restriction(record=meeting.ready.paper, by=meeting.officer.person)
    assert [meeting.get(None, url).status_code for url in pages] == [200, 200, 404, 404]
