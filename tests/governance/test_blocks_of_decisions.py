"""What a paper prints of gates, decisions and terms of reference."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from audit.actions import create_record
from audit.errors import Refused
from documents.content import Refused as Gap
from documents.content import SeveralContent, TableContent, TextContent
from governance.actions.agreed import change_agreed
from governance.actions.gates import decide_gate, vet_gate
from governance.choices import BoardKind
from governance.models import Decision, TermsOfReference
from programmes.models import Programme
from programmes.queries import programme_row
from records.blocks import About, Blocks
from tests import factories
from tests.factories import gates
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


def about_of(programme: Programme) -> About:
    return About((programme_row(programme),))


def told(about: About, call: str) -> Any:
    found = Blocks(about)[call]
    return found.table.rows if isinstance(found, TableContent) else found


def test_a_gate_is_printed_as_a_decision_wanted_until_it_is_decided() -> None:
    project = factories.project("Tools to lend")
    board = factories.board(programme=project.programme)
    review = gates.gate_review(project=project, board=board)
    by = factories.person("Max Orr")
    vetted = vet_gate(review, by=by)
    name = f"{review.title}, round 1"
    wanted = told(about_of(project.programme), "decisions-wanted")
    assert wanted == ((name, "Tools to lend", board.title, review.reference),)
    said = {"text": "Go on.", "reasons": "It is ready."}
    done = decide_gate(vetted, outcome="implement", by=factories.officer(), **said)
    assert told(about_of(project.programme), "decisions-wanted") == ()
    assert done.decision is not None
    (row,) = told(about_of(project.programme), "gates")
    assert row[1:] == (
        "Tools to lend", "1", board.title, "Implement", done.decision.reference, "4 Jul 2012",
        "Decided",
    )  # fmt: skip


def test_the_decisions_of_a_board_are_printed_since_a_day() -> None:
    programme = factories.programme()
    board = factories.board(programme=programme)
    for day in (1, 3):
        factories.entry(
            Decision, f"Decision {day}", board=board, made_on=date(2012, 7, day), text="Yes.",
            scope=programme.scope,
        )  # fmt: skip
    about = about_of(programme)
    titles = [[row[0] for row in told(about, call)] for call in (
        "decisions", "decisions: since=2 July 2012"
    )]  # fmt: skip
    assert titles == [["Decision 3", "Decision 1"], ["Decision 3"]]
    assert isinstance(told(about, "decisions: since=yesteryear"), Gap)


def test_the_terms_of_reference_in_force_are_printed_in_their_own_words() -> None:
    programme = factories.programme()
    board = factories.board(programme=programme)
    by = factories.officer()
    for title, day in (("Terms of June", date(2012, 6, 1)), ("Terms of August", None)):
        create_record(
            TermsOfReference, by=by, board=board, title=title, adopted_on=day, remit="All of it."
        )
    found = told(about_of(programme), "terms")
    assert isinstance(found, SeveralContent)
    said = [part.text for part in found.parts if isinstance(part, TextContent)]
    assert said == ["Terms of June, adopted on 1 June 2012", "Remit: All of it."]


def test_an_officer_with_an_executive_bodys_power_names_it_and_gives_the_options_rejected() -> None:
    with clock.stopped_at(datetime(2012, 6, 4, 9, tzinfo=UTC)):
        project = factories.project()
        programme = project.programme
        cabinet = factories.board("Cabinet", programme=programme, kind=BoardKind.EXECUTIVE)
        tolerance = factories.tolerance(scope=project.scope)
    assert cabinet.kind.is_executive
    by = factories.officer()
    said = {"why": "The roof leaks.", "delegation": "Scheme, 4.2"}
    ways = ({}, {"delegated_by": cabinet})
    sentences = []
    for way in ways:
        with pytest.raises(Refused) as refused:
            change_agreed(tolerance, by=by, **said, **way, limit=1)
        sentences.append((str(refused.value), sorted(refused.value.fields)))
    assert sentences == [
        ("Name the board that delegated the decision.", ["board", "delegated_by"]),
        (f"{cabinet.kind}: the record of a decision states this.", ["options_rejected"]),
    ]
    rejected = {"options_rejected": "To mend it at once."}
    change_agreed(tolerance, by=by, **said, **ways[1], **rejected, limit=1)
    decision = Decision.objects.get()
    assert (decision.board, decision.maker) == (cabinet, by)
