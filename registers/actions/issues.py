"""What an edit of an issue must not do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit.writing import audited
from people.models import Person
from programmes.actions import edit_entry
from registers.actions.escalations import refuse_waiting
from registers.models import Issue


def edit_issue(issue: Issue, *, by: Person, reason: str = "", **fields: Any) -> Issue:
    """Change an issue and return it as it is now. Raises Refused when this would close one that the
    scope above has been asked to take."""
    with audited(by=by, reason=reason or _("Issue edited")):
        if fields.get("state", issue.state) in Issue.closed_states:
            refuse_waiting(issue)
        return edit_entry(issue, by=by, reason=reason, **fields)
