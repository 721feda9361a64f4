"""Acceptances, which never come from an author, checked again when two people turn out to be
one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from people.succession.rules_of_two import Pair, Void
from projects.models import StatusReport


def acceptances_by_an_author(pair: Pair) -> Iterator[Void]:
    """The acceptances of reports that one of the two accepted and the other wrote."""
    for report in accepted_by_an_author(StatusReport, pair):
        reason = _("%(who)s are one person, who wrote this report.") % {"who": pair}
        fields = {"accepted_at": None, "accepted_by": None, "acceptance_void_because": reason}
        yield Void(report, fields, reason)


def accepted_by_an_author(model: type, pair: Pair) -> Iterator[Any]:
    """The reports of a kind that one of the two accepted and the other wrote."""
    reports: Any = model._default_manager  # type: ignore[attr-defined]
    accepted = reports.select_for_update(of=("self",)).filter(accepted_by__in=pair.ids)
    by_others = accepted.not_written_by(pair.duplicate).not_written_by(pair.kept)
    fair = set(by_others.values_list("pk", flat=True))
    for report in accepted.order_by("id"):
        if report.pk not in fair:
            yield report
