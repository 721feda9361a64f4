"""Writing a plain record: what it says by itself, and what it refuses."""

from __future__ import annotations

import pytest

from audit.actions import archive_record, create_record, edit_record, unarchive_record
from audit.errors import Conflict, Refused
from people.models import OrganisationUnit
from programmes.models import Principle
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_write_says_what_it_did_unless_told_a_reason() -> None:
    officer = factories.officer()
    unit = create_record(OrganisationUnit, by=officer, name="Parks", kind="service")
    edit_record(unit, by=officer, name="Woods")
    archive_record(unit, by=officer)
    unarchive_record(unit, by=officer)
    edit_record(unit, by=officer, reason="Misheard", name="Words")
    rows = unit.history.order_by("history_id")
    assert list(rows.values_list("history_change_reason", "name", "is_archived", "version")) == [
        ("Organisation unit created", "Parks", False, 1),
        ("Organisation unit edited", "Woods", False, 2),
        ("Organisation unit archived", "Woods", True, 3),
        ("Organisation unit brought back", "Woods", False, 4),
        ("Misheard", "Words", False, 5),
    ]


def test_archiving_twice_archives_once() -> None:
    unit = create_record(OrganisationUnit, by=factories.officer(), name="Parks", kind="service")
    archive_record(unit, by=factories.officer())
    assert archive_record(unit, by=factories.officer()).version == 2
    assert unit.history.count() == 2


def test_a_record_is_not_made_in_an_archived_one() -> None:
    officer, programme = factories.officer(), factories.programme()
    archived = archive_record(programme, by=officer)
    with pytest.raises(Refused, match=r"^Open Doors is archived\.$"):
        create_record(Principle, by=officer, programme=archived, text="Open by default")
    assert Principle.objects.count() == Principle.history.count() == 0


def test_a_record_is_not_moved_to_an_archived_one_but_may_stay_in_it() -> None:
    officer = factories.officer()
    council = OrganisationUnit.objects.get()
    unit = create_record(OrganisationUnit, by=officer, name="Parks", kind="service", parent=council)
    other = create_record(OrganisationUnit, by=officer, name="Woods", kind="service")
    archived = archive_record(other, by=officer)
    with pytest.raises(Refused, match=r"^Woods is archived\.$"):
        edit_record(unit, by=officer, parent=archived)
    stays = archive_record(council, by=officer)
    unit.refresh_from_db()
    assert edit_record(unit, by=officer, parent=stays, name="Parks and trees").version == 2


def test_an_edit_of_an_old_version_is_a_conflict() -> None:
    officer = factories.officer()
    unit = create_record(OrganisationUnit, by=officer, name="Parks", kind="service")
    edit_record(unit, by=officer, expected_version=1, name="Woods")
    with pytest.raises(Conflict):
        edit_record(unit, by=officer, expected_version=1, name="Gardens")
    assert OrganisationUnit.objects.get(pk=unit.pk).name == "Woods"
