"""What goes with the entries of registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.actions import create_record
from registers.actions.actions import add_note
from registers.actions.comments import comment
from registers.actions.links import link
from registers.actions.risks import escalate_risk
from registers.choices import Relation
from registers.models import Action, ActionFile, Review, Risk
from tests.factories.people import officer
from uploads.store import take


def with_entries(title: str, entries: Mapping[type, Any]) -> list[Any]:
    """The parts of some entries of registers, one of each kind."""
    by, action = officer(), entries[Action]
    file = take(SimpleUploadedFile("letter.txt", f"{title}: a letter".encode()))
    return [
        link(action, entries[Review], relation=Relation.COMES_FROM, by=by),
        comment(action, by=by, text=f"{title}: who pays?"),
        add_note(action, by=by, text=f"{title}: two dealers answered."),
        create_record(
            ActionFile, by=by, action=action, title=f"{title}: first letter", **asdict(file)
        ),
        escalate_risk(entries[Risk], by=by, reason=f"{title}: the board must know."),
    ]
