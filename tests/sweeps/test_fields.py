"""Every field of every tracked record can be entered and edited on some page, or says why not."""

from __future__ import annotations

from typing import Any

import pytest

from audit.models import TrackedModel, tracked_models
from governance.models import (
    Decision,
    GateAnswer,
    GateReview,
    ToleranceException,
)
from people.models import Restriction, Scope, SignInChange
from programmes.registers import registers
from projects.models import StatusReport
from records.views.records import AddRecord, ArchiveRecord, EditRecord, RecordHistory
from registers.models import IssueEscalation, RiskEscalation
from reports.models import Clearance, DecisionPaper, PaperProgramme, PaperValue, Publication
from tests.sweeps import not_entered
from tests.sweeps.addresses import addresses
from tests.sweeps.forms_of_records import OWN_PAGES

# Fields that no record's form has, and why.
OF_EVERY_RECORD = {
    "id": "the database's own number",
    "version": "counted by each write",
    "is_archived": "changed on the archive page",
}
RESTRICTED = "set and lifted on pages of its own, for a record with all its parts"
NOT_ENTERED = {
    "people.Person.reference": "given out by the system, once",
    "people.Person.merged_into": "written by merging",
    "people.Scope.kind": "a scope is made with its programme, project, board or office",
    "people.Scope.reference": "the same as its record's",
    "people.Scope.title": "follows its record's title",
    "people.Scope.parent": "follows its record's place",
    "people.Scope.above": "follows from the scope above it",
    "people.Direction.scope": "the board on whose page it is added",
    "people.Appointment.scope": "the scope on whose page the appointment is made",
    "people.Appointment.proposed_by": "the first of two people who give such a role",
    "people.Appointment.confirmed_by": "the second of two people who give such a role",
    "programmes.Portfolio.reference": "given out by the system, once",
    "programmes.Portfolio.scope": "made with the portfolio",
    "programmes.Programme.reference": "given out by the system, once",
    "programmes.Programme.scope": "made with the programme",
    "programmes.CorporatePriority.reference": "given out by the system, once",
    "programmes.Objective.programme": "the programme on whose page it is added",
    "programmes.RoleDescription.programme": "the programme on whose page it is added",
    "programmes.Stakeholder.programme": "the programme on whose page it is added",
    "programmes.DocumentVersion.document": "the document on whose page it is added",
    **{
        f"programmes.DocumentVersion.{part}": "what the file is; another file is another record"
        for part in ("content_type", "file_name", "sha256", "size", "stored_as")
    },
    "programmes.Principle.programme": "the programme on whose page it is added",
    "programmes.Phase.programme": "the programme on whose page it is added",
    "programmes.FundingSource.programme": "the programme on whose page it is added",
    "projects.Project.reference": "given out by the system, once",
    "projects.Project.scope": "made with the project",
    "projects.Project.programme": "the programme on whose page it is added",
    "projects.Option.project": "the project on whose page it is added",
    "projects.Partner.project": "the project on whose page it is added",
    "projects.ProjectCategory.programme": "the programme on whose page it is added",
    "projects.Resource.project": "the project on whose page it is added",
    "projects.Site.project": "the project on whose page it is added",
    "projects.Milestone.project": "the project on whose page it is added",
    "projects.Milestone.programme": "the programme on whose page it is added",
    "projects.Milestone.scope": "that of the project or programme on whose page it is added",
    "projects.Milestone.first_agreed_on": "kept from the first baseline on",
    "projects.Milestone.times_rebaselined": "counted by re-baselining",
    "projects.StatusReport.project": "the project on whose page it is opened",
    "projects.StatusReport.state": "changed by submitting",
    "projects.StatusReport.first_submitted_at": "written by submitting, once",
    "projects.StatusReport.corrected_at": "written by correcting",
    "projects.StatusReport.corrected_by": "written by correcting",
    "projects.StatusReport.correction": "asked for where it is corrected",
    "projects.StatusReport.submitted_at": "written by submitting",
    "projects.StatusReport.counts_on": "written by submitting",
    "projects.StatusReport.submitted_by": "written by submitting",
    "projects.StatusReport.accepted_at": "written by accepting",
    "projects.StatusReport.accepted_by": "written by accepting",
    "projects.StatusReport.returned_at": "written by returning",
    "projects.StatusReport.returned_by": "written by returning",
    "projects.StatusReport.returned_to": "written by returning",
    "projects.StatusReport.return_reason": "asked for on the report's page",
    "projects.StatusReport.acceptance_void_because": "written by merging",
    "benefits.Benefit.programme": "the programme on whose page it is added",
    "benefits.Benefit.handed_over_at": "written by handing it over",
    "benefits.Benefit.handed_over_by": "written by handing it over",
    "benefits.Benefit.validated_at": "written by validating",
    "benefits.Benefit.validated_by": "written by validating",
    "benefits.BenefitPath.benefit": "the benefit on whose page it is added",
    "benefits.Indicator.benefit": "the benefit on whose page it is added",
    "benefits.IndicatorTarget.indicator": "the indicator on whose page it is added",
    "benefits.Measurement.indicator": "the indicator on whose page it is added",
    "benefits.Measurement.restated_from": "written by restating",
    "benefits.SavingsLine.programme": "the programme on whose page it is added",
    "benefits.SavingsAmount.line": "the savings line on whose page it is added",
    "benefits.SavingsBaseline.programme": "the programme on whose page it is added",
    "benefits.SavingsBaseline.taken_at": "written by keeping it",
    "benefits.SavingsCost.line": "the savings line on whose page it is added",
    "benefits.SavingsLine.validated_at": "written by validating",
    "benefits.SavingsLine.validated_by": "written by validating",
    "benefits.SavingsRequirement.programme": "the programme on whose page it is added",
    "benefits.SavingsShare.line": "the savings line on whose page it is added",
    "governance.Board.reference": "given out by the system, once",
    "governance.Board.scope": "made with the board",
    "reports.Paper.reference": "given out by the system, once",
    "reports.Paper.programme": "the programme on whose page it is started",
    "reports.ReportFormat.reference": "given out by the system, once",
    "reports.FormatVersion.format": "the format on whose page it is added",
    "reports.Paper.scope": "follows its programme or its board",
    "reports.PaperProgramme.paper": "the paper on whose front it is ticked",
    "reports.PaperProgramme.programme": "ticked on the front of the paper",
    "reports.PaperProgramme.position": "in the order in which they were ticked",
    "reports.PaperProgramme.restriction": RESTRICTED,
    "reports.PaperValue.paper": "the paper whose header is filled in",
    "reports.PaperValue.key": "the field of the format that is filled in",
    "reports.PaperValue.text": "filled in on the page of the paper's header",
    "reports.Clearance.kind": "chosen where it is asked for, once",
    "reports.Clearance.heading": "written by asking",
    "reports.Publication.format_version": "written by publishing",
    "reports.Paper.state": "written by publishing",
    "reports.PaperSection.paper": "the paper on whose page it is added",
    "reports.PaperSection.key": "made from the first heading; references use it, so it stays",
    "reports.Recommendation.paper": "the paper on whose page it is added",
    "reports.Clearance.paper": "the paper on whose page it is asked for",
    "reports.Clearance.officer": "chosen where it is asked for; a hand-over passes it on",
    "reports.Clearance.asked_by": "written by asking",
    "reports.Clearance.asked_at": "written by asking",
    "reports.Clearance.state": "changed by clearing, refusing and asking again",
    "reports.Clearance.decided_at": "written by clearing or refusing",
    "reports.Clearance.digest": "written by clearing",
    "reports.Clearance.printed": "written by clearing",
    "reports.Clearance.void_because": "written by merging",
    "reports.Appendix.paper": "the paper on whose page it is added",
    "reports.PaperPicture.paper": "the paper on whose page it is added",
    "reports.PaperPicture.key": "what texts call it",
    "reports.PaperPicture.file_name": "what the file is; another file is another record",
    "reports.PaperPicture.content_type": "what the file is; another file is another record",
    "reports.PaperPicture.size": "what the file is; another file is another record",
    "reports.PaperPicture.sha256": "what the file is; another file is another record",
    "reports.PaperPicture.stored_as": "what the file is; another file is another record",
    "reports.PaperPicture.restriction": RESTRICTED,
    "people.Logo.unit": "the unit on whose page it is added",
    "people.Logo.file_name": "what the file is; another file is another record",
    "people.Logo.content_type": "what the file is; another file is another record",
    "people.Logo.size": "what the file is; another file is another record",
    "people.Logo.sha256": "what the file is; another file is another record",
    "people.Logo.stored_as": "what the file is; another file is another record",
    "reports.Appendix.file_name": "what the file is; another file is another record",
    "reports.Appendix.content_type": "what the file is; another file is another record",
    "reports.Appendix.size": "what the file is; another file is another record",
    "reports.Appendix.sha256": "what the file is; another file is another record",
    "reports.Appendix.stored_as": "what the file is; another file is another record",
    "people.Restriction.scope": "where what it restricts stands",
    "people.Restriction.released_on": "written by releasing",
    "people.Restriction.released_by": "written by releasing",
    "people.RestrictedReader.restriction": "the restriction on whose page they are named",
    "people.SignInChange.person": "the person on whose page it is proposed",
    "people.SignInChange.email_before": "their address when it is proposed",
    "people.SignInChange.proposed_by": "written by proposing",
    "people.SignInChange.proposed_at": "written by proposing",
    "people.SignInChange.waits_until": "written by proposing",
    "people.SignInChange.state": "changed by confirming or stopping",
    "people.SignInChange.decided_by": "written by confirming or stopping",
    "people.SignInChange.decided_at": "written by confirming or stopping",
    "governance.Tolerance.scope": "what it is of, on whose page it is added",
    "projects.Lifecycle.reference": "given out by the system, once",
    "projects.LifecycleVersion.lifecycle": "the lifecycle on whose page it is added",
    "governance.Decision.state": "follows when another decision reconsiders it",
    "people.Ward.name_key": "worked out from the name",
    "reports.Publication.paper": "written by publishing",
    "reports.Publication.number": "written by publishing",
    "reports.Publication.title": "written by publishing",
    "reports.Publication.moment": "written by publishing",
    "reports.Publication.published_by": "written by publishing",
    "reports.Publication.digest": "written by publishing",
    "reports.Publication.renderer": "written by publishing",
    "reports.Publication.word_sha256": "written by publishing",
    "reports.Publication.word_stored_as": "written by publishing",
    "reports.Publication.tree_sha256": "written by publishing",
    "reports.Publication.tree_stored_as": "written by publishing",
    "reports.Publication.text_sha256": "written by publishing",
    "reports.Publication.text_stored_as": "written by publishing",
    "reports.Publication.pdf_sha256": "written by publishing",
    "reports.Publication.pdf_size": "written by publishing",
    "reports.Publication.pdf_stored_as": "written by publishing",
    "reports.Publication.correction": "asked for on the page where it is published",
    "reports.Publication.restriction": RESTRICTED,
    "reports.Paper.figures_at": "set by freezing its figures",
    "reports.Paper.restriction": RESTRICTED,
    "reports.PaperSection.restriction": RESTRICTED,
    "reports.PaperValue.restriction": RESTRICTED,
    "reports.Recommendation.restriction": RESTRICTED,
    "reports.Clearance.restriction": RESTRICTED,
    "reports.BackgroundPaper.restriction": RESTRICTED,
    "reports.Appendix.restriction": RESTRICTED,
    "reports.Annex.restriction": RESTRICTED,
    "reports.Annex.paper": "the paper on whose page it is added",
    "reports.DecisionPaper.decision": "the decision on whose page it is added",
    "reports.DecisionPaper.publication": "the one that stood on the day of the decision",
    "reports.DecisionPaper.restriction": RESTRICTED,
    "reports.BackgroundPaper.paper": "the paper on whose page it is added",
}
for model in (GateReview, GateAnswer):
    for field in model._meta.concrete_fields:
        if field.name not in OF_EVERY_RECORD:
            NOT_ENTERED[f"{model._meta.label}.{field.name}"] = "written by what is done at a gate"
