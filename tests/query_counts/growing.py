"""A council that grows: one of everything, then more of everything, to count queries by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from audit.actions import create_record
from audit.models import tracked_models
from audit.writing import audited
from benefits.models import Indicator, SavingsAmount
from governance.actions.boards import sponsor
from governance.choices import BoardKind
from governance.models import Board, TermsOfReference
from money.actions import add_to_scope
from money.models import Post
from people.actions import appoint
from people.choices import ROLES_OF_SCOPE, Role, ScopeKind, UnitKind, WardKind
from people.models import Account, OrganisationUnit, Ward
from people.queries import office
from programmes.choices import ProgrammeState
from programmes.models import FundingSource, Phase, Principle, Programme
from programmes.registers import registers
from projects.models import Project
from records.blocks import BLOCKS, FIGURES
from reports.actions import add_section
from reports.models import BackgroundPaper, Clearance, Paper, Recommendation
from reports.queries.formats import format_of_paper
from tests import factories
from tests.factories import money, pictures, reporting

TODAY = date(2012, 7, 4)


class GrowingCouncil:
    """One programme with one of everything; `grow` adds one of everything, everywhere."""

    def __init__(self) -> None:
        self.by = factories.officer()
        self.keeper = factories.account()
        self.lead_person = factories.person("Lena Marsh")
        self.lead = factories.account(self.lead_person)
        self.member_person = factories.person("Mona Pryce")
        self.member = factories.account(self.member_person)
        self.programme, self.project, self.board, self.paper = self.a_programme()

    def grow(self) -> None:
        """Another of everything."""
        self.a_programme()
        self.fill_programme(self.programme)
        self.fill_project(self.project)
        self.fill_board(self.board)
        self.fill_paper(self.paper)

    def a_programme(self) -> tuple[Programme, Project, Board, Paper]:
        programme = factories.programme(
            state=ProgrammeState.RUNNING, starts_on=TODAY, portfolio=factories.portfolio()
        )
        appoint(
            scope=programme.scope, role=Role.CRITICAL_FRIEND, person=self.a_person(), by=self.by
        )
        reporting.calendar(programme, self.by)
        return programme, *self.fill_programme(programme)

    def fill_programme(self, programme: Programme) -> tuple[Project, Board, Paper]:
        self.add(Principle, programme=programme, text="Doors stay open.")
        self.add(Phase, programme=programme, title="Phase")
        self.add(FundingSource, programme=programme, title="Reserve", amount_pence=1)
        self.add(OrganisationUnit, name="Team", kind=UnitKind.TEAM, parent=self.unit())
        self.add(Ward, name=f"Ward {Ward.objects.count()}", kind=WardKind.WARD)
        project = factories.project(programme=programme)
        self.fill_project(project)
        benefit = factories.benefit(programme=programme, project=project, owner=self.lead_person)
        factories.benefit("Without a measure", programme=programme)
        self.fill_benefit(factories.indicator(benefit=benefit, baseline_value=37, target_value=76))
        line = factories.savings_line(programme=programme, required_pence=10, project=project)
        factories.savings_amount(5, line=line, financial_year=2012)
        self.add(SavingsAmount, line=line, amount_pence=5, state="achieved")
        board = factories.board(programme=programme)
        self.fill_board(board)
        committee = factories.board("Committee", kind=BoardKind.COMMITTEE, parent=board)
        paper = factories.paper(programme=programme, board=committee, meeting_on=TODAY)
        self.fill_paper(paper)
        return project, board, paper

    def fill_project(self, project: Project) -> None:
        appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=self.lead_person, by=self.by)
        appoint(scope=project.scope, role=Role.TEAM_MEMBER, person=self.a_person(), by=self.by)
        late = TODAY - timedelta(days=3)
        factories.milestone(project=project, baseline_on=late, forecast_on=TODAY)
        factories.document(project=project)
        factories.with_means(f"Round {project.reference} {project.options.count()}", project)
        line = money.line(scope=project.scope, owner=self.lead_person)
        money.amount(line, budget_pence=100, forecast_pence=120, actual_pence=5)
        add_to_scope(Post, scope=project.scope, by=self.by, title="Social workers", number=12)
        for kind in registers():
            factories.entry(kind, scope=project.scope, owner=self.lead_person, due_on=TODAY)
        newest = project.status_reports.order_by("-period_end").first()
        first = newest.period_end if newest else TODAY - timedelta(days=100)
        for fortnight in (1, 2, 3):
            day = first + timedelta(days=10 * fortnight)
            said = {"overall_rag": "red", "overall_reason": "Late."}
            factories.report(project=project, period_end=day, **said)
        factories.draft_report(project=project, period_end=day + timedelta(days=1))

    def fill_benefit(self, indicator: Indicator) -> None:
        factories.measurement(40, TODAY - timedelta(days=60), indicator=indicator)
        factories.measurement(50, TODAY - timedelta(days=45), indicator=indicator)

    def fill_board(self, board: Board) -> None:
        appoint(scope=board.scope, role=Role.MEMBER, person=self.member_person, by=self.by)
        appoint(scope=board.scope, role=Role.MEMBER, group=self.programme_board_scope(), by=self.by)
        appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=self.by)
        self.add(TermsOfReference, board=board, title="Terms", adopted_on=TODAY)
        sponsor(board, sponsor=factories.board("Another sponsor"), by=self.by)

    def fill_paper(self, paper: Paper) -> None:
        """The first section calls for every figure that a paper can print; more calls ask more."""
        kind = format_of_paper(paper).format.clearance_kinds[
            Clearance.objects.filter(paper=paper).count()
        ]
        is_in_office = kind.roles[0] in ROLES_OF_SCOPE[ScopeKind.OFFICE]
        scope = office() if is_in_office else paper.programme.scope
        officer = factories.holder(kind.roles[0], scope)
        asked = factories.clearance(paper=paper, kind=kind.key, officer=officer, by=self.by)
        factories.cleared(asked)  # and void with the next lines
        calls = "\n\n".join(f"Words.\n[{name}]" for name in BLOCKS)
        calls += "\n\n" + " ".join(f"{{{name}}}" for name in FIGURES)
        is_first = not paper.sections.filter(heading="Figures").exists()
        body = calls if is_first else "Words."
        add_section(paper=paper, heading="Figures", body=body, by=self.by)
        self.add(Recommendation, paper=paper, text="Note it.")
        self.add(BackgroundPaper, paper=paper, title="A letter")
        factories.appendix(paper=paper)
        pictures.picture(paper=paper)
        factories.publication(paper.publications.count() + 1, paper=paper, by=self.by)

    def save_everything(self) -> None:
        """A new version of every record, so that everything has changed."""
        with audited(by=self.by, reason="Looked through"):
            for model in tracked_models():
                for record in model.objects.all():
                    record.version += 1
                    record.save()

    def add(self, model: Any, **fields: Any) -> Any:
        return create_record(model, by=self.by, **fields)

    def a_person(self) -> Any:
        return factories.person("Ada Fenwick", organisation_unit=self.unit())

    def unit(self) -> OrganisationUnit:
        return OrganisationUnit.objects.earliest("id")

    def programme_board_scope(self) -> Any:
        """A board whose seats other boards hold; made once."""
        if not hasattr(self, "_sponsors"):
            self._sponsors = factories.board("Sponsors", kind=BoardKind.SPONSORING_GROUP).scope
        return self._sponsors

    def account(self, who: str) -> Account:
        return {"keeper": self.keeper, "lead": self.lead, "member": self.member}[who]
