"""What differs about projects, their ratings, milestones and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.history import history_model
from audit.queries.changes import changes_between
from audit.querysets import VersionAt
from programmes.choices import is_worse, rag_words
from projects.choices import OVERALL, Dimension, rated_words
from projects.models import Milestone, Project, StatusReport
from projects.queries import (
    MILESTONE,
    MilestoneRow,
    ProjectRow,
    ReportRow,
    Standing,
    Start,
    by_project,
    milestone_row,
    project_row,
    starts,
)
from projects.stages import stage_words
from records.comparison import (
    Group,
    Line,
    Place,
    Span,
    Tone,
    apart,
    became,
    came_or_went,
    either,
    moved,
    paired,
    renamed,
    together,
)
from values import clock, words

PROJECTS = Group("projects", 20, gettext_lazy("Projects"))
RATINGS = Group("ratings", 30, gettext_lazy("Ratings"))
MILESTONES = Group("milestones", 40, gettext_lazy("Milestones"))

REPORT = StatusReport._meta.label_lower
Milestones = Mapping[int, list[MilestoneRow]]


def lines(span: Span) -> list[Line]:
    """For a programme's projects, or for one. Four queries. A project that is gone gives one line:
    its parts are not listed."""
    before, after = _projects(span)
    standing = [row for row in after if span.project_id or not row.is_archived]
    ids = [row.id for row in standing]
    places = {row.id: None if span.project_id else place_of(row) for row in standing}
    return [
        *_project_lines(before, after, span),
        *_rating_lines(
            standing, places, *(_newest(span, ids, m) for m in (span.before, span.after))
        ),
        *_programme_milestones(span),
        *milestone_lines(standing, places, *_milestones(span, ids)),
    ]


def place_of(project: ProjectRow) -> Place:
    return Place(project.title, reverse("projects:project_detail", args=[project.reference]))


@dataclass(frozen=True)
class News:
    """What changed in projects, each since its own last report: for dashboards, and for comparisons
    since the last report."""

    starts: Mapping[int, Start]
    ratings: list[Line]
    milestones: list[Line]

    @property
    def lines(self) -> list[Line]:
        return [*self.ratings, *self.milestones]

    @property
    def earliest(self) -> Start | None:
        return min(self.starts.values(), key=lambda start: start.moment, default=None)

    @property
    def latest(self) -> Start | None:
        return max(self.starts.values(), key=lambda start: start.moment, default=None)


def news(standings: list[Standing], moment: datetime | None, *, of_one: bool = False) -> News:
    """What changed in projects since each was last reported. One query. `of_one` leaves out the
    project of each line."""
    since = starts(standings)
    projects = [standing.project for standing in standings if standing.project.id in since]
    places = {project.id: None if of_one else place_of(project) for project in projects}
    pairs = {s.project.id: (s.before, s.latest) for s in standings if s.before and s.latest}
    before, after = ({key: _rated(pair[n]) for key, pair in pairs.items()} for n in (0, 1))
    return News(
        starts=since,
        ratings=_rating_lines(projects, places, before, after),
        milestones=milestone_lines(projects, places, *_milestones_since(projects, since, moment)),
    )


def _rated(report: ReportRow) -> dict[str, Any]:
    """A report, as `_newest` reads it."""
    parts = zip(Dimension.values, report.dimensions, strict=True)
    rated = {f"{name}_rag": part.rag for name, part in parts}
    return {"id": report.id, f"{OVERALL}_rag": report.overall.rag, **rated}


def _milestones_since(
    projects: list[ProjectRow], since: Mapping[int, Start], moment: datetime | None
) -> tuple[Milestones, Milestones]:
    """The milestones that changed since their project's start, as they were then and as they are at
    the moment. One query; none without a start."""
    if not projects:
        return {}, {}
    first = min(start.moment for start in since.values())
    changes = changes_between(first, moment, [project.scope_id for project in projects])
    changed = changes.filter(kind=Milestone._meta.label_lower).order_by()
    records = Milestone.objects.filter(pk__among=changed.values("record_id"))
    before = records.order_by().values_list(VersionAt(history_model(Milestone), "pk", first))
    versions: Any = Milestone.objects.versions()  # history rows, which have a date of their own
    wanted = Q(history_id__among=changed.values("history_id")) | Q(history_id__among=before)
    rows = versions.filter(wanted, project_id__in=since).order_by("history_date", "history_id")
    old: dict[int, Any] = {}
    new: dict[int, Any] = {}
    for row in rows.values_list(*MILESTONE, "is_archived", "history_date", named=True):
        new[row.id] = row
        if row.history_date <= since[row.project_id].moment:
            old[row.id] = row
    changed_since = [key for key in new if new[key] is not old.get(key)]
    return tuple(  # type: ignore[return-value]
        _standing_then(rows, changed_since, when)
        for rows, when in (
            (old, {key: start.moment for key, start in since.items()}),
            (new, dict.fromkeys(since, moment)),
        )
    )


def _standing_then(
    rows: Mapping[int, Any], ids: Iterable[int], when: Mapping[int, datetime | None]
) -> Milestones:
    """Those of some milestones that existed at each project's moment, as they were then; by
    baseline."""
    of_project: dict[int, list[Any]] = defaultdict(list)
    for row in (rows[key] for key in ids if key in rows):
        if not row.is_archived:
            of_project[row.project_id].append(row)
    told = {key: by_project(kept, when[key])[key] for key, kept in of_project.items()}
    return {key: sorted(kept, key=_by_baseline) for key, kept in told.items()}


def _by_baseline(row: MilestoneRow) -> tuple[Any, ...]:
    days = (row.baseline, row.forecast)
    return (*((day is None, day or date.min) for day in days), row.id)


# --- projects -----------------------------------------------------------------------------------
def _projects(span: Span) -> tuple[list[ProjectRow], list[ProjectRow]]:
    """Includes archived projects. One query."""
    if span.project_id:
        rows = Project.objects.filter(pk=span.project_id).at_both(span.before, span.after)
    else:
        ours = {"programme_id": span.programme_id}
        rows = Project.objects.at_both(span.before, span.after, **ours)
    old, new = apart(rows.in_order())
    return [project_row(row) for row in old], [project_row(row) for row in new]


def _project_lines(before: list[ProjectRow], after: list[ProjectRow], span: Span) -> list[Line]:
    lines = []
    for old, new in paired(before, after):
        row = either(old, new)
        phrase = came_or_went(old, new, gone=_("moved out of this programme"))
        if old is not None and new is not None:
            phrase = phrase or _changed_project(old, new, span)
        if phrase:
            # The reader may not know a project that is elsewhere now.
            url = reverse("projects:project_history", args=[row.reference]) if new else ""
            lines.append(Line(PROJECTS, row.title, phrase, url))
    return lines


def _changed_project(old: ProjectRow, new: ProjectRow, span: Span) -> str:
    stages = ""
    if old.stage != new.stage:
        stages = became(stage_words(old.stage, span.before), stage_words(new.stage, span.after))
    return together(
        renamed(old.title, new.title),
        _("stage %(stages)s") % {"stages": stages} if stages else "",
        _changed_number(old.printed_number, new.printed_number),
        _("summary rewritten") if old.summary != new.summary else "",
        _("part of another project") if old.parent_id != new.parent_id and new.parent_id else "",
        _("no longer part of another project") if old.parent_id and not new.parent_id else "",
    )


def _changed_number(old: str, new: str) -> str:
    if old == new:
        return ""
    if not new:
        return _("no longer numbered, was %(old)s") % {"old": old}
    return _("numbered %(new)s") % {"new": new}


# --- ratings ------------------------------------------------------------------------------------
def _newest(span: Span, ids: Iterable[int], moment: datetime | None) -> dict[int, dict[str, Any]]:
    """The ratings in the newest submitted report of each project with a changed report. Drafts do
    not count. One query."""
    rated = (f"{key}_rag" for key in (OVERALL, *Dimension.values))
    changed = StatusReport.objects.filter(pk__in=span.changed_ids(StatusReport))
    projects = Project.objects.filter(pk__in=set(ids)).filter(pk__in=changed.values("project_id"))
    rows = StatusReport.objects.newest_of_each(projects, moment)
    return {row["project_id"]: row for row in rows.values("id", "project_id", *rated)}


def _rating_lines(
    projects: list[ProjectRow],
    places: Mapping[int, Place | None],
    before: dict[int, dict[str, Any]],
    after: dict[int, dict[str, Any]],
) -> list[Line]:
    lines = []
    for project in projects:
        old, new = before.get(project.id), after.get(project.id)
        report = new or old
        if report is None:
            continue
        url = reverse("records:history_of_record", args=[REPORT, report["id"]])
        for key, label in _dimensions(is_first=old is None or new is None):
            was, now = (row[f"{key}_rag"] if row else "" for row in (old, new))
            if was != now:
                phrase, tone = became(rag_words(was), rag_words(now)), rating_tone(was, now)
                place = places[project.id]
                lines.append(Line(RATINGS, label, phrase, url, tone, place, (was, now)))
    return lines


def _dimensions(*, is_first: bool) -> list[tuple[str, str]]:
    """A first report has no earlier dimensions to compare with."""
    names = [OVERALL] if is_first else [OVERALL, *Dimension.values]
    return [(name, rated_words(name)) for name in names]


def rating_tone(old: str, new: str) -> Tone:
    """A rating missing before or after is neither better nor worse."""
    if is_worse(new, old):
        return Tone.WORSE
    return Tone.BETTER if is_worse(old, new) else Tone.NEUTRAL


# --- milestones ---------------------------------------------------------------------------------
def _milestones(span: Span, ids: Iterable[int]) -> tuple[Milestones, Milestones]:
    """The changed milestones, as they were and as they are. One query."""
    rows = span.changed(Milestone).filter(project_id__in=set(ids)).live().in_order()
    old, new = apart(rows)
    return by_project(old, span.before), by_project(new, span.after)


def _programme_milestones(span: Span) -> list[Line]:
    """Of a programme itself, when the whole programme is compared. One query, if any changed."""
    if span.project_id:
        return []
    rows = span.changed(Milestone).filter(programme_id=span.programme_id).live().in_order()
    sides = zip(apart(rows), (span.before, span.after), strict=True)
    old, new = (
        [milestone_row(row, clock.day_of(moment)) for row in side] for side, moment in sides
    )
    return _milestone_lines(Place(_("The programme itself")), span.programme_reference, old, new)


def milestone_lines(
    projects: Iterable[ProjectRow],
    places: Mapping[int, Place | None],
    before: Milestones,
    after: Milestones,
) -> list[Line]:
    """Milestones that were added, archived, moved, reached or renamed. It makes no query, so that
    the dashboard, which has the rows, can use it too."""
    milestone_lines: list[Line] = []
    for project in projects:
        pair = before.get(project.id, []), after.get(project.id, [])
        milestone_lines += _milestone_lines(places[project.id], project.reference, *pair)
    return milestone_lines


def _milestone_lines(
    place: Place | None, reference: str, before: list[MilestoneRow], after: list[MilestoneRow]
) -> list[Line]:
    # Looked up once for each project: a programme may have hundreds of milestones.
    first = reverse("projects:milestone_history", args=[reference, 0])
    url = first.replace("/0/", "/%d/")
    lines = (_milestone_line(url, place, old, new) for old, new in paired(before, after))
    return [line for line in lines if line is not None]


def _milestone_line(
    url: str, place: Place | None, old: MilestoneRow | None, new: MilestoneRow | None
) -> Line | None:
    """`url` is the address of a milestone's history, with %d for its key."""
    row = either(old, new)
    phrase, tone = came_or_went(old, new), Tone.NEUTRAL
    if old is None:
        phrase = together(phrase, _stands(row))
    elif new is not None:
        phrase, tone = _changed_milestone(old, new)
    if not phrase:
        return None
    return Line(MILESTONES, row.title, phrase, url % row.id, tone, place)


