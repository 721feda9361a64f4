"""Everyone who reads a publication sees that its meeting has moved since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audit.actions import edit_record
from people.choices import Role
from people.queries import office
from reports.models import Paper
from tests import factories
from tests.demo_fixture import MOMENT
from tests.reports.clearing import signed_in, text_of
from tests.reports.publishing import Ready
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


def test_a_moved_meeting_is_mentioned_wherever_the_publication_is_read(
    ready: Ready, uploads: object
) -> None:
    factories.publication(paper=Paper.objects.get(pk=ready.paper.pk))
    reader = signed_in(factories.account(factories.holder(Role.READER, office(), "Rhoda Steele")))
    pages = (ready.url, ready.publication())
    for url in pages:
        assert "Published for" not in text_of(reader, url)
    for day, said in (
        (date(2012, 7, 23), "the meeting is now on 23 July 2012."),
        (None, "the meeting has no date now."),
    ):
        with clock.stopped_at(MOMENT + timedelta(days=1)):
            paper = Paper.objects.get(pk=ready.paper.pk)
            edit_record(paper, by=factories.officer(), meeting_on=day)
        for url in pages:
            assert f"Published for the meeting of 16 July 2012; {said}" in text_of(reader, url)


def test_another_committee_is_said(ready: Ready, uploads: object) -> None:
    factories.publication(paper=Paper.objects.get(pk=ready.paper.pk))
    with clock.stopped_at(MOMENT + timedelta(days=1)):
        paper = Paper.objects.get(pk=ready.paper.pk)
        edit_record(paper, by=factories.officer(), board=factories.board("Cabinet"))
    said = "Published for Policy Committee; the paper now goes to Cabinet."
    assert said in text_of(signed_in(ready.publisher), ready.publication())