for name in ("reference", "tolerance", "limit", "forecast", "cause", "state", "decision"):
    NOT_ENTERED[f"governance.ToleranceException.{name}"] = "raised and decided, never typed"
NOT_ENTERED |= {
    "registers.ChangeRequest.state": "moved by its acts, and by a decision",
    "registers.Issue.came_from": "written when a risk becomes an issue",
    "registers.Risk.state": "changed by its acts",
    "registers.Risk.matrix": "the matrix in force when it is rated",
    "registers.Issue.held_in": "written when an escalation is accepted",
    "registers.Risk.held_in": "written when an escalation is accepted",
    "registers.Risk.accepted_by": "written by accepting",
    "registers.Risk.accepted_because": "asked for on the page where it is accepted",
    "registers.RiskMatrix.reference": "given out by the system, once",
}
for question in ("IssueEscalation", "RiskEscalation"):
    NOT_ENTERED |= {
        f"registers.{question}.entry": "the entry on whose page it is asked for",
        f"registers.{question}.to_scope": "the scope above",
        f"registers.{question}.state": "changed by its answer",
        f"registers.{question}.why": "asked for on the page where an entry is escalated",
        f"registers.{question}.asked_by": "written by asking",
        f"registers.{question}.answered_by": "written by answering",
        f"registers.{question}.answer": "asked for on the page where it is answered",
    }
