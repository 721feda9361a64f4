"""Gates: those of a project, all that wait, and what is done at one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from governance.actions import gates as actions
from governance.choices import GateState
from governance.columns import GATES
from governance.forms.gates import (
    DecideGateForm,
    NothingForm,
    ReturnGateForm,
    SubmitGateForm,
    said_in,
)
from governance.gate_pages import GateReviewPages, ProjectAtGate
from governance.models import GateReview
from governance.queries.gates import gates_ahead, reviews, reviews_of, stages_of
from people import policy
from people.choices import Act
from people.models import Person
from programmes.filters import ProgrammeWithinFilter
from projects import queries
from projects.models import Project
from projects.pages import project_crumbs
from projects.stages import Gate, lifecycles
from records.pages.lists import ListPage
from records.pages.moments import ASKED, moment_asked
from records.views.acting import ActOn
from records.views.record_page import RecordPageView


class GateList(ListPage):
    """Gate reviews of everything that the person may see: those that wait come first."""

    model = GateReview
    item, name = "gates", "gates"
    heading = _("Gates")
    columns = GATES
    scope = "project__scope"
    filters = {"programme": ProgrammeWithinFilter("project_scope_id")}
    none_yet = _("A project’s lead submits it at a gate on the project’s own page, under Gates.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows = GateReview.objects.at(moment).visible_to(person).live()
        return reviews(rows, moment).in_order()  # type: ignore[attr-defined]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d gate review", "%(n)d gate reviews", count) % {"n": count}


@takes(*ASKED)
def project_gates(request: SignedInRequest, reference: str) -> HttpResponse:
    """Where a project is on its way, the gate ahead of it, and the rounds that it has been
    through."""
    person, asked = request.user.person, moment_asked(request)
    project = queries.find_project(person, reference, asked.value)
    row = queries.project_at(project, asked.value)
    rounds = reviews_of([row.id], asked.value)
    may_submit = not asked.value and policy.can(person, Act.EDIT_PROJECT, project)
    waiting = next((r for r in rounds if r.state != GateState.DECIDED), None)
    context = {
        "project": row,
        "stages": stages_of(row, asked.value),
        "ahead": [] if asked.value else gates_ahead(project),
        "waiting": waiting,
        "rounds": rounds,
        "may_submit": may_submit and (waiting is None or waiting.state == GateState.DRAFT),
        "breadcrumbs": project_crumbs(project),
        **asked.context(),
    }
    return render(request, "governance/project_gates.html", context)


@takes(*ASKED)
class GateDetail(RecordPageView):
    """What the board sees: what it is asked, how the criteria are met, the rounds before."""

    pages = GateReviewPages()

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        person, asked = request.user.person, moment_asked(request)
        review = self.pages.find(person, keys)
        row = as_recorded(review, asked.value)
        rounds = reviews_of([review.project_id], asked.value, asked=review.pk)
        this = next(r for r in rounds if r.id == review.pk)
        context = {
            "review": this,
            "row": row,
            "project": review.project,
            "earlier": [r for r in rounds if r.title == this.title and r.round < this.round],
            "acts": [] if asked.value else acts_on(review, person),
            "breadcrumbs": self.pages.crumbs(review)[:-1],
            **asked.context(),
        }
        return render(request, "governance/gate_review.html", context)


def acts_on(review: GateReview, person: Person) -> list[tuple[str, str]]:
    """(what a person may do about a review as it stands, the address)."""
    is_vetter = policy.can(person, Act.ACCEPT_REPORT, review.project)
    is_submitted = review.state == GateState.SUBMITTED
    may_vet = is_vetter and is_submitted and review.submitted_by_id != person.pk
    is_stuck = review.state == GateState.VETTED and actions.is_overtaken(review)
    may_return = is_vetter and (is_submitted or is_stuck)
    is_with_board = review.state in (GateState.VETTED, GateState.TABLED)
    may_decide = is_with_board and policy.can(person, Act.PLAN_MEETINGS, review.board)
    may_carry_out = actions.waits_for_its_day(review) and policy.can(
        person, Act.PLAN_MEETINGS, review.board
    )
    offered = [
        ("vet", _now("Pass it on to the board"), may_vet),
        ("return", _now("Return it to the lead"), may_return),
        ("decide", _now("Record what the board decided"), may_decide),
        ("carry_out", _now("Carry out the decision"), may_carry_out),
    ]
    return [
        (label, reverse(f"governance:gate_{name}", args=[review.reference]))
        for name, label, is_offered in offered
        if is_offered
    ]


class SubmitGate(ActOn):
    """A lead submits a project at the gate ahead."""

    pages = ProjectAtGate()
    record: Project
    heading, label = _("Submit at a gate"), _("Submit")
    done = _("%(title)s: submitted. The programme’s team vets it before the board decides.")

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.key = keys.pop("gate")
        return super().dispatch(request, **keys)

    def permit(self, person: Person) -> None:
        super().permit(person)
        gate = lifecycles().of(self.record.lifecycle_id).gate(self.key)
        if gate is None:
            raise Http404
        self.gate: Gate = gate

    def already(self, request: SignedInRequest) -> str:
        review = self.waiting()
        if review is None or review.state == GateState.DRAFT:
            return ""
        facts = {"gate": review.title, "state": GateState(review.state).label}
        return _now("The project is at a gate already: %(gate)s (%(state)s).") % facts

    def waiting(self) -> GateReview | None:
        return GateReview.objects.live().waiting().filter(project=self.record).first()

    def text(self, person: Person) -> str:
        return self.gate.title

    def form(self, person: Person, data: Any = None) -> forms.Form:
        draft = self.waiting()
        if draft is None:
            rounds = GateReview.objects.live().filter(project=self.record, gate=self.key)
            draft = rounds.order_by("-round").first()
        return SubmitGateForm(
            data, person=person, project=self.record, gate=self.gate, review=draft
        )

    def act(self, by: Person, **typed: Any) -> GateReview:
        return actions.submit_gate(
            self.record,
            gate=self.key,
            board=typed["board"],
            asked=typed["asked"],
            said=said_in(self.gate, typed),
            by=by,
        )


class ActOnReview(ActOn):
    pages = GateReviewPages()
    record: GateReview
    done_when: tuple[GateState, ...] = ()

    def already(self, request: SignedInRequest) -> str:
        if self.record.state not in self.done_when:
            return ""
        label = GateState(self.record.state).label
        return _now("This has been done already: %(state)s.") % {"state": label}


class VetGate(ActOnReview):
    form_class = NothingForm
    heading, label = _("Pass it on to the board"), _("Pass it on")
    done = _("%(title)s: it waits for the board.")
    done_when = (GateState.VETTED, GateState.TABLED, GateState.DECIDED)

    def text(self, person: Person) -> str:
        return _now("The board then decides. You say that what was submitted is complete and fair.")

    def act(self, by: Person, **typed: Any) -> GateReview:
        return actions.vet_gate(self.record, by=by)


class ReturnGate(ActOnReview):
    form_class = ReturnGateForm
    heading, label = _("Return it to the lead"), _("Return it")
    done = _("%(title)s: returned to the lead.")
    done_when = (GateState.DRAFT,)

    def act(self, by: Person, **typed: Any) -> GateReview:
        return actions.return_gate(self.record, by=by, **typed)


class DecideGate(ActOnReview):
    form_class = DecideGateForm
    heading, label = _("Record what the board decided"), _("Record the decision")
    done = _("%(title)s: the decision is recorded.")
    done_when = (GateState.DECIDED,)

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.PLAN_MEETINGS, self.record.board):
            raise PermissionDenied

    def act(self, by: Person, **typed: Any) -> GateReview:
        return actions.decide_gate(self.record, by=by, **typed)


class CarryOutGate(ActOnReview):
    """On the day from which a decision is in force."""

    form_class = NothingForm
    heading, label = _("Carry out the decision"), _("Move the project on")
    done = _("%(title)s: the project has moved on.")

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.PLAN_MEETINGS, self.record.board):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        waits = actions.waits_for_its_day(self.record)
        return "" if waits else _now("There is nothing to carry out.")

    def act(self, by: Person, **typed: Any) -> GateReview:
        return actions.carry_out_gate(self.record, by=by)
