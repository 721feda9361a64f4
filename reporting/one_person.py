"""Acceptances of programme reports, which never come from an author, checked again when two people
turn out to be one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.succession.rules_of_two import Pair, Void
from projects.one_person import accepted_by_an_author
from reporting.models import ProgrammeReport


def programme_acceptances_by_an_author(pair: Pair) -> Iterator[Void]:
    """The acceptances of programme reports that one of the two accepted and the other wrote."""
    for report in accepted_by_an_author(ProgrammeReport, pair):
        why = _("%(who)s are one person, who wrote this report.") % {"who": pair}
        yield Void(report, {"accepted_at": None, "accepted_by": None}, why)
