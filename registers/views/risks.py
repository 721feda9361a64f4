"""Risks: their list, their page, and what happens to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import policy
from people.choices import Act
from people.models import Person
from programmes.views import RegisterList
from records.pages.lists import table
from records.pages.moments import AskedMoment
from records.views.acting import ActOn
from registers.actions.risks import accept_risk, close_risk, reopen_risk, risk_happened
from registers.choices import RATING_NAMES, RiskState
from registers.columns.actions import MITIGATING, with_lateness
from registers.columns.risks import RISKS
from registers.filters import BandFilter, CheckedStandingFilter, RatingFilter, StepFilter
from registers.forms.escalations import WhyForm
from registers.forms.risks import HappenedForm
from registers.models import Issue, Risk
from registers.models.risks import RATINGS
from registers.pages.risks import RiskPages
from registers.queries.actions import mitigating
from registers.queries.matrices import matrices
from registers.queries.risks import add_ratings, with_ratings, with_scores
from registers.views.escalations import EscalatableDetail, name_at
from values import clock, words


class RiskDetail(EscalatableDetail):
    """A risk with its ratings, what can be done about it, and where it was escalated to."""

    template = "registers/risk.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        found = matrices(asked.value)
        values = {f.attname: getattr(row, f.attname) for f in Risk._meta.concrete_fields}
        add_ratings(values, found)
        scales = found.by_key.get(row.matrix_id)
        ratings = [
            {
                "label": RATING_NAMES[rating],
                "words": values[f"{rating}_words"],
                "tone": values[f"{rating}_tone"],
                "in_full": scales.in_full(
                    *(values[f"{rating}_{s}"] for s in ("likelihood", "impact"))
                )
                if scales
                else "",
            }
            for rating in RATINGS
        ]
        return super().more(row, person, asked) | {
            "ratings": ratings,
            "matrix": self.record.matrix if row.matrix_id else None,
            "is_superseded": row.matrix_id not in (None, found.in_force),
            "is_above": values["is_above"] and row.state == RiskState.OPEN,
            "expected": words.money(pence)
            if (pence := values["expected_pence"]) is not None
            else "",
            "accepted_by": name_at(Person, row.accepted_by_id, asked.value),
            "issues": Issue.objects.at(asked.value)
            .visible_to(person)
            .live()
            .filter(came_from_id=row.id),
            "mitigating": self._mitigating(person, asked),
            "mitigation_url": self._mitigation_url(row, person, asked),
        }

    def acts(self, person: Person, row: Any) -> Iterator[tuple[str, str]]:
        is_open = row.state in (RiskState.OPEN, RiskState.ACCEPTED)
        url = self.pages.url
        may_keep = policy.can(person, Act.KEEP_REGISTERS, self.record)
        if may_keep and is_open:
            yield _("It has happened"), url("happened", row)
        yield from super().acts(person, row)
        if policy.can(person, Act.ACCEPT_RISK, self.record):
            if row.state == RiskState.OPEN:
                yield _("Accept it"), url("accept", row)
            if is_open:
                yield _("Close it"), url("close", row)
            if row.state != RiskState.OPEN:
                yield _("Reopen it"), url("reopen", row)

    def _mitigating(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        names = ("title", "reference", "owner_name", "due_on", "state")
        rows = list(mitigating(self.record.pk, person, asked.value).values(*names))
        return table(MITIGATING, with_lateness(rows, clock.day_of(asked.value)), asked.query)

    def _mitigation_url(self, row: Any, person: Person, asked: AskedMoment) -> str:
        """Where an action is added that mitigates this risk; empty where none is."""
        is_over = asked.value or row.is_archived or row.state in Risk.closed_states
        if is_over or not policy.can(person, Act.KEEP_REGISTERS, self.record):
            return ""
        return reverse("registers:mitigation_add", args=[row.reference])


class RiskList(RegisterList):
    """Threats and opportunities, rated by likelihood and impact."""

    pages = RiskPages()
    detail = RiskDetail
    item = name = "risks"
    columns = RISKS
    most_used = ("standing", "band", "owner_name", "scope_title")
    filters = RegisterList.filters | {
        "standing": CheckedStandingFilter(gettext_lazy("Above the appetite, not accepted")),
        "rating": RatingFilter(),
        "band": BandFilter(),
        "likelihood": StepFilter("likelihood", gettext_lazy("Likelihood")),
        "impact": StepFilter("impact", gettext_lazy("Impact")),
    }

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return with_scores(super().rows(person, moment))

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return with_ratings(rows, moment)


class WithReason(ActOn):
    """One act on a risk, which needs a reason; `does` is the action."""

    form_class = WhyForm
    does: ClassVar[Callable[..., Any]]

    def act(self, by: Person, **typed: Any) -> Any:
        return self.does(self.record, by=by, **typed)


class AcceptRisk(WithReason):
    """Say that a risk may be run as it stands."""

    heading, label = gettext_lazy("Accept this risk"), gettext_lazy("Accept the risk")
    done = gettext_lazy("Risk accepted.")
    does = staticmethod(accept_risk)


class CloseRisk(WithReason):
    heading, label = gettext_lazy("Close this risk"), gettext_lazy("Close the risk")
    done = gettext_lazy("Risk closed.")
    does = staticmethod(close_risk)


class ReopenRisk(WithReason):
    heading, label = gettext_lazy("Reopen this risk"), gettext_lazy("Reopen the risk")
    done = gettext_lazy("Risk open again.")
    does = staticmethod(reopen_risk)


class RiskHappened(ActOn):
    heading = gettext_lazy("This risk has happened")
    label = gettext_lazy("Record the issue")
    done = gettext_lazy("The risk became an issue.")
    form_class = HappenedForm

    def act(self, by: Person, **typed: Any) -> Issue:
        return risk_happened(self.record, by=by, **typed)

    def after(self, outcome: Issue) -> str:
        return reverse("registers:issue_detail", args=[outcome.reference])
