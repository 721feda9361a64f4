"""The clearances of papers: how each stands at a moment, who may give one, and which are
waiting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import RecordedChange
from audit.queries.moments import value_at
from documents.content import ClearanceContent
from documents.format import ClearanceKind, Format
from documents.printed import Moved
from people import lineage, policy
from people.choices import Act, Role
from people.models import Appointment, Person
from people.succession.named import Duty
from reports.choices import ClearanceState, PaperState
from reports.models import SERVED, Clearance, Paper, PaperProgramme
from reports.queries.digests import Edit, edits_of
from reports.queries.formats import (
    clearance_kind,
    format_of_paper,
    kind_in,
    read_definition,
    with_definition,
)
from values import clock, words
from values.word_diff import Segment, compare, shortened

MOST = 20
"""Clearances that My work shows of one kind; the others take their places as these are done."""

PLACED = ("paper__board__scope", "paper__programme__scope")
"""What says where the paper of a clearance belongs."""

SERVED_BY_ITS_PAPER = Prefetch(f"paper__{SERVED.prefetch_through}", SERVED.queryset, SERVED.to_attr)

Standing = Literal["not asked", "waiting", "cleared", "void", "not cleared"]


@dataclass(frozen=True)
class ClearanceRow:
    """A clearance that a paper's format names, and how it stands at a moment. Only `standing` says
    whether it is valid: one that was given is void once the paper has been edited or prints
    something else; `moved` says what."""

    kind: ClearanceKind
    standing: Standing
    id: int | None = None
    version: int = 0
    officer_id: int | None = None
    officer: str = ""
    post: str = ""
    asked_on: date | None = None
    decided_on: date | None = None
    given_on: date | None = None
    void_since: date | None = None
    void_because: str = ""
    moved: tuple[Moved, ...] = ()
    initials: str = ""
    text: str = ""
    days_before: int | None = None  # the meeting, for one that is valid

    @property
    def before(self) -> str:
        """How long before the meeting it was given, or after; empty if that is not known."""
        days = self.days_before
        if days is None:
            return ""
        if days < 0:
            said = ngettext("%(n)d day after the meeting.", "%(n)d days after the meeting.", -days)
        else:
            said = ngettext("%(n)d day before the meeting.", "%(n)d days before the meeting.", days)
        return said % {"n": abs(days)}

    @property
    def heading(self) -> str:
        return self.kind.heading

    @property
    def tag(self) -> tuple[str, str]:
        """The word of its standing, and the tone of its tag."""
        return {
            "not asked": (_("Not asked for"), "grey"),
            "waiting": (_("Waiting"), "blue"),
            "cleared": (_("Cleared"), "green"),
            "void": (_("Void"), "amber"),
            "not cleared": (_("Not cleared"), "red"),
        }[self.standing]

    @property
    def sentence(self) -> str:
        """Who, and since when; empty if it was not asked for."""
        asked = {
            "waiting": _("Asked of %(officer)s on %(asked)s."),
            "cleared": _("Cleared by %(officer)s (%(initials)s) on %(decided)s."),
            "void": self.sentence_of_void,
            "not cleared": _("Not cleared by %(officer)s on %(decided)s:"),
        }.get(self.standing, "")
        return asked % {
            "officer": self.officer,
            "initials": self.initials,
            "asked": words.day(self.asked_on),
            "decided": words.day(self.given_on or self.decided_on),
            "void": words.day(self.void_since),
            "because": self.void_because,
        }

    @property
    def sentence_of_void(self) -> str:
        if self.void_because:
            return _("Void: %(because)s %(officer)s cleared it on %(decided)s.")
        if self.moved:
            return _(
                "Void since %(void)s: the paper no longer prints what %(officer)s cleared on "
                "%(decided)s."
            )
        if self.void_since:
            return _("Void since the edit of %(void)s. %(officer)s cleared it on %(decided)s.")
        return _("Void: what %(officer)s cleared on %(decided)s was another version.")

    @property
    def changes(self) -> list[tuple[str, str, str, tuple[Segment, ...]]]:
        """What has changed, as a history shows it."""
        return changes_of(self.moved)

    @property
    def lack(self) -> str:
        """Why the paper lacks it, as `documents.compose` knows it."""
        if self.standing == "void":
            return "moved" if self.moved else "void" if self.void_since else "waiting"
        return self.standing


class Printing(Protocol):
    """What a paper prints at a moment (`reports/queries/papers.py`): the digests of what people
    wrote and of all that it prints, and what has changed since an earlier moment."""

    @property
    def format(self) -> Format: ...
    @property
    def written(self) -> str: ...
    @property
    def printed(self) -> str: ...
    @property
    def meeting_on(self) -> date | None: ...
    def moved_since(self, then: datetime, /) -> tuple[Moved, ...]: ...
    def moved_on(self, then: datetime, /) -> date: ...


def clearance_records(paper_id: int, moment: datetime | None, reader: Person | None) -> list[Any]:
    """The clearances of a paper at a moment, archived or not, with their officers' names."""
    clearances = (
        Clearance.objects.at(moment, paper_id=paper_id).not_kept_from(reader).order_by("id")
    )
    return list(
        clearances.annotate(
            officer_name=value_at(moment, Person, "officer_id", "name"),
            officer_post=value_at(moment, Person, "officer_id", "job_title"),
        )
    )