for kind in registers():
    NOT_ENTERED[f"{kind._meta.label}.scope"] = "what it is of, on whose page it is added"
    NOT_ENTERED[f"{kind._meta.label}.reference"] = "given out by the system, once"
NOT_ENTERED |= not_entered.FIELDS

KINDS_OF_PAGE: dict[str, Any] = {
    "add": AddRecord,
    "edit": EditRecord,
    "archive": ArchiveRecord,
    "history": RecordHistory,
}
# Pages that a record does not have, and why.
NO_PAGE = {
    (GateReview, "add"): "submitted on the page of its project's gates",
    (GateReview, "edit"): "as above",
    (GateReview, "archive"): "stays; another round follows",
    (GateAnswer, "add"): "submitted with its review",
    (GateAnswer, "edit"): "as above",
    (GateAnswer, "archive"): "as above",
    (GateAnswer, "history"): "its review's history tells of it",
    (ToleranceException, "add"): "raised by itself",
    (ToleranceException, "archive"): "ends by itself, or is decided",
    (Decision, "archive"): "stays; another takes its place",
    (Scope, "add"): "made with its programme, project, board or office",
    (Scope, "edit"): "follows its record",
    (Scope, "archive"): "is there as long as its record",
    (Scope, "history"): "its record's history says the same, and its seats have their own",
    (Clearance, "edit"): "is withdrawn and asked for anew; what was said is its officer's",
    (Publication, "add"): "made by publishing the paper",
    (Publication, "edit"): "never changes",
    (Publication, "archive"): "stays; another takes its place",
    (PaperProgramme, "add"): "programmes are ticked on the front of their paper",
    (PaperProgramme, "edit"): "as above",
    (PaperProgramme, "archive"): "as above",
    (PaperProgramme, "history"): "its paper's history tells of it",
    (PaperValue, "add"): "all fields of a paper's header are filled in on one page",
    (PaperValue, "edit"): "as above",
    (PaperValue, "archive"): "is emptied instead",
    (PaperValue, "history"): "its paper's history tells of it",
    (DecisionPaper, "edit"): "never changes; another is added",
    (Restriction, "archive"): "is released instead, and tells of that",
    (SignInChange, "edit"): "never changes; another is proposed",
    (SignInChange, "archive"): "is stopped instead",
    (StatusReport, "add"): "opened on the page where it is written",
    (StatusReport, "edit"): "has a page of its own, with the last report beside it",
    (StatusReport, "archive"): "a submitted report stays, and a draft can be written over",
}
NO_PAGE |= not_entered.PAGES
for asked in (IssueEscalation, RiskEscalation):
    NO_PAGE |= {
        (asked, "add"): "asked for on a page of the entry's",
        (asked, "edit"): "never changes; it is answered, and asked for anew",
        (asked, "archive"): "stays",
    }


