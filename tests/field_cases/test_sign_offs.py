"""Cases from the field: the day of a sign-off."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from audit.errors import Refused
from documents.plain import plain_text
from people.choices import Role
from people.queries import office
from reports.clearing import clear_paper
from reports.models import Clearance, Paper
from reports.queries.papers import Reading
from tests import factories
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def clear(asked: Clearance, given_on: date) -> Clearance:
    reading = Reading(Paper.objects.get(pk=asked.paper_id))
    said = {"expected": reading.written, "printed": reading.printed}
    return clear_paper(
        asked, by=asked.officer, text="Lawful.", initials="LM", given_on=given_on, **said
    )


def test_field_case_B13_the_day_of_the_sign_off_prints_and_not_that_of_its_entry() -> None:
    with clock.stopped_at(datetime(2012, 6, 20, 9, tzinfo=UTC)):
        paper = factories.paper()
        lawyer = factories.holder(Role.LEGAL_OFFICER, office(), "Lou Marsh")
        asked = factories.clearance(paper=paper, kind="constitutional", officer=lawyer)
    with clock.stopped_at(datetime(2012, 6, 29, 9, tzinfo=UTC)):
        with pytest.raises(Refused, match="must not be in the future"):
            clear(asked, date(2012, 6, 30))
        with pytest.raises(Refused, match=r"^The paper was edited on 20 June 2012"):
            clear(asked, date(2012, 6, 19))
        given = clear(asked, date(2012, 6, 25))
        assert clock.now() == given.decided_at
        document = Reading(Paper.objects.get(pk=paper.pk)).document
        assert "Constitutional Comments (LM 25/06/12)" in plain_text(document)