def rows_of(
    records: list[Any], paper_id: int, moment: datetime | None, now: Printing
) -> list[ClearanceRow]:
    """The clearances of a paper's format in the order of print, as those `found` stood at a moment:
    `clearance_records` without archived ones. Those that the format no longer names follow. One
    query for what was edited when one is void; what the paper prints is drawn only when one of them
    covers it, and what it printed earlier when that is another."""
    rows = {row.kind: row for row in records}
    given = {row.digest for row in records if row.digest}
    edits = list(edits_of(paper_id, moment)) if given and given - {now.written} else []
    kinds = now.format.clearance_kinds
    others = rows.keys() - {kind.key for kind in kinds}
    unnamed = (ClearanceKind(r.kind, r.heading, ()) for r in records if r.kind in others)
    return [
        _row(kind, rows[kind.key], rows[kind.key].officer_name, now, edits)
        if kind.key in rows
        else ClearanceRow(kind, "not asked")
        for kind in (*kinds, *unnamed)
    ]


def clearance_contents(rows: list[ClearanceRow]) -> tuple[ClearanceContent, ...]:
    """What a paper prints of its clearances: of one that is not needed nothing, until it is asked
    for; of one that its format no longer names nothing at all."""
    return tuple(
        ClearanceContent(
            kind=row.heading,
            initials=row.initials,
            cleared_on=row.given_on if row.standing == "cleared" else None,
            text=row.text,
            lack=row.lack,
            since=words.day(row.void_since),
            key=row.kind.key,
            officer=row.officer,
            post=row.post,
            asked_on=row.asked_on,
        )
        for row in rows
        if row.kind.roles and (row.kind.is_needed or row.id is not None)
    )


def clearing_officers(paper: Paper) -> dict[int, str]:
    """The people who may be asked to clear a paper today, with the roles that allow it, in
    words. Two queries, and one or two for each of these few."""
    kinds = format_of_paper(paper).format.clearance_kinds
    roles = {Role(role) for kind in kinds for role in kind.roles if role in Role.values}
    above = Q(scope__in=_around(paper))
    held = Appointment.objects.live().current(clock.today()).filter(above, role__in=roles)
    people = Person.objects.live().filter(pk__in=held.values("person_id"))
    roles_in_words = {
        person.pk: [
            str(role.label)
            for role in sorted(roles)
            if policy.can(person, Act.CLEAR, paper, as_one_of=[role])
        ]
        for person in people
    }
    return {pk: ", ".join(labels) for pk, labels in roles_in_words.items() if labels}


def _around(paper: Paper) -> set[int]:
    """The scopes that a paper stands in, and those above them."""
    return {key for scope in paper.stands_in for key in lineage.keys(scope.way)}


@dataclass(frozen=True)
class ClearanceTasks:
    """What waits for a person: clearances that they may give today, and those they asked for that
    were refused, or that may be void because records around the draft have changed since. The
    paper's page says whether they are void: composing every paper here would take too long."""

    to_give: list[Clearance]
    refused: list[Clearance]
    to_look_at: list[Clearance]


def clearance_tasks(person: Person) -> ClearanceTasks:
    """The longest waiting first, with their papers. One query."""
    related = ("officer", "asked_by", *PLACED)
    rows = Clearance.objects.live().visible_to(person).filter(paper__is_archived=False)
    waits = Q(officer=person, state=ClearanceState.WAITING)
    refused = Q(asked_by=person, state=ClearanceState.NOT_CLEARED)
    days = {"asked_on": TruncDate("asked_at"), "decided_on": TruncDate("decided_at")}
    asked = Q(asked_by=person, state=ClearanceState.CLEARED, paper__state=PaperState.DRAFT)
    moved = asked & (_changed_around("stood_in") | _changed_around("stood_within"))
    merged = asked & ~Q(void_because="")
    rows = rows.filter(waits | refused | moved | merged)
    rows = rows.select_related(*related).annotate(**days)
    rows = rows.prefetch_related(SERVED_BY_ITS_PAPER)
    clearances = list(with_definition(rows).order_by("asked_at", "id"))
    to_give = [
        row
        for row in clearances
        if row.state == "waiting" and may_give(person, row, read_definition(row.definition))
    ]
    return ClearanceTasks(
        to_give=to_give[:MOST],
        refused=[r for r in clearances if r.state == "not_cleared"][:MOST],
        to_look_at=[r for r in clearances if r.state == "cleared"][:MOST],
    )


