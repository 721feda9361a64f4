"""Writes of deadline rules and closures, and the rules that come with Mandate."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.writing import audited
from governance.models import BodyKind
from meetings.models import Closure, DeadlineRule
from people.models import Person

SHIPPED = Path(__file__).parents[1] / "shipped_rules.toml"


def add_rule(*, by: Person, reason: str = "", **fields: Any) -> DeadlineRule:
    """Add a deadline rule and return it."""
    with audited(by=by, reason=reason or _("Deadline rule added")):
        reference = writing.next_reference("DLR")
        return writing.create(DeadlineRule, reference=reference, **fields)


def add_closure(*, by: Person, reason: str = "", **fields: Any) -> Closure:
    """Say that a day is, or is not, a working day, and return the correction."""
    with audited(by=by, reason=reason or _("Closure added")):
        return writing.create(Closure, reference=writing.next_reference("CLO"), **fields)


def load_shipped_rules(*, by: Person, reason: str = "") -> list[DeadlineRule]:
    """Add the rules of the four nations that come with Mandate, after its kinds of body, and return
    them."""
    entries = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["rule"]
    kinds = {kind.key: kind for kind in BodyKind.objects.live()}
    with audited(by=by, reason=reason or _("Deadline rules that come with Mandate")):
        return [
            add_rule(by=by, **{**entry, "kind": kinds[entry["kind"]] if "kind" in entry else None})
            for entry in entries
        ]
