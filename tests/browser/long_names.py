"""A programme in which every name is as long as it may be, and holds a word that nothing breaks."""

from __future__ import annotations

from datetime import date

from audit.actions import create_record
from governance.choices import BoardKind
from people.actions import appoint
from people.choices import Role
from programmes.models import FundingSource, Phase, Principle
from projects.models import ProjectCategory
from tests import factories

WORD = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochdonaudampfschifffahrtsgesellschaft"
)
WORDS = (
    "reviewed with the clinical commissioning groups, the police and all seven district councils"
)
PERSON = "The Right Honourable Dame Alexandrina Featherstonehaugh-Cholmondeley-Majoribanks"


def long(noun: str, most: int = 300) -> str:
    """A name of exactly that many letters: "Project Llanfair... reviewed with"."""
    return f"{noun} {WORD} {WORDS}, {WORDS}, {WORDS}"[:most]


def write() -> str:
    """Make it all, through the actions, and return the paths of its pages, one a line."""
    by = factories.officer()
    lead = factories.person(f"{PERSON} {WORD}", job_title=long("Interim", 200))
    programme = factories.programme(long("Programme"), state="running")
    category = create_record(
        ProjectCategory, by=by, programme=programme, title=long("Category", 100)
    )
    said = {"category": category, "second_title": long("Also"), "summary": long("It is")}
    project = factories.project(long("Project"), programme=programme, **said)
    board = factories.board(long("Board"), programme=programme)
    committee = factories.board(long("Committee"), kind=BoardKind.COMMITTEE, parent=board)
    for scope, role in ((project.scope, Role.PROJECT_LEAD), (board.scope, Role.MEMBER)):
        appoint(scope=scope, role=role, person=lead, by=by, limited_to=WORD)
    day = date(2012, 7, 4)
    far = date(2100, 12, 31)
    factories.milestone(long("Milestone"), project=project, baseline_on=day, forecast_on=far)
    factories.report(
        project=project,
        overall_rag="red",
        overall_reason=long("Because"),
        achieved=long("Done:"),
        help_needed=WORD,
    )
    factories.document(long("Document"), project=project)
    benefit = factories.benefit(long("Benefit"), programme=programme, project=project, owner=lead)
    indicator = factories.indicator(long("Indicator"), benefit=benefit)
    factories.measurement(1_234_567_890, day, indicator=indicator, note=WORD)
    line = factories.savings_line(
        long("Saving"), programme=programme, required_pence=98_765_432_100, period=WORD[:60]
    )
    factories.savings_amount(98_765_432_100, line=line, financial_year=2012, note=WORD)
    create_record(Principle, by=by, programme=programme, text=WORD, position=1)
    create_record(Phase, by=by, programme=programme, title=long("Phase", 200))
    create_record(
        FundingSource, by=by, programme=programme, title=long("Fund", 200), amount_pence=1
    )
    paper = factories.paper(
        long("Paper"), programme=programme, board=committee, signatory=lead, contact=lead
    )
    at, of = f"/programmes/{programme.reference}/", f"/projects/{project.reference}/"
    return "\n".join([
        at, f"{at}projects/", f"{at}benefits/", f"{at}boards/", f"{at}papers/", f"{at}about/",
        f"{at}compare/", of, f"{of}status/", f"{of}history/", f"/boards/{board.reference}/",
        f"/papers/{paper.reference}/", f"/papers/{paper.reference}/preview/", "/", "/boards/",
        f"/people/{lead.reference}/", f"/people/?name={PERSON.split()[-1]}",
    ])  # fmt: skip
