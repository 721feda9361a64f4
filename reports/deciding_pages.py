"""The pages on which a paper is tied to a decision, and a decision on a paper is recorded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from governance.models import Decision
from governance.pages import DecisionPages
from people.choices import Act
from people.models import Person
from records.forms import RecordForm
from records.pages.record_pages import Parting, PartPages
from reports.deciding import decide_on_paper, recommended, tie_paper
from reports.forms import DecisionPaperForm
from reports.models import DecisionPaper, Paper
from reports.pages import find_paper, paper_crumbs


class DecisionPaperPages(PartPages):
    """A paper is tied to a decision on the decision's page, by whoever records decisions there."""

    model = DecisionPaper
    form_class = DecisionPaperForm
    act = Act.PLAN_MEETINGS
    namespace, name = "reports", "decision_paper"
    parent_field = "decision"
    has_edit = False

    def form(
        self, person: Person, record: DecisionPaper | None, parent: Decision | None, **kwargs: Any
    ) -> RecordForm:
        return DecisionPaperForm(
            instance=record or DecisionPaper(decision=parent), person=person, **kwargs
        )

    def create(self, parent: Decision, /, *, by: Person, **fields: Any) -> DecisionPaper:
        return tie_paper(parent, by=by, **fields)

    def said_of_new(self, fields: dict[str, Any]) -> str:
        return _("The paper now stands with the decision.")

    def parting(self, record: DecisionPaper) -> Parting:
        said = super().parting(record)
        return Parting(
            said.heading, f"“{record.paper}”. {said.text}", said.label, said.done, said.stands
        )


class PaperDecisionPages(DecisionPages):
    """A decision on a paper is recorded on the paper's page, in the words that it recommends."""

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Any:
        return find_paper(person, keys["parent"])

    def form(self, person: Person, record: Decision | None, parent: Any, **kwargs: Any) -> Any:
        draft = {
            "title": parent.title,
            "text": "\n\n".join(recommended([parent], person)),
            "board": parent.board_id,
            "made_on": parent.meeting_on,
        }
        initial = draft | kwargs.pop("initial", {})
        instance = Decision(scope=parent.scope)
        return super().form(person, instance, None, initial=initial, **kwargs)

    def create(self, parent: Any, /, *, by: Person, **fields: Any) -> Decision:
        return decide_on_paper(parent, by=by, **fields)

    def after_parent(self, parent: Paper) -> str:  # type: ignore[override]
        return paper_crumbs(parent)[-1][1]

    def crumbs_of_parent(self, parent: Paper) -> list[tuple[str, str]]:  # type: ignore[override]
        return paper_crumbs(parent)