def fields_on_pages() -> set[str]:
    """Every field in a form that some page shows, as app.Model.field."""
    forms = set(OWN_PAGES.values())
    for address in addresses():
        if getattr(address.view, "view_class", None) in (AddRecord, EditRecord):
            forms.add(address.pages.form_class)  # type: ignore[union-attr]
    return {f"{f._meta.model._meta.label}.{name}" for f in forms for name in f._meta.fields}


def fields_of(model: type[TrackedModel]) -> set[str]:
    names = {field.name for field in model._meta.concrete_fields} - set(OF_EVERY_RECORD)
    return {f"{model._meta.label}.{name}" for name in names}


def test_every_field_is_on_some_page_or_on_the_list() -> None:
    every = set().union(*(fields_of(model) for model in tracked_models()))
    assert len(every) > 100
    assert every - fields_on_pages() - set(NOT_ENTERED) == set()


def test_the_list_names_no_field_that_is_entered_or_gone() -> None:
    every = set().union(*(fields_of(model) for model in tracked_models()))
    assert set(NOT_ENTERED) & fields_on_pages() == set()
    assert set(NOT_ENTERED) - every == set()


def test_a_form_that_adds_and_edits_is_the_same_form() -> None:
    by_model: dict[Any, set[Any]] = {}
    for address in addresses():
        if getattr(address.view, "view_class", None) in (AddRecord, EditRecord):
            pages = address.pages
            by_model.setdefault(pages.model, set()).add(pages.form_class)  # type: ignore[union-attr]
    assert [model for model, forms in by_model.items() if len(forms) != 1] == []


@pytest.mark.parametrize("page", KINDS_OF_PAGE)
def test_every_record_has_this_page_or_says_why_not(page: str) -> None:
    view = KINDS_OF_PAGE[page]
    have = {a.pages.model for a in addresses() if getattr(a.view, "view_class", None) is view}  # type: ignore[union-attr]
    excused = {model for model, name in NO_PAGE if name == page}
    assert have | excused == set(tracked_models())
    assert have & excused == set()


def test_no_field_of_a_form_is_hidden_from_whoever_fills_it() -> None:
    """A form has its model's fields, the reason, the two that stand behind every form, and a file
    if one is sent with it."""
    wrong = {}
    for address in addresses():
        form = getattr(address.pages, "form_class", None)
        if form is not None:
            hidden = {n for n, field in form.base_fields.items() if field.widget.is_hidden}
            shown = set(form.base_fields) - hidden
            behind = {"waiting_file"} if "file" in shown else set()
            if hidden != {"version", "form_key", *behind} or shown != {
                *form._meta.fields,
                "reason",
                *getattr(form, "beside", ()),
            }:
                wrong[form.__name__] = hidden
    assert wrong == {}
