"""The ratings that a report declares beside those that rules work out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from people.models import Person
from programmes.choices import rag_words
from projects.choices import rated_words
from projects.contributed import Missing, computed_for
from projects.models import StatusReport
from reporting.models import ComputedRating


def differences_need_reasons(report: StatusReport) -> Missing:
    """A rating that differs from the computed one needs a reason."""
    found: Missing = {}
    for name, computed in computed_for(report.project).items():
        declared = getattr(report, f"{name}_rag")
        if declared and declared != computed.rag and not getattr(report, f"{name}_reason").strip():
            sentence = _(
                "The rules make “%(what)s” %(rating)s: %(because)s. Say why yours differs."
            )
            facts = {
                "what": rated_words(name), "rating": rag_words(computed.rag),
                "because": computed.because,
            }  # fmt: skip
            found[f"{name}_reason"] = [sentence % facts]
    return found


def keep_computed(report: StatusReport, *, by: Person) -> None:
    """Keep what the rules work out beside what a report declares, as it is submitted."""
    before = {row.dimension: row for row in report.computed.filter(is_archived=False)}
    for name, computed in computed_for(report.project).items():
        declared = getattr(report, f"{name}_rag")
        values: dict[str, Any] = {
            "computed_rag": computed.rag,
            "worked_out_from": computed.because[:500],
            "declared_rag": declared,
            "differs": bool(declared) and declared != computed.rag,
            "reason": getattr(report, f"{name}_reason"),
        }
        if name in before:
            writing.change(before.pop(name), **values)
        else:
            writing.create(ComputedRating, report=report, dimension=name, **values)
    for row in before.values():
        writing.archive(row)
