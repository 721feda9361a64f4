"""Who may read what of a pack: papers that are exempt, and items lost by an interest."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pytest

from audit.actions import edit_record
from audit.errors import Refused
from meetings.actions.attendance import declare_interest
from packs.choices import PackKind
from packs.models import PackItem, PackVersion
from packs.publishing import open_to_the_public
from reports.choices import Exemption
from reports.models import Paper
from tests import factories
from tests.packs.sitting import BODY, SECRETS, Sitting, tabled
from tests.packs.test_packs import everything_in, full, public
from tests.reports.publishing import MEETING
from tests.sweeps.pages import read as read_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("july_2012")]

OWNS = {"kind": "personal", "nature": "Owns the land beside it."}
REFUSED = "It is exempt as a whole, but not restricted: restrict it first"


def exempt_paper(meeting: Sitting) -> Paper:
    """Exempt as a whole, but restricted by nobody; it stands under the first item."""
    by = meeting.officer.person
    paper = factories.paper(
        "Purchase of Gannet Quay", programme=meeting.ready.paper.programme, board=meeting.board,
        format=meeting.ready.paper.format, sections=(BODY,), meeting_on=MEETING, by=by,
        exemption=Exemption.WHOLE, exempt_paragraphs="3",
    )  # fmt: skip
    tabled(meeting.meeting, "Apologies", paper, by)
    return paper


def line_of(version: PackVersion, paper: Paper) -> PackItem:
    return PackItem.objects.get(pack_version=version, paper=paper)


def said(answer: Any) -> str:
    return read_page(answer.content.decode()).text


def test_an_exempt_paper_that_nobody_restricted_is_in_no_pack(meeting: Sitting) -> None:
    paper = exempt_paper(meeting)
    made = meeting.build(PackKind.REISSUE)
    line = line_of(made, paper)
    assert (line.state, line.title, line.first_page, line.text_stored_as) == (
        "faulty",
        "Apologies",
        None,
        "",
    )
    agenda = everything_in(full(made)).replace("\n", " ")
    assert REFUSED in agenda
    assert agenda.count("Petrel Holdings") == 1, "that of the restricted paper"
    assert [word for word in SECRETS if word in everything_in(public(made))] == []
    with pytest.raises(Refused, match=f"Item 1, “Apologies”: {REFUSED}"):
        meeting.publish(made)


def test_once_it_is_restricted_it_is_for_its_readers_alone(meeting: Sitting) -> None:
    paper = exempt_paper(meeting)
    factories.restriction(record=paper, by=meeting.officer.person)
    made = meeting.build(PackKind.REISSUE)
    line = line_of(made, paper)
    assert (line.state, line.restriction_id is not None) == ("printed", True)
    url = f"/packs/{meeting.pack.reference}/versions/{made.number}/items/{line.position}/"
    answers = [meeting.get(who, url).status_code for who in (meeting.officer, meeting.secretary)]
    assert answers == [200, 404]


def test_an_exemption_that_came_later_stops_the_publishing(meeting: Sitting) -> None:
    made = meeting.build(PackKind.REISSUE)
    by = meeting.officer.person
    edit_record(meeting.ready.paper, by=by, exemption=Exemption.WHOLE, exempt_paragraphs="3")
    with pytest.raises(Refused, match=f"Item 3, “Lease of the mill”: {REFUSED}"):
        meeting.publish(made)


def test_a_restricted_copy_names_its_reader_on_each_page(
    meeting: Sitting, version: PackVersion
) -> None:
    url = f"/packs/{meeting.pack.reference}/versions/1/"
    answer = meeting.get(meeting.officer, f"{url}restricted-pdf/")
    before, after = (pypdf.PdfReader(BytesIO(pdf)) for pdf in (full(version), answer.content))
    who = meeting.officer.person
    stamp = f"Restricted. Downloaded by {who.name} ({who.reference}), 4 July 2012, 10:00."
    added = [
        after.pages[place].extract_text().replace(page.extract_text(), "").strip()
        for place, page in enumerate(before.pages)
    ]
    assert added == [stamp] * len(after.pages)
    assert who.name not in everything_in(full(version)), "what is kept is the same for all"
    trees = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0] for reader in (before, after)]
    assert [len(tree.get_object()["/K"]) for tree in trees] == [3, 3], "it is still tagged"
    open_pdf = meeting.get(meeting.officer, f"{url}pdf/").content
    assert open_pdf == public(version), "nobody is named in what anyone may read"


def test_an_interest_closes_the_item_and_the_pdf_that_prints_it(
    meeting: Sitting, version: PackVersion
) -> None:
    url = f"/packs/{meeting.pack.reference}/versions/1/"
    pages = (f"{url}items/3/", f"{url}pdf/")
    assert [meeting.get(meeting.secretary, page).status_code for page in pages] == [200, 200]
    by = meeting.officer.person
    item = meeting.item("Lease of the mill")
    lost = declare_interest(item, by=by, person=meeting.secretary.person, **OWNS)
    assert [meeting.get(meeting.secretary, page).status_code for page in pages] == [404, 404]
    assert [meeting.get(meeting.chair, page).status_code for page in pages] == [200, 200]
    page = said(meeting.get(meeting.secretary, url))
    assert "Closed to you" in page
    assert "You declared an interest in this item, so it is closed to you." in page
    assert "The PDF prints an item in which you declared an interest" in page
    assert "PDF for the public" not in page
    edit_record(lost, by=by, dispensation="The committee allows it.")
    assert [meeting.get(meeting.secretary, page).status_code for page in pages] == [200, 200]


def test_an_interest_closes_a_restricted_item_to_its_reader(
    meeting: Sitting, version: PackVersion
) -> None:
    url = f"/packs/{meeting.pack.reference}/versions/1/"
    pages = (f"{url}items/2/", f"{url}restricted-pdf/")
    assert [meeting.get(meeting.officer, page).status_code for page in pages] == [200, 200]
    by = meeting.officer.person
    declare_interest(meeting.item("Property matter"), by=by, person=by, **OWNS)
    assert [meeting.get(meeting.officer, page).status_code for page in pages] == [404, 404]
    page = said(meeting.get(meeting.officer, url))
    assert [word for word in SECRETS if word in page] == []
    assert meeting.get(meeting.officer, f"{url}pdf/").status_code == 200, "it prints nothing of it"


@pytest.mark.parametrize("closes", ["item", "paper"])
def test_what_is_closed_later_is_told_to_the_public_by_its_public_title(
    closes: str, meeting: Sitting, version: PackVersion
) -> None:
    by = meeting.officer.person
    open_to_the_public(board_id=meeting.board.pk, is_public=True, by=by)
    pack = f"/public/packs/{meeting.pack.reference}/1/"
    assert "Lease of the mill" in said(meeting.get(None, pack))
    record = meeting.item("Lease of the mill") if closes == "item" else meeting.ready.paper
    factories.restriction(record=record, by=by, public_title="A matter of land")
    page = said(meeting.get(None, pack))
    assert "Lease of the mill" not in page
    assert "A matter of land" in page
    closed = (f"{pack}items/3/", f"{pack}pdf/")
    assert [meeting.get(None, url).status_code for url in closed] == [404, 404]