def _changed_milestone(old: MilestoneRow, new: MilestoneRow) -> tuple[str, Tone]:
    reached, tone = _reached(old, new)
    expected = ""
    if not new.actual:
        expected, moved_tone = moved(old.forecast or old.baseline, new.forecast or new.baseline)
        tone = moved_tone if expected else tone
    baseline, _tone = moved(old.baseline, new.baseline)
    # Without a forecast the baseline is the expected day, and has been reported as such.
    is_told = baseline and (new.forecast or new.actual) and (old.baseline or not expected)
    rebased = _("baseline %(moved)s") % {"moved": baseline} if is_told else ""
    return together(renamed(old.title, new.title), reached, expected, rebased), tone


def _reached(old: MilestoneRow, new: MilestoneRow) -> tuple[str, Tone]:
    if old.actual == new.actual:
        return "", Tone.NEUTRAL
    if new.actual is None:
        phrase = _("no longer reached, was %(reached)s") % {"reached": _reached_words(old)}
        return phrase, Tone.WORSE
    phrase = together_with_slip(_reached_words(new), new.slip_words)
    is_late = (new.slip_days or 0) > 0
    return phrase, Tone.NEUTRAL if old.actual or is_late else Tone.BETTER


def together_with_slip(phrase: str, slip: str) -> str:
    return _("%(change)s, %(slip)s") % {"change": phrase, "slip": slip} if slip else phrase


def _reached_words(row: MilestoneRow) -> str:
    """Reached on 20 November 2026; reached in November 2026; reached on an unknown day."""
    if row.actual is None:
        return ""
    return _("reached %(when)s") % {"when": words.at_when(row.actual)}


def _stands(row: MilestoneRow) -> str:
    if row.actual:
        return _reached_words(row)
    expected = row.forecast or row.baseline
    return _("expected %(day)s") % {"day": words.when(expected)} if expected else ""
