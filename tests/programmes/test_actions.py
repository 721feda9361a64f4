"""Programmes and the scopes in which their roles are held."""

from __future__ import annotations

from datetime import date

import pytest

from audit.errors import Conflict, Refused
from people.models import Scope
from people.queries import office
from programmes.actions import create_programme, edit_programme
from programmes.models import Programme
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_programme_has_a_reference_and_a_scope_in_the_office() -> None:
    officer = factories.officer()
    first, second = (create_programme(by=officer, title=title) for title in ("One", "Two"))
    assert [(p.reference, p.scope.reference, p.scope.title) for p in (first, second)] == [
        ("PRG-0001", "PRG-0001", "One"),
        ("PRG-0002", "PRG-0002", "Two"),
    ]
    assert (first.scope.kind, first.scope.parent) == ("programme", office())
    written = {first.history.get().change_set, first.scope.history.get().change_set}
    assert len(written) == 1
    assert first.history.get().history_change_reason == "Programme created"


def test_a_programme_that_is_refused_leaves_nothing_behind() -> None:
    officer = factories.officer()
    with pytest.raises(Refused) as refusal:
        create_programme(
            by=officer,
            title="Backwards",
            starts_on=date(2012, 7, 4),
            expected_end_on=date(2012, 7, 3),
        )
    assert str(refusal.value) == "The expected end must not be before the start."
    with pytest.raises(Refused) as refusal:
        create_programme(by=officer, title="")
    assert refusal.value.fields == {"title": ["This field cannot be blank."]}
    assert not Programme.objects.exists()
    assert list(Scope.objects.values_list("reference", flat=True)) == ["OFFICE"]
    assert create_programme(by=officer, title="Forwards").reference == "PRG-0001"


def test_a_programme_may_start_and_end_on_one_day() -> None:
    day = date(2012, 7, 4)
    programme = factories.programme(starts_on=day, expected_end_on=day)
    assert (programme.starts_on, programme.expected_end_on) == (day, day)


def test_the_scope_takes_the_new_title() -> None:
    programme = factories.programme("Open Doors")
    edited = edit_programme(programme, by=factories.officer(), title="Wider Doors")
    assert (edited.title, Scope.objects.get(pk=edited.scope_id).title) == (
        "Wider Doors",
        "Wider Doors",
    )
    assert (edited.version, edited.scope.history.count()) == (2, 2)


def test_the_scope_is_left_alone_when_the_title_stays() -> None:
    programme = factories.programme()
    edit_programme(programme, by=factories.officer(), vision="Every door is open.")
    assert (programme.history.count(), programme.scope.history.count()) == (2, 1)


def test_an_edit_of_an_old_version_changes_neither_programme_nor_scope() -> None:
    programme, officer = factories.programme("Open Doors"), factories.officer()
    edit_programme(programme, by=officer, expected_version=1, title="Theirs")
    with pytest.raises(Conflict):
        edit_programme(programme, by=officer, expected_version=1, title="Mine")
    assert Programme.objects.get().title == "Theirs"
    assert Scope.objects.get(pk=programme.scope_id).title == "Theirs"
