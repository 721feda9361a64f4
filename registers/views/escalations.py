"""Escalation of any kind of entry: asked for on its page, shown there, answered from above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import policy
from people.choices import Act
from people.models import Person, Scope
from programmes.pages import RegisterPages
from records.columns import Link
from records.pages.lists import table
from records.pages.moments import AskedMoment
from records.pages.record_pages import PAGES_OF
from records.views.acting import ActOn
from records.views.history import RecordHistory
from registers.actions.escalations import accept_escalation, escalate, return_escalation
from registers.choices import EscalationState
from registers.columns.escalations import ESCALATIONS
from registers.forms.escalations import AnswerForm, WhyForm
from registers.pages.escalations import EscalationPages
from registers.queries.escalations import escalations_of
from registers.views.acts import EntryDetail


class EscalatableDetail(EntryDetail):
    """An entry with the scope that deals with it now, and where it was escalated to."""

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return super().more(row, person, asked) | {
            "noun": self.record._meta.verbose_name,
            "held_in": name_at(Scope, row.held_in_id, asked.value),
            "escalations": self._escalations(person, asked),
        }

    def acts(self, person: Person, row: Any) -> Iterator[tuple[str, str]]:
        is_open = row.state not in self.record.closed_states
        if is_open and policy.can(person, Act.KEEP_REGISTERS, self.record):
            yield _("Escalate it"), self.pages.url("escalate", row)

    def _escalations(self, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
        rows = escalations_of(self.record, asked.value)
        told = [self._told(row, person, asked) for row in rows]
        return table(ESCALATIONS, told, asked.query) if told else None

    def _told(self, row: Any, person: Person, asked: AskedMoment) -> Any:
        pages = PAGES_OF[self.record.escalations.model]()
        said = str(EscalationState(row["state"]).label)
        row["said"] = f"{said}: {row['answer']}" if row["answer"] else said
        args = [self.record.reference, row["id"]]
        about = row["to_scope_title"]
        history = reverse(f"registers:{pages.name}_history", args=args)
        row["links"] = [Link(_("History"), history, about)]
        if row["state"] == EscalationState.ASKED and not asked.value:
            to = Scope.objects.get(pk=row["to_scope_id"])
            if policy.can(person, Act.KEEP_REGISTERS, to):
                url = reverse(f"registers:{pages.name}_answer", args=args)
                row["links"].insert(0, Link(_("Answer"), url, about))
        return row


def name_at(model: Any, key: int | None, moment: datetime | None) -> str:
    """What a record was called at a moment; empty for none."""
    if key is None:
        return ""
    named = model.objects.filter(pk=key).at(moment).values_list(model.named_by, flat=True)
    return str(named.first() or "")


class Escalate(ActOn):
    """Ask the scope above to take an entry."""

    heading = gettext_lazy("Escalate it to the scope above")
    label = gettext_lazy("Ask the scope above")
    done = gettext_lazy("The scope above has been asked.")
    form_class = WhyForm

    def act(self, by: Person, **typed: Any) -> Any:
        return escalate(self.record, by=by, **typed)


class AnswerEscalation(ActOn):
    """The scope above takes an entry, or leaves it where it is."""

    heading = gettext_lazy("Answer an escalation")
    label = gettext_lazy("Answer")
    done = gettext_lazy("Answered.")
    form_class = AnswerForm

    def act(self, by: Person, **typed: Any) -> Any:
        answer = accept_escalation if typed["decision"] == "accepted" else return_escalation
        return answer(self.record, by=by, answer=typed["reason"])


def escalation_urls(
    prefix: str, entry: RegisterPages, question: EscalationPages
) -> list[URLPattern]:
    """The addresses of one kind of entry, such as `risks/`."""
    of_one = f"{prefix}<str:parent>/escalations/<int:pk>/"
    return [
        path(
            f"{prefix}<str:reference>/escalate/",
            Escalate.as_view(pages=entry),
            name=f"{entry.name}_escalate",
        ),
        path(
            f"{of_one}answer/",
            AnswerEscalation.as_view(pages=question),
            name=f"{question.name}_answer",
        ),
        path(
            f"{of_one}history/",
            RecordHistory.as_view(pages=question),
            name=f"{question.name}_history",
        ),
    ]
