"""Taking back a report that nobody has answered yet, and correcting one that was submitted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person
from projects.actions import NOT_SUBMITTED, locked, refuse_incomplete
from projects.choices import SENT
from projects.contributed import tell_submitted
from projects.models import StatusReport
from values import clock


def recall_report(
    report: StatusReport, *, by: Person, reason: str = "", expected_version: int | None = None
) -> StatusReport:
    """Take back a submitted report that is not accepted yet, as a draft, and return it as it is
    now. Raises Conflict, and Refused for any other report."""
    with audited(by=by, reason=reason or _("Status report recalled")):
        current = locked(report)
        refuse_archived(current, current.project)
        if current.state not in SENT:
            raise Refused(_("This report has not been submitted."))
        if current.accepted_at is not None:
            facts = {"name": current.accepted_by}
            sentence = _("%(name)s has accepted this report: correct it instead.")
            raise Refused(sentence % facts)
        return writing.change(
            current, expected_version=expected_version, is_locked=True, **NOT_SUBMITTED
        )


def correct_report(
    report: StatusReport,
    *,
    by: Person,
    what: str,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> StatusReport:
    """Correct a submitted report: a new version that says what was wrong, and waits to be accepted
    again. Returns it as it is now. Raises Conflict; Refused without a sentence, for a draft, and
    when the report is then incomplete."""
    what = what_is_corrected(what)
    with audited(by=by, reason=reason or _("Status report corrected: %(what)s") % {"what": what}):
        current = locked(report)
        refuse_archived(current, current.project)
        fields |= {"correction": what, "expected_version": expected_version}
        corrected = correct_locked(current, by=by, **fields)
        refuse_incomplete(corrected)
        tell_submitted(corrected, by=by)
        return corrected


def what_is_corrected(what: str) -> str:
    """The sentence that a correction needs, without the spaces around it. Raises Refused."""
    if what := what.strip():
        return what
    sentence = _("Say what you are correcting.")
    raise Refused(sentence, {"correction": [sentence]})


def correct_locked(report: Any, *, by: Person, correction: str, **fields: Any) -> Any:
    """The next version of a submitted report of either kind, which is locked: it says what was
    wrong, and waits to be accepted again. Raises Conflict, and Refused for a draft."""
    if report.state not in SENT:
        raise Refused(_("This report is a draft: edit it instead."))
    fields |= {"correction": correction, "corrected_at": clock.now(), "corrected_by": by}
    fields |= {"accepted_at": None, "accepted_by": None}
    return edit_record(report, by=by, is_locked=True, **fields)
