"""Records for tests: required fields only, written through the actions. All names are invented.

Every function makes what it needs and is not given, and acts as the officer unless told `by`.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import CharField

from audit.actions import create_record
from benefits.choices import BenefitKind, Direction, SavingState, Unit
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from governance.actions.boards import create_board
from governance.actions.decisions import record_decision
from governance.actions.kinds import ship_kind
from governance.choices import BoardKind
from governance.models import Board, BodyKind, Decision
from meetings.models import ForwardPlanItem
from people.choices import Role
from people.models import Person, Restriction, Scope
from people.queries import office
from people.restricting import restrict
from programmes.actions import Entry, create_portfolio, create_programme, record_entry
from programmes.models import Portfolio, Programme
from projects.actions import create_project, open_report, submit_report
from projects.models import Milestone, Project, StatusReport
from reports.actions import create_paper
from reports.clearing import ask_for_clearance, clear_paper
from reports.formats import import_format, shipped_file
from reports.models import Appendix, Clearance, Paper, Publication, ReportFormat
from reports.queries.digests import digest_of
from reports.queries.papers import Reading
from tests.factories.gates import at_a_gate, at_stage, gate_review, put_right, removed, tolerance
from tests.factories.people import PASSWORD, account, holder, needed, officer, person
from tests.factories.projects import a_file, document, option, with_means
from tests.factories.registers import EDITS_OF_PARTS, with_entries
from uploads.store import Taken, keep
from values import clock
from values.fields import LongTextField

__all__ = [
    "EDITS_OF_PARTS",
    "PASSWORD",
    "a_file",
    "account",
    "at_a_gate",
    "at_stage",
    "document",
    "gate_review",
    "holder",
    "needed",
    "officer",
    "option",
    "person",
    "put_right",
    "removed",
    "tolerance",
    "with_entries",
    "with_means",
]


def portfolio(title: str = "Places", *, by: Person | None = None, **fields: Any) -> Portfolio:
    return create_portfolio(by=by or officer(), title=title, **fields)


def programme(title: str = "Open Doors", *, by: Person | None = None, **fields: Any) -> Programme:
    return create_programme(by=by or officer(), title=title, **fields)


def project(
    title: str = "Libraries that lend tools",
    *,
    programme: Programme | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Project:
    programme = programme or _programme(by)
    return create_project(programme=programme, by=by or officer(), title=title, **fields)


def milestone(
    title: str = "First library open",
    *,
    project: Project | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Milestone:
    project = project or _project(by)
    return create_record(Milestone, by=by or officer(), project=project, title=title, **fields)


def draft_report(
    *,
    project: Project | None = None,
    by: Person | None = None,
    period_end: date | None = None,
) -> StatusReport:
    project = project or _project(by)
    return open_report(project=project, by=by or officer(), period_end=period_end)


def report(
    *,
    project: Project | None = None,
    by: Person | None = None,
    period_end: date | None = None,
    **fields: Any,
) -> StatusReport:
    """A submitted report, green unless told otherwise, with each reason that is asked for."""
    by = by or officer()
    draft = draft_report(project=project, by=by, period_end=period_end)
    said = {"overall_rag": "green", "achieved": "Shelves are up."} | reasons(fields) | fields
    return submit_report(draft, by=by, **said)


def reasons(rated: dict[str, Any]) -> dict[str, str]:
    """A reason for each dimension that is not green."""
    worrying = [n for n, rag in rated.items() if n.endswith("_rag") and rag in ("red", "amber")]
    parts = (name.removesuffix("_rag") for name in worrying)
    return {f"{part}_reason": f"It is so: {part}." for part in parts if part != "overall"}


def appendix(
    title: str = "Map of the libraries",
    *,
    paper: Paper | None = None,
    by: Person | None = None,
    file: Taken | None = None,
) -> Appendix:
    return create_record(
        Appendix,
        by=by or officer(),
        paper=paper or _paper(by),
        title=title,
        **asdict(file or a_file()),
    )


def benefit(
    title: str = "Fewer unused tools",
    *,
    programme: Programme | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Benefit:
    programme = programme or _programme(by)
    fields = {"kind": BenefitKind.OUTCOME} | fields
    return create_record(Benefit, by=by or officer(), programme=programme, title=title, **fields)


def indicator(
    title: str = "Tools lent each month",
    *,
    benefit: Benefit | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Indicator:
    benefit = benefit or _benefit(by)
    fields = {"unit": Unit.NUMBER, "direction": Direction.HIGHER} | fields
    return create_record(Indicator, by=by or officer(), benefit=benefit, title=title, **fields)


def measurement(
    value: Decimal | int,
    measured_on: date,
    *,
    indicator: Indicator | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Measurement:
    return create_record(
        Measurement,
        by=by or officer(),
        indicator=indicator or _indicator(by),
        measured_on=measured_on,
        value=value,
        **fields,
    )


def savings_line(
    title: str = "Fewer leased shops",
    *,
    programme: Programme | None = None,
    by: Person | None = None,
    **fields: Any,
) -> SavingsLine:
    programme = programme or _programme(by)
    return create_record(
        SavingsLine, by=by or officer(), programme=programme, title=title, **fields
    )


def savings_amount(
    amount_pence: int,
    *,
    line: SavingsLine | None = None,
    by: Person | None = None,
    **fields: Any,
) -> SavingsAmount:
    fields = {"state": SavingState.IDENTIFIED} | fields
    return create_record(
        SavingsAmount,
        by=by or officer(),
        line=line or savings_line(by=by),
        amount_pence=amount_pence,
        **fields,
    )


def entry(
    kind: type[Entry],
    title: str = "Ask the fire brigade first",
    *,
    scope: Scope | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Entry:
    """An entry of a register, its required texts and choices filled in."""
    texts = (f.name for f in kind._meta.fields if isinstance(f, LongTextField) and not f.blank)
    said: dict[str, Any] = dict.fromkeys(texts, "Nobody had asked.")
    for field in kind._meta.fields:
        if type(field) is CharField and not (field.blank or field.has_default() or field.unique):
            said[field.name] = field.choices[0][0] if field.choices else "Nobody"
    said |= {"title": title} | fields
    if kind is ForwardPlanItem:
        scope = scope or board(by=by).scope
        said = {"due_on": clock.today()} | said
    scope = scope or _project(by).scope
    if kind is Decision:
        who = {"board": board(by=by)} | {"made_on": clock.today()}
        return cast(Entry, record_decision(scope=scope, by=by or officer(), **who | said))
    return record_entry(kind, scope=scope, by=by or officer(), **said)


def board(title: str = "Open Doors Board", *, by: Person | None = None, **fields: Any) -> Board:
    """A board that directs no programme unless it is given one."""
    fields["kind"] = body_kind(fields.get("kind", BoardKind.PROGRAMME_BOARD))
    return create_board(by=by or officer(), title=title, **fields)


def body_kind(kind: str | BodyKind = BoardKind.PROGRAMME_BOARD) -> BodyKind:
    """A kind of body: itself, or the one that is shipped under a key."""
    if isinstance(kind, BodyKind):
        return kind
    return BodyKind.objects.filter(key=kind).first() or ship_kind(kind, by=officer())


def report_format(key: str = "committee-report") -> ReportFormat:
    file = replace(shipped_file("committee-report-1"), key=key)
    there = ReportFormat.objects.filter(key=key)
    return there.first() or import_format(file, by=officer()).format


def paper(
    title: str = "Progress of Open Doors",
    *,
    programme: Programme | None = None,
    board: Board | None = None,
    by: Person | None = None,
    **fields: Any,
) -> Paper:
    served = fields.pop("programmes") if "programmes" in fields else [programme or _programme(by)]
    return create_paper(
        programmes=served,
        board=board or _committee(by),
        by=by or officer(),
        title=title,
        **{"format": report_format(), **fields},
    )


def clearance(
    *,
    paper: Paper | None = None,
    kind: str = "financial",
    officer: Person | None = None,
    by: Person | None = None,
) -> Clearance:
    """A clearance that waits, for a new finance officer unless told otherwise."""
    officer = officer or holder(Role.FINANCE_OFFICER, office(), "Nora Finch", by=by)
    return ask_for_clearance(
        paper=paper or _paper(by), kind=kind, officer=officer, by=by or _officer()
    )


def cleared(
    clearance: Clearance, *, text: str = "There is enough money.", initials: str = "NF"
) -> Clearance:
    """The same, given by its officer for the paper as it is now."""
    return clear_paper(
        clearance,
        by=clearance.officer,
        expected=digest_of(clearance.paper_id),
        printed=Reading(Paper.objects.get(pk=clearance.paper_id)).printed,
        text=text,
        initials=initials,
    )


def published(text: str = "Open doors", pdf: str = "open doors") -> dict[str, Any]:
    """What a publication keeps of its files, which are short here."""
    files = {"tree": "{}", "text": f"<h1>{text}</h1>", "pdf": f"%PDF-1.7 {pdf}", "word": text}
    stored = {name: keep(content.encode()) for name, content in files.items()}
    places = {f"{name}_stored_as": file.stored_as for name, file in stored.items()}
    digests = {f"{name}_sha256": file.sha256 for name, file in stored.items()}
    return {**places, **digests, "pdf_size": stored["pdf"].size, "renderer": "{}"}


def publication(
    number: int = 1, *, paper: Paper | None = None, by: Person | None = None, **fields: Any
) -> Publication:
    """A publication of a paper as it is now, that nobody laid out."""
    paper, by = paper or _paper(by), by or _officer()
    values = {
        "title": paper.title,
        "moment": clock.now(),
        "published_by": by,
        "correction": "" if number == 1 else "A date is put right.",
        "digest": digest_of(paper.pk),
    }
    said = values | published() | fields
    return create_record(Publication, by=by, paper=paper, number=number, **said)


def restriction(
    *, record: Paper | None = None, by: Person | None = None, **fields: Any
) -> Restriction:
    """A restriction of a paper, with the person who restricts it as proper officer and only
    reader."""
    by = by or officer()
    said: dict[str, Any] = {
        "paragraph": "3",
        "public_title": "A matter of property",
        "public_interest": "The other side would learn what the council is ready to pay.",
        "proper_officer": by,
        "review_on": date(2013, 1, 4),
    }
    return restrict(record or _paper(by), by=by, **said | fields)


# Inside the functions above, a parameter hides the function of the same name.
def _officer() -> Person:
    return officer()


def _programme(by: Person | None) -> Programme:
    return programme(by=by)


def _project(by: Person | None) -> Project:
    return project(by=by)


def _benefit(by: Person | None) -> Benefit:
    return benefit(by=by)


def _indicator(by: Person | None) -> Indicator:
    return indicator(by=by)


def _paper(by: Person | None) -> Paper:
    return paper(by=by)


def _committee(by: Person | None) -> Board:
    return board("Policy Committee", by=by, kind=BoardKind.COMMITTEE)
