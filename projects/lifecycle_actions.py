"""Writes of lifecycles: what kinds of project there are, in versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from documents.format_files import FaultyFormat
from people.models import Person
from projects.models import Lifecycle, LifecycleVersion, Project
from projects.stages import (
    SHIPPED_KEYS,
    STANDARD,
    Rules,
    as_text,
    forget,
    read_rules,
    shipped,
    stage_words,
)


def add_lifecycle(
    *, by: Person, key: str, title: str, definition: Rules, valid_from: date, **fields: Any
) -> Lifecycle:
    """Add a lifecycle with its first version and return it. Raises Refused for a key in use."""
    with audited(by=by, reason=fields.pop("reason", "") or _("Lifecycle added")):
        reference = writing.next_reference("LIF")
        made = writing.create(Lifecycle, reference=reference, key=key, title=title, **fields)
        write_version(
            LifecycleVersion(lifecycle=made),
            by=by,
            valid_from=valid_from,
            definition=as_text(definition),
        )
        return made


def write_version(
    version: LifecycleVersion, *, by: Person, definition: str, **fields: Any
) -> LifecycleVersion:
    """Add a version of a lifecycle, or change one, and return it as it is now. Raises Conflict;
    Refused for a faulty definition, with the path and the reason of every fault, and when a project
    is at a stage that it leaves out."""
    definition = definition.strip()  # as its form sends it, so that saving it unchanged is no edit
    try:
        rules = read_rules(definition)
    except FaultyFormat as faulty:
        sentences = [fault.sentence for fault in faulty.faults]
        raise Refused(" ".join(sentences), {"definition": sentences}) from faulty
    with audited(by=by, reason=fields.get("reason") or _("Version of a lifecycle saved")):
        _refuse_left_out(version.lifecycle, rules)
        forget()
        if version.pk is not None:
            return edit_record(version, by=by, definition=definition, **fields)
        fields.pop("reason", None)
        refuse_archived(version.lifecycle)
        return writing.create(
            LifecycleVersion, lifecycle=version.lifecycle, definition=definition, **fields
        )


def _refuse_left_out(lifecycle: Lifecycle, rules: Rules) -> None:
    follows = Q(lifecycle=lifecycle)
    if lifecycle.key == STANDARD:
        follows |= Q(lifecycle=None)
    rows = Project.objects.live().filter(follows).exclude(stage__in=rules.titles)
    lost = rows.order_by("id").first()
    if lost is not None:
        sentence = _("%(project)s is at the stage “%(stage)s”, which would be gone.")
        facts = {"project": lost, "stage": stage_words(lost.stage)}
        raise Refused(sentence % facts, {"definition": [sentence % facts]})


def load_shipped_lifecycles(*, by: Person, valid_from: date) -> list[Lifecycle]:
    """Add the lifecycles that come with Mandate."""
    return [
        add_lifecycle(
            by=by,
            key=file.key,
            title=file.title,
            about=file.about,
            definition=file.definition,
            valid_from=valid_from,
        )
        for file in map(shipped, SHIPPED_KEYS)
    ]
