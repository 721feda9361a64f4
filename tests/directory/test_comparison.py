"""How seats differ between 10 June and 4 July 2012, and the words for a difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from audit.actions import edit_record
from directory.comparison import PEOPLE, seat_lines
from people.actions import appoint, edit_appointment, end_appointment
from people.choices import Role
from people.models import Appointment
from programmes.models import Programme
from records import comparison
from records.comparison import Line, Place, Span, Tone
from reports.queries.comparison import span_of_programme, span_of_project
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of
from values.partial_dates import PartialDate

THEN = end_of(date(2012, 6, 10))


@dataclass(frozen=True)
class Row:
    id: int
    is_archived: bool = False


def test_records_are_paired_as_they_stand_now_and_the_gone_come_last() -> None:
    one, two, three, four = Row(1), Row(2), Row(3), Row(4)
    archived = Row(2, is_archived=True)
    assert comparison.paired([one, two, Row(5, is_archived=True)], [four, archived, three]) == [
        (None, four), (two, archived), (None, three), (one, None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (None, Row(1), "added"), (Row(1, is_archived=True), Row(1), "brought back"),
        (Row(1), Row(1, is_archived=True), "archived"), (Row(1), None, "elsewhere"),
        (Row(1), Row(1), ""),
    ],
)  # fmt: skip
def test_added_and_removed_seats_have_their_own_word(old: Any, new: Any, said: str) -> None:
    assert comparison.came_or_went(old, new, gone="elsewhere") == said


def test_what_is_gone_without_more_is_archived() -> None:
    assert comparison.came_or_went(Row(1), None) == "archived"


def test_a_date_that_did_not_move_says_nothing() -> None:
    day = PartialDate.day(date(2012, 8, 1))
    assert comparison.moved(day, day) == ("", Tone.NEUTRAL)
    assert comparison.moved(None, None) == ("", Tone.NEUTRAL)


def test_a_function_contributes_once_and_its_lines_stand_by_group(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = comparison.Group("a", 1, "A"), comparison.Group("b", 2, "B")  # type: ignore[arg-type]
    later, sooner = Line(second, "Later", "x", ""), Line(first, "Sooner", "x", "")
    monkeypatch.setattr(comparison, "_contributions", [])

    def say(span: Span) -> list[Line]:
        return [later, sooner]

    comparison.contribute(say)
    comparison.contribute(say)
    span = Span(
        THEN, None, scope_id=1, programme_id=1, programme_reference="PRG-0001", programme_scope_id=1
    )
    assert comparison.lines_of(span) == [sooner, later]


@pytest.mark.django_db
@pytest.mark.usefixtures("july_2012")
class TestSeats:
    @pytest.fixture
    def programme(self) -> Programme:
        with on(6, 1):
            return factories.programme()

    def seat(self, programme: Programme, name: str = "Ada Fenwick", **fields: Any) -> Appointment:
        with on(6, 1):
            by = factories.officer()
            fields = {"role": Role.PROGRAMME_MANAGER, "scope": programme.scope} | fields
            holder = {"person": factories.person(name)} if name else {}
            return appoint(by=by, **holder, **fields)

    def said(self, programme: Programme) -> list[tuple[str, str]]:
        found = seat_lines(span_of_programme(programme, THEN, None))
        assert {line.group for line in found} <= {PEOPLE}
        return [(line.subject, line.words) for line in found]

    def test_seats_are_grouped_by_programme_project_and_board(self, programme: Programme) -> None:
        project = factories.project("Lending", programme=programme)
        board = factories.board("Board", programme=programme)
        factories.holder(Role.PROJECT_LEAD, factories.project("Elsewhere").scope, "Otto Vane")
        found = []
        for scope, role, where in (
            (programme.scope, Role.CRITICAL_FRIEND, "Open Doors"),
            (project.scope, Role.PROJECT_LEAD, "Lending"),
            (board.scope, Role.CHAIR, "Board"),
        ):
            person = factories.holder(role, scope, f"Holder of {where}")
            seat = Appointment.objects.get(person=person)
            home = f"/scopes/{scope.reference}/"
            found.append(
                Line(
                    group=PEOPLE,
                    subject=str(role.label),
                    words=f"Holder of {where} appointed",
                    url=f"{home}appointments/{seat.pk}/history/",
                    place=Place(where, home),
                )
            )
        assert seat_lines(span_of_programme(programme, THEN, None)) == found
        project.scope = type(project.scope).objects.get(pk=project.scope_id)
        span = span_of_project(project, factories.officer(), THEN, None)
        assert [(line.words, line.place) for line in seat_lines(span)] == [
            ("Holder of Lending appointed", None)
        ]

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            ({}, {"limited_to": "Schools"}, "limited to Schools"),
            ({"limited_to": "Schools"}, {"limited_to": ""}, "no longer limited to Schools"),
            ({"is_suggested": True}, {"is_suggested": False}, "confirmed"),
            ({}, {"is_suggested": True}, "only suggested now"),
            ({}, {"is_voting": True}, "now votes"),
            ({"is_voting": True}, {"is_voting": False}, "no longer votes"),
            ({}, {"role": Role.PROGRAMME_DIRECTOR}, "was Programme manager"),
            ({}, {"person": None, "post": "Chief Executive"},
             "Chief Executive in place of Ada Fenwick"),
            ({}, {"person": None}, "nobody now, was Ada Fenwick"),
            ({}, {"position": 7}, ""),
        ],
    )  # fmt: skip
    def test_one_that_changed_says_how(
        self, programme: Programme, before: dict, after: dict, words: str
    ) -> None:
        seat = self.seat(programme, **before)
        changed = edit_appointment(seat, by=factories.officer(), **after)
        subject = changed.get_role_display()
        assert self.said(programme) == ([(subject, words)] if words else [])

    def test_an_empty_seat_gives_a_line_when_it_is_added_filled_and_removed(
        self, programme: Programme
    ) -> None:
        by = factories.officer()
        filled, removed = self.seat(programme, ""), self.seat(programme, "")
        edit_appointment(filled, by=by, person=factories.person("Ben Hale"))
        end_appointment(removed, by=by, reason="Not needed.")
        appoint(scope=programme.scope, role=Role.CRITICAL_FRIEND, by=by)
        assert self.said(programme) == [
            ("Programme manager", "Ben Hale fills the empty seat"),
            ("Critical friend", "a seat was added that nobody holds yet"),
            ("Programme manager", "the empty seat was removed"),
        ]

    def test_who_left_and_who_was_suggested_are_named(self, programme: Programme) -> None:
        by = factories.officer()
        edit_appointment(
            self.seat(programme, limited_to="Schools"), by=by, ends_on=date(2012, 6, 30)
        )
        appoint(
            scope=programme.scope, role=Role.PROGRAMME_MANAGER, by=by, is_suggested=True,
            person=factories.person("Ben Hale"),
        )  # fmt: skip
        assert self.said(programme) == [
            ("Programme manager", "Ben Hale suggested"),
            ("Programme manager", "Ada Fenwick (Schools) left"),
        ]

    def test_a_seat_that_began_or_ended_by_its_own_dates_gives_a_line_too(
        self, programme: Programme
    ) -> None:
        self.seat(programme, "Ada Fenwick", ends_on=date(2012, 6, 30))
        self.seat(programme, "Ben Hale", starts_on=date(2012, 7, 1))
        self.seat(programme, "Cyril Deane", starts_on=date(2012, 7, 5))
        assert self.said(programme) == [
            ("Programme manager", "Ben Hale appointed"),
            ("Programme manager", "Ada Fenwick left"),
        ]

    def test_a_person_who_is_called_something_else_now_has_not_changed_seats(
        self, programme: Programme
    ) -> None:
        edit_record(self.seat(programme).person, by=factories.officer(), name="Ada Hale")
        assert self.said(programme) == []
