"""The page of a meeting as at a past moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from audit.actions import edit_record
from meetings.actions.agendas import edit_item
from meetings.actions.meetings import edit_meeting
from meetings.actions.outcomes import decide
from meetings.models import AgendaItem
from people.choices import Role
from people.queries import office
from people.restricting import restrict
from tests import factories
from tests.factories import meetings
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

LATER = datetime(2012, 7, 6, 9, 0, tzinfo=UTC)


def test_a_past_day_shows_the_agenda_attendance_and_decisions_recorded_by_then(
    item: AgendaItem,
) -> None:
    by, title = factories.officer(), item.title
    edit_meeting(item.meeting, by=by, place="Room 1")
    reader = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rhoda Steele")
    with clock.stopped_at(LATER):
        edit_item(AgendaItem.objects.get(pk=item.pk), by=by, title="Another title")
        meetings.opened(item.meeting)
        decide(
            AgendaItem.objects.select_related("meeting__board__scope").get(pk=item.pk),
            by=by, title="Lend the tools", text="In each library.",
        )  # fmt: skip
        edit_record(item.meeting, by=by, place="Room 2")
        client, page = Client(), f"/meetings/{item.meeting.reference}/"
        client.force_login(factories.account(reader))
        then = client.get(f"{page}?at=2012-07-05").content.decode()
        now = client.get(f"{page}?at=2012-07-06T10:00&tz=Europe/London").content.decode()
        assert [words in then for words in (title, "Room 1", "Planned")] == [True] * 3
        assert "Another title" not in then
        assert "Lend the tools" not in then
        for words in ("Another title", "Room 2", "Carried", "Lend the tools", "Present", "DEC-"):
            assert words in now
        assert title not in now
        restrict(
            AgendaItem.objects.get(pk=item.pk), by=by, paragraph="3", public_title="Property",
            public_interest="The price would fall.", proper_officer=by,
            review_on=LATER.date(),
        )  # fmt: skip
        closed = client.get(f"{page}?at=2012-07-05").content.decode()
        assert "Property" in closed
        assert title not in closed