def _changed_around(place: str) -> Q:
    """Whether anything but papers has changed since a clearance was given where its paper lies, or
    in a further programme that it serves."""
    given = OuterRef("decided_at")
    changes = RecordedChange.objects.exclude(kind__startswith="reports.")
    around = changes.filter(**{place: OuterRef("paper__scope_id")}, moment__gt=given)
    its = changes.filter(**{place: OuterRef("programme__scope_id")}, moment__gt=OuterRef(given))
    links = PaperProgramme.objects.live().filter(paper=OuterRef("paper_id"))
    return Exists(around) | Exists(links.filter(Exists(its)))


def still_waiting(clearances: Any) -> Any:
    """The clearances among some that wait for their officers, with their papers."""
    waits = clearances.filter(state=ClearanceState.WAITING, paper__is_archived=False)
    return waits.select_related(*PLACED).prefetch_related(SERVED_BY_ITS_PAPER)


def duty_of_clearing() -> Duty:
    """The clearances that wait for an officer, who may leave."""
    return Duty(
        waiting=still_waiting,
        place=lambda clearance: f"{clearance}, {clearance.paper}",
        note=lambda: _("Goes to somebody who may give it today; untick it while there is nobody."),
    )


def may_give(person: Person, clearance: Clearance, format_: Format | None = None) -> bool:
    """Whether a person holds a role that gives clearances of this kind there, asked or not: by the
    format of the paper, where it is known already. Else one query."""
    kind = kind_in(format_, clearance.kind) if format_ else clearance_kind(clearance)
    return kind is not None and clears(person, clearance.paper, kind)


def clears(person: Person, paper: Paper, kind: ClearanceKind) -> bool:
    """Whether a person holds a role that gives clearances of a kind wherever a paper stands,
    whether or not they may read it."""
    where = paper.stands_in
    return all(policy.can(person, Act.CLEAR, one, as_one_of=kind.roles) for one in where)


def _row(
    kind: ClearanceKind, row: Any, officer: str, now: Printing, edits: list[Edit]
) -> ClearanceRow:
    standing: Standing = "waiting"
    void_since = None
    moved: tuple[Moved, ...] = ()
    if row.state == ClearanceState.NOT_CLEARED:
        standing = "not cleared"
    elif row.decided_at is not None:
        standing = "cleared"
        if row.void_because:
            standing = "void"
        elif row.digest != now.written:
            standing = "void"
            since = (edit.at for edit in edits if edit.at > row.decided_at)
            void_since = _day(min(since, default=None))
        # A different digest may only be a different wording of ours: what it printed then decides.
        elif row.printed != now.printed and (moved := now.moved_since(row.decided_at)):
            standing = "void"
            void_since = now.moved_on(row.decided_at)
    return ClearanceRow(
        kind=kind,
        standing=standing,
        id=row.id,
        version=row.version,
        officer_id=row.officer_id,
        officer=officer,
        post=row.officer_post,
        asked_on=_day(row.asked_at),
        decided_on=_day(row.decided_at),
        given_on=row.given_on,
        void_since=void_since,
        void_because=row.void_because,
        moved=moved,
        initials=row.initials,
        text=row.text,
        days_before=_days_before(now.meeting_on, row) if standing == "cleared" else None,
    )


def _days_before(meeting_on: date | None, row: Any) -> int | None:
    given_on = row.given_on or _day(row.decided_at)
    return (meeting_on - given_on).days if meeting_on and given_on else None


def _day(moment: datetime | None) -> date | None:
    """The day in London."""
    return timezone.localtime(moment).date() if moment is not None else None


def changes_of(moved: Iterable[Moved]) -> list[tuple[str, str, str, tuple[Segment, ...]]]:
    """What prints differently, as a history shows it: where, before, after, word by word."""
    return [
        (m.place, m.before, m.after, shortened(compare(m.before, m.after)))
        if m.before and m.after
        else (m.place, m.before, m.after or words.NOTHING, ())
        for m in moved
    ]
