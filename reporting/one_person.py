"""Acceptances of programme reports, which never come from an author, checked again when two people
turn out to be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from people.succession.rules_of_two import Pair, Void
from projects.choices import ReportState
from reporting.models import ProgrammeReport


def programme_acceptances_by_an_author(pair: Pair) -> Iterator[Void]:
    """The acceptances of programme reports that one of the two accepted and the other wrote."""
    versions: Any = ProgrammeReport.objects.versions().filter(id=OuterRef("pk"))
    wrote = versions.filter(
        state=ReportState.DRAFT, returned_at=None, history_user_id__in=pair.ids
    ).order_by()
    accepted = ProgrammeReport.objects.select_for_update(of=("self",)).filter(
        Q(submitted_by__in=pair.ids) | Exists(wrote), accepted_by__in=pair.ids
    )
    for report in accepted.order_by("id"):
        why = _("%(who)s are one person, who wrote this report.") % {"who": pair}
        yield Void(report, {"accepted_at": None, "accepted_by": None}, why)
