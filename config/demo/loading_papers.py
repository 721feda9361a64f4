"""Loads committee papers, with their clearances and what keeps them from the public."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.writing import audited
from config.demo.loading import Loading
from config.demo.shapes import DemoPaper, DemoRestriction
from people.models import Person, Restriction
from people.restricting import name_reader, release, restrict
from reports.actions import create_paper
from reports.choices import HeadingLevel
from reports.clearing import ask_for_clearance, clear_paper, refuse_clearance
from reports.formats import FormatSection
from reports.models import BackgroundPaper, Paper, Recommendation
from reports.queries.digests import digest_of
from reports.queries.papers import Reading

WRITTEN_BEFORE_CLEARANCE = timedelta(days=4)
ASKED_BEFORE_CLEARANCE = timedelta(days=3)
AS_SOON_AS_WRITTEN = timedelta(minutes=20)


def load_paper(loading: Loading, data: DemoPaper) -> Paper:
    """The paper, written some days before it is cleared, and restricted on the same day."""
    calendar, by = loading.calendar, loading.people[data.by]
    meeting = calendar.meeting(data.meeting)
    written = calendar.moment(_days(loading, data)[0], 11)
    named = {"next-meeting": f"{calendar.meeting_after(meeting):%B}"}
    with audited(by=by, reason=_("Paper written"), dated=written):
        paper = create_paper(
            programme=loading.programmes[data.programme],
            by=by,
            board=loading.boards[data.board],
            title=data.title,
            meeting_on=meeting,
            agenda_item=data.agenda_item,
            report_of=data.report_of,
            signatory=loading.people[data.signatory],
            contact=loading.people[data.contact],
            divisions_affected=data.divisions_affected,
            reference_code=data.reference_code,
            sections=tuple(
                FormatSection(
                    section.key,
                    section.heading,
                    HeadingLevel.SUB if section.is_sub else HeadingLevel.MAIN,
                    calendar.say(section.body, named),
                )
                for section in data.sections
            ),
        )
        for position, text in enumerate(data.recommendations, start=1):
            create_record(
                Recommendation, by=by, paper=paper, text=calendar.say(text), position=position
            )
        for position, title in enumerate(data.background_papers, start=1):
            create_record(
                BackgroundPaper, by=by, paper=paper, title=calendar.say(title), position=position
            )
    if data.restriction:
        restriction = _restrict(loading, data.restriction, paper, by, written + AS_SOON_AS_WRITTEN)
        if data.restriction.released is not None:
            officer = loading.people[data.restriction.proper_officer]
            released = calendar.moment(calendar.day(data.restriction.released), 10)
            with audited(by=officer, reason=data.restriction.why_released, dated=released):
                release(restriction, by=officer, reason=data.restriction.why_released)
    return paper


def _restrict(
    loading: Loading, data: DemoRestriction, paper: Paper, by: Person, dated: datetime
) -> Restriction:
    day = loading.calendar.day
    with audited(by=by, reason=_("Restricted"), dated=dated):
        restriction = restrict(
            paper,
            by=by,
            paragraph=data.paragraph,
            public_title=data.public_title,
            public_interest=data.public_interest,
            proper_officer=loading.people[data.proper_officer],
            review_on=day(data.review),
        )
        for reader in data.readers:
            name_reader(
                restriction,
                by=by,
                person=loading.people[reader.person],
                why=reader.why,
                ends_on=None if reader.until is None else day(reader.until),
            )
    return restriction


def load_clearances(loading: Loading, data: DemoPaper, paper: Paper) -> None:
    """Who was asked to clear a paper, the day after it was written, and what they said three days
    later. What waits was asked for this week."""
    by, calendar = loading.people[data.by], loading.calendar
    _written, cleared = _days(loading, data)
    for clearance in data.clearances:
        officer = Person.objects.get(pk=loading.people[clearance.officer].pk)
        asked = cleared - ASKED_BEFORE_CLEARANCE if clearance.text else calendar.day(0)
        with audited(by=by, reason=_("Clearance asked for"), dated=calendar.moment(asked, 9)):
            asked_for = ask_for_clearance(paper=paper, kind=clearance.kind, officer=officer, by=by)
        if not clearance.text:
            continue
        decided = calendar.moment(cleared, 19)
        with audited(by=officer, reason=_("Decided by the officer"), dated=decided):
            if not clearance.initials:
                refuse_clearance(asked_for, by=officer, text=clearance.text)
                continue
            clear_paper(
                asked_for,
                by=officer,
                expected=digest_of(paper.pk),
                printed=Reading(paper, decided).printed,
                text=clearance.text,
                initials=clearance.initials,
            )


def _days(loading: Loading, data: DemoPaper) -> tuple[date, date]:
    """(written, cleared)."""
    if data.written is None:
        cleared = loading.calendar.cleared_on
        return cleared - WRITTEN_BEFORE_CLEARANCE, cleared
    written = loading.calendar.day(data.written)
    if data.cleared is not None:
        return written, loading.calendar.day(data.cleared)
    return written, written + WRITTEN_BEFORE_CLEARANCE
