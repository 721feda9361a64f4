"""What is different about a programme between 10 June and 4 July 2012."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.actions import archive_record, create_record, edit_record
from governance.actions.agreed import correct_removal
from programmes.actions import edit_programme
from programmes.choices import PhaseState, ProgrammeState
from programmes.comparison import MONEY, PROGRAMME, changed_money
from programmes.models import FundingSource, Phase, Principle, Programme
from records.comparison import Line, Place, Tone, lines_of
from reports.queries.comparison import span_of_programme, span_of_project
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of
from values.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = end_of(date(2012, 6, 10))


@pytest.fixture
def programme() -> Programme:
    with on(6, 1):
        return factories.programme(
            state=ProgrammeState.PROPOSED, expected_end_on=PartialDate.month(2014, 3),
            vision="Doors.",
        )  # fmt: skip


def part(programme: Programme, model: Any, **fields: Any) -> Any:
    with on(6, 1):
        return create_record(model, by=factories.officer(), programme=programme, **fields)


def said(programme: Programme) -> list[Line]:
    return lines_of(span_of_programme(programme, THEN, None))


def history_of(record: Any) -> str:
    return f"/changes/{record._meta.label_lower}/{record.pk}/"


def test_unchanged_records_give_no_line(programme: Programme) -> None:
    part(programme, Phase, title="Phase 1")
    part(programme, Principle, text="Open.")
    part(programme, FundingSource, title="Reserve", amount_pence=100)
    assert said(programme) == []


def test_a_programme_says_each_of_its_facts_that_changed(programme: Programme) -> None:
    edit_programme(
        programme, by=factories.officer(), title="Wider Doors", state=ProgrammeState.RUNNING,
        starts_on=PartialDate.month(2012, 7), expected_end_on=PartialDate.month(2014, 4),
        vision="Wide.", aims="Wider.",
    )  # fmt: skip
    url = f"/programmes/{programme.reference}/history/"
    end = "moved from March 2014 to April 2014, about a month later"
    assert said(programme) == [
        Line(PROGRAMME, "Title", "renamed from “Open Doors”", url),
        Line(PROGRAMME, "State", "Proposed to Running", url),
        Line(PROGRAMME, "Start", "dated July 2012 for the first time", url),
        Line(PROGRAMME, "Expected end", end, url, Tone.WORSE),
        Line(PROGRAMME, "Vision", "reworded", url),
        Line(PROGRAMME, "Aims", "reworded", url),
    ]


def test_a_programme_that_was_archived_says_so(programme: Programme) -> None:
    archive_record(programme, by=factories.officer())
    url = f"/programmes/{programme.reference}/history/"
    assert said(programme) == [Line(PROGRAMME, "Programme", "archived", url)]


def test_phases_and_principles_say_what_became_of_them(programme: Programme) -> None:
    by = factories.officer()
    phase = part(programme, Phase, title="Phase 1", ends_on=date(2012, 9, 1))
    gone = part(programme, Principle, text="Closed.", position=1)
    kept = part(programme, Principle, text="Open.", position=2)
    factories.put_right(
        edit_record(phase, by=by, ends_on=date(2012, 8, 31)), state=PhaseState.UNDER_WAY
    )
    archive_record(gone, by=by)
    edit_record(kept, by=by, text="Open to all.")
    new = create_record(Phase, by=by, programme=programme, title="Phase 2", position=5)
    words = (
        "Not started to Under way; end moved from 1 September 2012 to 31 August 2012, 1 day earlier"
    )
    assert said(programme) == [
        Line(PROGRAMME, "Closed.", "principle archived", history_of(gone)),
        Line(
            PROGRAMME, "Open to all.", "principle reworded",
            history_of(kept),
        ),
        Line(PROGRAMME, "Phase 1", words, history_of(phase), Tone.BETTER),
        Line(PROGRAMME, "Phase 2", "phase added", history_of(new)),
    ]  # fmt: skip


def test_funding_says_its_amounts(programme: Programme) -> None:
    by, base = factories.officer(), f"/programmes/{programme.reference}/funding"
    more = part(programme, FundingSource, title="Grant", amount_pence=40_000_000, position=1)
    gone = part(programme, FundingSource, title="Gift", amount_pence=100, position=2)
    factories.put_right(more, amount_pence=50_000_000)
    edit_record(more, by=by, approved_on=date(2012, 7, 2))
    correct_removal(gone, by=by, why="Entered by mistake")
    new = create_record(
        FundingSource, by=by, programme=programme, title="Reserve", amount_pence=0, position=3
    )
    words = "£400,000 to £500,000, £100,000 more; approved on 2 July 2012"
    place = Place("Funding")
    assert said(programme) == [
        Line(MONEY, "Grant", words, f"{base}/{more.pk}/history/", place=place),
        Line(MONEY, "Gift", "archived; £1", f"{base}/{gone.pk}/history/", place=place),
        Line(MONEY, "Reserve", "added; £0", f"{base}/{new.pk}/history/", place=place),
    ]


def test_a_project_says_nothing_of_its_programme(programme: Programme) -> None:
    with on(6, 1):
        project = factories.project(programme=programme)
    edit_programme(programme, by=factories.officer(), title="Wider Doors")
    project.refresh_from_db()
    assert lines_of(span_of_project(project, factories.officer(), THEN, None)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (100, 100, ""), (None, None, ""), (None, 0, "now £0"), (0, None, "no longer given, was £0"),
        (200, 100, "£2 to £1, £1 less"), (0, 150, "£0 to £1.50, £1.50 more"),
    ],
)  # fmt: skip
def test_an_amount_that_is_missing_is_no_nought(
    old: int | None, new: int | None, words: str
) -> None:
    assert changed_money(old, new) == words
