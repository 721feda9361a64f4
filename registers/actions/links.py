"""Writes of links."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.errors import Refused
from people import policy
from people.models import Person
from registers import links
from registers.models import Link


def link(first: Any, second: Any, *, relation: str, by: Person, reason: str = "") -> Link:
    """Say what one record is to another, and return the link. Raises Refused when the two are one,
    or are already linked in this way."""
    known = links.linked_kinds()
    kinds = [record._meta.label_lower for record in (first, second)]
    if not all(kind in known for kind in kinds):
        raise Refused(_("Records of this kind cannot be linked."))
    return create_record(
        Link,
        by=by,
        reason=reason or _("Link added"),
        scope=policy.standing(first),
        from_kind=kinds[0],
        from_id=first.pk,
        to_kind=kinds[1],
        to_id=second.pk,
        relation=relation,
    )
