"""Writes of clearances: an officer is asked to clear a paper, and clears it or says what must
change. Nobody clears what they wrote, and each clears the version that they read."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from documents.format import ClearanceKind
from people.models import Person
from reports import letters
from reports.choices import ClearanceState
from reports.models import Clearance, Paper
from reports.queries.clearances import clears
from reports.queries.digests import edits_of
from reports.queries.formats import format_of_paper, kind_in
from reports.queries.papers import Reading, clearance_rows
from values import clock, words


def ask_for_clearance(
    *, paper: Paper, kind: str, officer: Person, by: Person, reason: str = ""
) -> Clearance:
    """Ask an officer to clear a paper, write to them, and return the waiting clearance. Raises
    Refused when it has already been asked for, and for an officer who may not give it."""
    with audited(by=by, reason=reason or _("Clearance asked for")) as change_set:
        locked = _locked(paper)
        _refuse_officer(officer, locked, kind)
        _refuse_out_of_turn(locked, kind)
        made = writing.create(
            Clearance,
            paper=locked,
            kind=kind,
            heading=_kind(locked, kind).heading,
            officer=officer,
            asked_by=by,
            asked_at=change_set.moment,
        )
        letters.tell_officer_after(made)
        return made


def ask_again(clearance: Clearance, *, by: Person, reason: str = "") -> Clearance:
    """Ask the same officer once more: after an edit, after a refusal, or when the clearance was
    withdrawn. The comments they gave then are kept as a starting point. Raises Refused when it is
    waiting or valid, and as `ask_for_clearance` does."""
    with audited(by=by, reason=reason or _("Clearance asked for again")) as change_set:
        paper = _locked(clearance.paper)
        current = Clearance.objects.select_for_update().get(pk=clearance.pk)
        if not current.is_archived and current.state == ClearanceState.WAITING:
            raise Refused(_("%(officer)s has already been asked.") % {"officer": current.officer})
        if not current.is_archived and _stands(current, paper):
            raise Refused(_("This clearance is valid: there is nothing to ask for."))
        _refuse_officer(current.officer, paper, current.kind)
        _refuse_out_of_turn(paper, current.kind)
        asked = writing.change(
            current,
            is_archived=False,
            state=ClearanceState.WAITING,
            asked_by=by,
            asked_at=change_set.moment,
            text=current.text if current.state == ClearanceState.CLEARED else "",
            initials="",
            decided_at=None,
            given_on=None,
            digest="",
            void_because="",
            printed="",
        )
        letters.tell_officer_after(asked)
        return asked


def pass_clearance(
    clearance: Clearance,
    *,
    officer: Person,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
) -> Clearance:
    """Ask another officer instead of the one asked, for example one who leaves; write to them, and
    return it. The record of who asked stays. Raises Conflict, Refused when nothing is waiting, and
    as `ask_for_clearance` does."""
    with audited(by=by, reason=reason or _("Clearance passed on")) as change_set:
        paper = _locked(clearance.paper)
        current = Clearance.objects.select_for_update().get(pk=clearance.pk)
        if current.is_archived or current.state != ClearanceState.WAITING:
            raise Refused(_("This clearance is no longer waiting."))
        _refuse_officer(officer, paper, current.kind)
        passed = writing.change(
            current,
            expected_version=expected_version,
            is_locked=True,
            officer=officer,
            asked_at=change_set.moment,
        )
        letters.tell_officer_after(passed)
        return passed


def clear_paper(
    clearance: Clearance,
    *,
    by: Person,
    expected: str,
    printed: str,
    text: str,
    initials: str,
    given_on: date | None = None,
    reason: str = "",
) -> Clearance:
    """Clear the version of a paper that was read, with comments to print, and return the clearance.
    `expected` is the digest of that version, and `printed` that of what it printed. It was given on
    the day `given_on`, or today. Raises Refused when the paper has been edited or prints something
    else since, for a day before its last edit, and for anybody but the officer who was asked and
    still may."""
    with audited(by=by, reason=reason or _("Paper cleared")) as change_set:
        current = _to_decide(clearance, by)
        then = change_set.moment if change_set.is_loaded else None
        reading = Reading(current.paper, then)
        if expected != reading.written:
            raise Refused(edited_since())
        if printed != reading.printed:
            raise Refused(moved_since())
        given_on = given_on or clock.today()
        _refuse_day(current.paper_id, given_on)
        return writing.change(
            current,
            state=ClearanceState.CLEARED,
            text=text,
            initials=initials,
            decided_at=change_set.moment,
            given_on=given_on,
            digest=expected,
            printed=printed,
        )


def refuse_clearance(clearance: Clearance, *, by: Person, text: str, reason: str = "") -> Clearance:
    """Say what must change before a paper can be cleared, write to the person who asked, and return
    the clearance. Raises Refused without a text, and for anybody but the officer who was asked."""
    with audited(by=by, reason=reason or _("Clearance refused")) as change_set:
        current = _to_decide(clearance, by)
        refused = writing.change(
            current,
            state=ClearanceState.NOT_CLEARED,
            text=text,
            decided_at=change_set.moment,
        )
        letters.tell_asker_after(refused)
        return refused


def _refuse_day(paper_id: int, given_on: date) -> None:
    """Raise Refused for a day on which the version that is cleared was not there yet, or that has
    not come."""
    if given_on > clock.today():
        sentence = _("The day of the sign-off must not be in the future.")
        raise Refused(sentence, {"given_on": [sentence]})
    edited = timezone.localdate(max(edit.at for edit in edits_of(paper_id)))
    if given_on < edited:
        sentence = _("The paper was edited on %(day)s: what was signed off before is void.")
        said = sentence % {"day": words.day(edited)}
        raise Refused(said, {"given_on": [said]})


def edited_since() -> str:
    """The sentence for anyone who read another version."""
    return _("The paper has been edited since you opened this page. Read it again first.")


def moved_since() -> str:
    """The sentence for anyone who read other figures."""
    return _("What the paper prints has changed since you opened this page. Read it again first.")


def _stands(clearance: Clearance, paper: Paper) -> bool:
    """Whether a clearance is valid."""
    rows = clearance_rows(paper)
    return any(row.id == clearance.pk and row.standing == "cleared" for row in rows)


def _locked(paper: Paper) -> Paper:
    """The paper as it is now, locked: the first to ask or decide gets it, the next one waits.
    Raises Refused for an archived paper."""
    locked: Paper = Paper.objects.select_for_update().get(pk=paper.pk)
    refuse_archived(locked)
    return locked


def _to_decide(clearance: Clearance, by: Person) -> Clearance:
    """A clearance that waits for a person who may give it. Raises Refused for anybody else."""
    paper = _locked(clearance.paper)
    current: Clearance = Clearance.objects.select_for_update().get(pk=clearance.pk)
    if current.is_archived:
        raise Refused(_("This clearance was withdrawn."))
    if by.pk != current.officer_id:
        sentence = _("%(officer)s was asked for this clearance, and nobody else can give it.")
        raise Refused(sentence % {"officer": current.officer})
    if current.state != ClearanceState.WAITING:
        raise Refused(_("This has already been decided."))
    _refuse_officer(current.officer, paper, current.kind)
    return current


def _refuse_officer(officer: Person, paper: Paper, key: str) -> None:
    """Raise Refused for somebody who may not give a clearance of a paper today."""
    kind, who = _kind(paper, key), {"officer": officer}
    if not clears(officer, paper, kind):
        raise _not_by(_("%(officer)s holds no role that gives this clearance.") % who)
    if not Paper.objects.drafts_for(officer).filter(pk=paper.pk).exists():
        raise _not_by(_("%(officer)s may not read this paper: name them as a reader first.") % who)
    merged = Person.objects.filter(merged_into=officer).values_list("pk", flat=True)
    if {officer.pk, *merged} & {edit.by_id for edit in edits_of(paper.pk)}:
        raise _not_by(_("%(officer)s wrote in this paper: somebody else must clear it.") % who)
    named = format_of_paper(paper).format.clearance_kinds
    others = [other.key for other in named if other.by_two and other.key != key]
    given = Clearance.objects.live().filter(paper=paper, officer=officer, kind__in=others)
    if kind.by_two and given.exists():
        sentence = _("%(officer)s gives the other of two clearances that need two people.")
        raise _not_by(sentence % who)


def _refuse_out_of_turn(paper: Paper, key: str) -> None:
    """Raise Refused for a clearance that comes after another, until that one is given."""
    kind = _kind(paper, key)
    before = [row for row in clearance_rows(paper) if kind.after and row.kind.key == kind.after]
    for row in before:
        if row.standing != "cleared":
            sentence = _("“%(kind)s” comes after “%(other)s”, which is not given yet.")
            raise Refused(sentence % {"kind": kind.heading, "other": row.heading})


def _kind(paper: Paper, key: str) -> ClearanceKind:
    """The kind of a key. Raises Refused when the paper's format does not name it, or no longer."""
    kind = kind_in(format_of_paper(paper).format, key)
    if kind is None:
        raise Refused(_("The format of this paper does not name this clearance."))
    return kind


def _not_by(sentence: str) -> Refused:
    return Refused(sentence, {"officer": [sentence]})
