"""What goes with the entries of registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.actions import create_record
from programmes.models import Document, DocumentVersion
from registers.actions.actions import add_note
from registers.actions.comments import comment
from registers.actions.escalations import escalate
from registers.actions.links import link
from registers.actions.reviews import add_scale
from registers.choices import Relation
from registers.models import (
    Action,
    ActionFile,
    Issue,
    Judgement,
    JudgementScale,
    Review,
    ReviewFile,
    Risk,
)
from tests.factories.people import officer
from uploads.store import take


def with_entries(title: str, entries: Mapping[type, Any]) -> list[Any]:
    """The parts of some entries of registers, one of each kind."""
    by, action = officer(), entries[Action]
    other = take(SimpleUploadedFile("report.txt", f"{title}: a report".encode()))
    file = take(SimpleUploadedFile("letter.txt", f"{title}: a letter".encode()))
    review = entries[Review]
    text = take(SimpleUploadedFile("plan.txt", f"{title}: a plan".encode()))
    scale = add_scale(by=by, title=f"{title}: scale", grades="Good\nInadequate")
    return [
        scale,
        create_record(
            DocumentVersion, by=by, document=entries[Document], title="1.0", **asdict(text)
        ),
        create_record(Judgement, by=by, review=review, area="Leadership", grade="Good"),
        create_record(
            ReviewFile, by=by, review=review, title=f"{title}: second letter", **asdict(other)
        ),
        link(action, entries[Review], relation=Relation.COMES_FROM, by=by),
        comment(action, by=by, text=f"{title}: who pays?"),
        add_note(action, by=by, text=f"{title}: two dealers answered."),
        create_record(
            ActionFile, by=by, action=action, title=f"{title}: first letter", **asdict(file)
        ),
        *(
            escalate(entries[kind], by=by, reason=f"{title}: the board must know.")
            for kind in (Issue, Risk)
        ),
    ]


EDITS_OF_PARTS: dict[type, dict[str, Any]] = {
    ActionFile: {"title": "The second letter"},
    DocumentVersion: {"reflects": "The board’s comments"},
    JudgementScale: {"grades": "Outstanding\nGood\nInadequate"},
    ReviewFile: {"title": "The report"},
}
"""An edit of each kind, so that it has an earlier version."""
