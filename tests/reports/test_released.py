"""Releasing opens what is released: what is in use, as it is now. What was withdrawn or superseded
stays with its readers, on every page, in every history and file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from audit.actions import archive_record, edit_record, unarchive_record
from audit.errors import Refused
from people.choices import Role
from people.models import Person
from people.queries import office
from people.restricting import name_reader, release
from reports.actions import add_section
from reports.models import Appendix, Clearance, Paper, PaperSection, Publication
from tests import factories
from tests.reports.leasing import DAY, FIRST, Lease
from values import clock

pytestmark = pytest.mark.django_db


def now(record: Any) -> Any:
    return type(record)._base_manager.get(pk=record.pk)


def released(lease: Lease) -> None:
    with clock.stopped_at(FIRST + 3 * DAY):
        release(lease.restriction, by=lease.lawyer.person, reason="The lease is signed.")


@pytest.fixture
def open_before(lease: Lease) -> dict[str, Any]:
    """Written while it was open, which was before the restriction, and put out of use since."""
    paper, by = now(lease.paper), lease.keeper.person
    section = PaperSection.objects.get(paper=paper, key="next-steps")
    edit_record(section, by=by, body="Offer nine hundred.")
    archive_record(now(section), by=by)
    more = add_section(paper=paper, heading="Our limit", by=by, body="One thousand.")
    archive_record(more, by=by)
    appendix = Appendix.objects.get(paper=paper)
    archive_record(appendix, by=by)
    return {"section": section, "more": more, "appendix": appendix}


def test_what_was_withdrawn_stays_closed(lease: Lease, open_before: dict[str, Any]) -> None:
    released(lease)
    outside = Person.objects.get(pk=lease.reader.person_id)
    assert now(lease.paper).restriction_id is None
    with clock.stopped_at(FIRST + 4 * DAY):
        for part in open_before.values():
            assert now(part).restriction_id == lease.restriction.pk, part
            assert not type(part).objects.visible_to(outside).filter(pk=part.pk).exists()
        section, more, appendix = (open_before[n].pk for n in ("section", "more", "appendix"))
        for url in (f"sections/{section}/history/", f"sections/{more}/history/",
                    f"appendices/{appendix}/file/", f"appendices/{appendix}/history/",
                    f"appendices/{appendix}/archive/"):  # fmt: skip
            assert lease.get(lease.reader, url).status_code == 404, url
            answer = lease.get(lease.keeper, url)
            assert answer.status_code == 200, url
            list(answer) if answer.streaming else None
        compare = f"/programmes/{lease.paper.programme.reference}/compare/?from=2012-07-02"
        for url in ("", "preview/", "history/", "history/?format=csv", "?at=2012-07-02",
                    "preview/?at=2012-07-02", "/activity/", compare):  # fmt: skip
            said = lease.said(lease.reader, url)
            for secret in ("Our limit", "One thousand", "nine hundred", "Secret map"):
                assert secret not in said, (url, secret)
        assert "Overture." in lease.said(lease.reader, "preview/?at=2012-07-02")
        assert "Next Steps" not in lease.said(lease.reader, "?at=2012-07-02")
        assert "Next Steps" in lease.said(lease.keeper, "?at=2012-07-02")


def test_what_stayed_closed_is_not_brought_back(lease: Lease, open_before: dict[str, Any]) -> None:
    released(lease)
    with clock.stopped_at(FIRST + 4 * DAY):
        with pytest.raises(Refused, match=r"^This stayed closed when the rest was released"):
            unarchive_record(now(open_before["more"]), by=lease.keeper.person)
        assert now(open_before["more"]).is_archived
        answer = lease.get(lease.keeper, f"sections/{open_before['more'].pk}/archive/")
        assert answer.status_code == 200


def test_a_second_restriction_leaves_it_to_its_first_readers(
    lease: Lease, open_before: dict[str, Any]
) -> None:
    released(lease)
    with clock.stopped_at(FIRST + 4 * DAY):
        again = factories.restriction(record=now(lease.paper), proper_officer=lease.reader.person)
        assert now(lease.paper).restriction_id == again.pk
        assert now(open_before["more"]).restriction_id == lease.restriction.pk
        assert "Our limit" not in lease.said(lease.reader, "?at=2012-07-02")


def published(lease: Lease) -> Publication:
    """On the first day, when it was open."""
    made: Publication = factories.publication(
        paper=now(lease.paper), moment=FIRST + timedelta(hours=1)
    )
    return made


def test_what_was_published_of_another_version_stays_closed(lease: Lease, uploads: object) -> None:
    by = lease.keeper.person
    with clock.stopped_at(FIRST + 2 * DAY):
        first = published(lease)
        section = PaperSection.objects.get(paper=lease.paper, key="information")
        edit_record(section, by=by, body="Agreement.")
    released(lease)
    with clock.stopped_at(FIRST + 4 * DAY):
        assert now(first).restriction_id == lease.restriction.pk
        for url in ("publications/1/", "publications/1/pdf/", "publications/1/history/"):
            assert lease.get(lease.reader, url).status_code == 404, url
        assert "Publication 1" not in lease.said(lease.reader, "")
        assert "Publication 1" in lease.said(lease.keeper, "")


def test_what_was_published_of_this_version_opens_again(uploads: object) -> None:
    with clock.stopped_at(FIRST):
        paper = factories.paper("Lease of the mill")
        made = factories.publication(paper=paper)
    with clock.stopped_at(FIRST + DAY):
        restriction = factories.restriction(record=paper)
        assert now(made).restriction_id == restriction.pk
    with clock.stopped_at(FIRST + 2 * DAY):
        release(restriction, by=factories.officer(), reason="Not exempt.")
    assert now(made).restriction_id is None


def test_comments_on_another_version_are_withdrawn(lease: Lease) -> None:
    with clock.stopped_at(FIRST + 2 * DAY):
        legal = factories.cleared(factories.clearance(paper=now(lease.paper), kind="financial",
                                                      officer=lease_officer(lease)))  # fmt: skip
        section = PaperSection.objects.get(paper=lease.paper, key="information")
        edit_record(section, by=lease.keeper.person, body="Agreement.")
    released(lease)
    kept = Clearance.objects.get(pk=legal.pk)
    assert (kept.is_archived, kept.restriction_id) == (True, lease.restriction.pk)
    with clock.stopped_at(FIRST + 4 * DAY):
        assert "There is enough money." not in lease.said(lease.reader, "history/?format=csv")
        assert factories.clearance(paper=Paper.objects.get(pk=lease.paper.pk)).state == "waiting"


def lease_officer(lease: Lease) -> Person:
    officer = factories.holder(Role.FINANCE_OFFICER, office(), "Nora Finch")
    name_reader(lease.restriction, by=lease.keeper.person, person=officer, why="Clears it")
    return officer
