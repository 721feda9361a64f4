"""What projects are and how they stand, as a paper prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import LetteredContent, LetteredItemContent, LiveContent, TableContent
from documents.tree import Column, Table
from people.choices import Role
from people.seats import holders, seats
from programmes.choices import RAGS, Rag, rag_words
from projects.blocks.reading import among, projects_of, standings_of, which_projects
from projects.queries import ProjectRow, ReportRow, Standing, is_old, lists
from records.blocks import About, Block, Choices, One, Some, yes_or_no
from values import words


class ProjectChoices(Choices):
    projects = which_projects()
    progress = yes_or_no(gettext_lazy("With what the latest report says"))
    numbers = One(
        gettext_lazy("Numbers"),
        lambda about: [
            ("recorded", gettext_lazy("As the programme numbers them")),
            ("letters", gettext_lazy("Letters in order")),
            ("none", gettext_lazy("None")),
        ],
    )


class Projects(Block):
    """Each project with its summary and, unless you leave it out, what its latest report says was
    achieved. Numbers are those that the programme has given its projects; without any, they are
    letters."""

    name, label, form = "projects", gettext_lazy("Projects in brief"), ProjectChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        has_progress = chosen["progress"] == "yes"
        every = (
            standings_of(about)
            if has_progress
            else [Standing(project, None, None, [], []) for project in projects_of(about)]
        )
        keys = among(chosen, (standing.project for standing in every))
        shown = [standing for standing in every if standing.project.id in keys]
        marks = _marks([standing.project for standing in shown], chosen["numbers"])
        items = tuple(
            LetteredItemContent(standing.project.title, _text(standing, about.meeting_on), mark)
            for standing, mark in zip(shown, marks, strict=True)
        )
        return LetteredContent(items, nil=_("The programme has no projects."))


def _marks(projects: list[ProjectRow], numbers: str) -> list[str | None]:
    """What stands before each: its printed number, or nothing, or the next letter (None)."""
    printed = [project.printed_number for project in projects]
    if numbers == "none":
        return ["" for _project in projects]
    if numbers == "letters" or not any(printed):
        return [None for _project in projects]
    return list(printed)


def _text(standing: Standing, meeting_on: date | None) -> str:
    """What a project is, and what its latest report says: its red parts, if the whole is rated
    better; that it is old, if it will be at the meeting. Time alone does not change the text."""
    parts, latest = [standing.project.summary.strip()], standing.latest
    if latest is not None and latest.red_parts:
        facts = {"rating": latest.overall.words, "parts": latest.red_parts_words}
        sentence = _("Rated %(rating)s overall, with these parts Red: %(parts)s.") % facts
        parts.append(" ".join(filter(None, (sentence, latest.parts_reason.strip()))))
    if latest is not None and latest.achieved.strip():
        parts.append(_progress_to(latest, meeting_on) + latest.achieved.strip())
    return "\n\n".join(part for part in parts if part) or _("No summary has been written yet.")


def _progress_to(latest: ReportRow, meeting_on: date | None) -> str:
    facts: dict[str, object] = {"day": words.day(latest.period_end)}
    if meeting_on is None or not is_old(latest.counts_on, meeting_on):
        return _("Progress to %(day)s: ") % facts
    facts["count"] = (meeting_on - latest.counts_on).days // 7
    return _("Progress to %(day)s (last reported %(count)s weeks before the meeting): ") % facts


# --- ratings ------------------------------------------------------------------------------------
RATING_COLUMNS = {
    "number": gettext_lazy("Number"),
    "project": gettext_lazy("Project"),
    "rating": gettext_lazy("Rating"),
    "before": gettext_lazy("Rating before"),
    "reason": gettext_lazy("Why"),
    "parts": gettext_lazy("Parts that are Red"),
    "help": gettext_lazy("Help needed"),
    "period": gettext_lazy("Reported to"),
}
SHORT = {"number", "rating", "before", "period"}


class RatingChoices(Choices):
    projects = which_projects()
    which = One(
        gettext_lazy("Which ratings"),
        lambda about: [
            ("all", gettext_lazy("All")),
            ("worrying", gettext_lazy("Red and Amber, and better with a part that is Red")),
            ("red", gettext_lazy("Red")),
        ],
    )
    columns = Some(
        gettext_lazy("Columns"),
        lambda about: list(RATING_COLUMNS.items()),
        initial=["project", "rating", "reason", "help"],
    )


class Ratings(Block):
    """How each project is rated by its latest report, why, and the help that its lead asks for,
    with the number of each rating."""

    name, label = "ratings", gettext_lazy("Ratings, with reason and help needed")
    form = RatingChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        keys = among(chosen, projects_of(about))
        standings_chosen = [
            standing for standing in standings_of(about) if standing.project.id in keys
        ]
        shown = [standing for standing in standings_chosen if _is_asked(standing, chosen["which"])]
        columns = tuple(
            Column(str(RATING_COLUMNS[key]), is_short=key in SHORT) for key in chosen["columns"]
        )
        cells = [_rating_cells(standing) for standing in shown]
        table = Table(
            caption=_("Ratings"),
            columns=columns,
            rows=tuple(tuple(row[key] for key in chosen["columns"]) for row in cells),
            note=counts_in_words(standings_chosen),
        )
        return TableContent(table, nil=_("No project is rated so."))


def _is_asked(standing: Standing, which: str) -> bool:
    if which == "worrying":
        return standing.is_worrying
    return which == "all" or standing.rag == Rag.RED


def _rating_cells(standing: Standing) -> dict[str, str]:
    latest, before = standing.latest, standing.before
    return {
        "number": standing.project.printed_number,
        "project": standing.project.title,
        "rating": rag_words(standing.rag),
        "before": rag_words(before.overall.rag) if before else words.NOTHING,
        "reason": (latest.reason if latest else "") or words.NOTHING,
        "parts": (latest.red_parts_words if latest else "") or words.NOTHING,
        "help": (latest.help_needed.strip() if latest else "") or words.NOTHING,
        "period": words.short_day(latest.period_end) if latest else words.NOTHING,
    }


def counts_in_words(found: list[Standing]) -> str:
    """2 Red, 1 Amber, 3 Not rated."""
    counts = Counter(standing.rag for standing in found)
    counted = [f"{counts[rag]} {rag_words(rag)}" for rag in RAGS if counts[rag]]
    return ", ".join(counted)


# --- lists --------------------------------------------------------------------------------------
def project_list(about: About) -> QuerySet:
    return lists.projects(None, about.moment).filter(programme_id__in=about.programme_ids)


def with_leads(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    held = seats([row["scope_id"] for row in rows], about.moment)
    leads = {row["scope_id"]: holders(held[row["scope_id"]], Role.PROJECT_LEAD) for row in rows}
    return [row | {"leads": ", ".join(leads[row["scope_id"]])} for row in rows]


def report_list(about: About) -> QuerySet:
    return lists.reports(None, about.moment).filter(programme_id__in=about.programme_ids)
