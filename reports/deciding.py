"""Decisions on papers: each is tied to the paper as it was published, and the recommendations of
the paper are the draft of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.errors import Refused
from audit.queries.moments import value_at
from audit.writing import audited
from governance.actions.decisions import record_decision
from governance.models import Decision
from governance.queries.decisions import Accompanying
from meetings.models import AgendaItem
from people import policy
from people.choices import Act
from people.models import Person
from records.pages.moments import AskedMoment
from reports.models import Appendix, DecisionPaper, ItemPaper, Paper, Publication, Recommendation
from values import words
from values.clock import end_of

TEMPLATE = "reports/decided_panel.html"


def tie_paper(decision: Decision, paper: Paper, *, by: Person, reason: str = "") -> DecisionPaper:
    """Say that a decision was made on a paper, and return the link: to the paper as it was
    published by the end of the day of the decision. Raises Refused the second time."""
    with audited(by=by, reason=reason or _("Paper decided on")):
        there = DecisionPaper.objects.live().filter(decision=decision, paper=paper)
        if there.exists():
            sentence = _("This paper already stands with the decision.")
            raise Refused(sentence, {"paper": [sentence]})
        return create_record(
            DecisionPaper,
            by=by,
            decision=decision,
            paper=paper,
            publication=published_by(paper, end_of(decision.made_on)),
            restriction=paper.restriction,
        )


def published_by(paper: Paper, moment: datetime) -> Publication | None:
    """The publication of a paper that stood at a moment."""
    rows = Publication.objects.filter(paper=paper, moment__lte=moment)
    found: Publication | None = rows.newest_first().first()
    return found


def tie_decided(item: AgendaItem, decision: Decision, *, by: Person) -> None:
    """Tie what a meeting decided in an item to the papers under it."""
    for link in ItemPaper.objects.live().filter(item=item).select_related("paper").order_by("id"):
        tie_paper(decision, link.paper, by=by)


def decide_on_paper(paper: Paper, *, by: Person, **fields: Any) -> Decision:
    """Record a decision that was made on a paper outside a meeting, such as by an officer, and
    return it. Raises Refused as `record_decision` does."""
    with audited(by=by, reason=_("Decision on the paper recorded")):
        decision = record_decision(scope=paper.scope, by=by, **fields)
        tie_paper(decision, paper, by=by)
        return decision


# --- the draft of a decision --------------------------------------------------------------------
def recommended(papers: Collection[Paper], reader: Person) -> list[str]:
    """The recommendations of papers, as they were published, or as they are written until then."""
    found = []
    for paper in papers:
        newest = Publication.objects.filter(paper=paper).newest_first().first()
        moment = newest.moment if newest else None
        rows = Recommendation.objects.at(moment, paper_id=paper.pk).live().not_kept_from(reader)
        found += [str(row.text) for row in rows.in_order()]
    return found


# --- what pages and files show ------------------------------------------------------------------
def decided_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The papers of a decision, or the decisions on a paper, as far as a person may see both, with
    the way to add one."""
    if isinstance(record, Decision):
        return _papers_of(record, person, asked)
    return _decisions_on(record, person, asked) if isinstance(record, Paper) else None


def _papers_of(decision: Decision, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    may = not asked.value and policy.can(person, Act.PLAN_MEETINGS, decision)
    rows = _named(_links(person, asked.value, decision_id=decision.pk), asked.value)
    lines = [
        {
            "title": row.paper_title,
            "url": _page_of(row, asked.query),
            "said": _as_published(row),
            "remove_url": reverse(
                "reports:decision_paper_archive", args=[decision.reference, row.id]
            )
            if may
            else "",
        }
        for row in rows
    ]
    if not lines and not may:
        return None
    add_url = reverse("reports:decision_paper_add", args=[decision.reference]) if may else ""
    return {
        "heading": _("Papers decided on"),
        "lines": lines,
        "none_words": _("No paper stands with this decision yet."),
        "add_url": add_url,
        "add_words": _("Add a paper that was decided on"),
    }


def _decisions_on(paper: Paper, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    may = not asked.value and policy.can(person, Act.PLAN_MEETINGS, paper)
    seen = Decision.objects.visible_to(person).values("pk")
    rows = _links(person, asked.value, paper_id=paper.pk).filter(decision_id__in=seen)
    lines = [
        {
            "title": row.decision_title,
            "url": reverse("governance:decision_detail", args=[row.decision_reference])
            + asked.query,
            "said": f"{words.day(row.decided_on)}. {_as_published(row)}",
        }
        for row in _named(rows, asked.value)
    ]
    if not lines and not may:
        return None
    return {
        "heading": _("Decisions on this paper"),
        "lines": lines,
        "none_words": _("Nothing has been decided on it yet."),
        "add_url": reverse("reports:paper_decide", args=[paper.reference]) if may else "",
        "add_words": _("Record a decision on this paper"),
    }


def _links(person: Person, moment: datetime | None, **having: Any) -> Any:
    return DecisionPaper.objects.at(moment, **having).visible_to(person).live().order_by("id")


def _named(rows: Any, moment: datetime | None) -> Any:
    """With the names of what links point at. No further query."""
    return rows.annotate(
        paper_title=value_at(moment, Paper, "paper_id", "title"),
        paper_reference=value_at(moment, Paper, "paper_id", "reference"),
        number=value_at(moment, Publication, "publication_id", "number"),
        published_at=value_at(moment, Publication, "publication_id", "moment"),
        decision_title=value_at(moment, Decision, "decision_id", "title"),
        decision_reference=value_at(moment, Decision, "decision_id", "reference"),
        decided_on=value_at(moment, Decision, "decision_id", "made_on"),
    )


def _page_of(row: Any, query: str) -> str:
    """A publication never changes, and takes no moment."""
    if row.publication_id is None:
        return reverse("reports:paper_detail", args=[row.paper_reference]) + query
    return reverse("reports:publication_detail", args=[row.paper_reference, row.number])


def _as_published(row: Any) -> str:
    if row.publication_id is None:
        return _("It had not been published by then.")
    facts = {"number": row.number, "day": words.day_of(row.published_at)}
    return _("As published on %(day)s, publication %(number)d.") % facts


def accompanying(
    decisions: Collection[int], person: Person, moment: datetime | None
) -> dict[int, Accompanying]:
    """The papers of decisions as a register's file says them: the report's author, the day on which
    it was published, and the paper with its appendices. Two queries."""
    rows = _named(_links(person, moment, decision_id__in=list(decisions)), moment).annotate(
        signatory_id=value_at(moment, Paper, "paper_id", "signatory_id"),
        report_of=value_at(moment, Paper, "paper_id", "report_of"),
    )
    rows = list(rows.annotate(signatory=value_at(moment, Person, "signatory_id", "name")))
    papers = {row.paper_id for row in rows}
    appendices: dict[int, list[str]] = defaultdict(list)
    with_them = Appendix.objects.at(moment, paper_id__in=papers).live().not_kept_from(person)
    for appendix in with_them.in_order():
        appendices[appendix.paper_id].append(appendix.title)
    by_decision: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_decision[row.decision_id].append(row)
    return {
        key: Accompanying(
            author="; ".join(dict.fromkeys(filter(None, map(_author, found)))),
            published_at=max((r.published_at for r in found if r.published_at), default=None),
            documents="; ".join(
                title for r in found for title in (r.paper_title, *appendices[r.paper_id])
            ),
        )
        for key, found in by_decision.items()
    }


def _author(row: Any) -> str:
    return row.signatory or row.report_of or ""
