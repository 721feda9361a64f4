"""Publishing a paper: its text and its PDF are made once, from one moment, and stored. Nothing
changes a publication; a later correction is the next one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.queries.moments import as_recorded
from audit.writing import audited, freeze_moment
from documents.binding import count_pages
from documents.content import Edition
from documents.fingerprint import renderer
from documents.glyphs import unprintable
from documents.html import body_html
from documents.limits import LONG
from documents.pdf import render_pdf
from documents.tree_files import as_json
from documents.word import render_word
from jobs.makers import Watch
from people import events
from people.choices import SecurityEventKind
from people.models import Person
from reports.choices import PaperState
from reports.clearing import edited_since
from reports.models import Clearance, Paper, Publication
from reports.queries.digests import digest_of
from reports.queries.joined_files import joined_files
from reports.queries.papers import Reading
from reports.queries.publications import last_publication
from uploads.store import keep
from values import words


def publish_paper(
    paper: Paper,
    *,
    by: Person,
    expected: str,
    last: int,
    correction: str = "",
    reason: str = "",
    watch: Watch | None = None,
) -> Publication:
    """Publish a paper as it is now, with the figures of this moment, and return the publication.

    `expected` is the digest of the version that was read, and `last` the number of the publication
    that this one replaces, 0 for the first; `correction` says what is corrected, and is empty for
    the first. Sent twice by the same person, it publishes once. Raises Refused when either has
    changed and when the paper is not fit to be published (`faults`), RenderFailed when no PDF can
    be made of it. The PDF is made before anything is locked, so that others need not wait; whatever
    could have changed by then is checked again. Who gives a `watch` has the time of the queue: it
    hears how many pages are laid out, and may stop all of it until it is written."""
    correction = correction.strip()
    before = last_publication(paper.pk)
    if made := made_before(paper, by=by, expected=expected, last=last, correction=correction):
        return made
    _refuse(paper, expected, last, correction)
    moment = freeze_moment(by=by)
    then = as_recorded(paper, moment)
    if digest_of(paper.pk, moment) != expected:
        raise Refused(edited_since())
    reading = Reading(paper, moment, edition_of(moment, before, correction))
    document = reading.document
    if sentences := faults(then, reading):
        raise Refused(" ".join(sentences))
    files, pages = kept_files(paper, reading, moment, watch)
    with audited(by=by, reason=reason or _("Paper published")):
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        _refuse(locked, expected, last, correction)
        if watch:
            watch(pages, at_once=True)
        if _given(paper.pk, None) != _given(paper.pk, moment):
            raise Refused(_("A clearance of this paper has changed. Look at it again first."))
        made = writing.create(
            Publication,
            paper=locked,
            number=last + 1,
            title=document.title,
            moment=moment,
            format_version_id=reading.in_force.version_id,
            published_by=by,
            correction=correction,
            digest=expected,
            renderer=json.dumps(renderer()),
            **files,
        )
        writing.change(locked, state=PaperState.PUBLISHED)
        events.record(SecurityEventKind.PUBLISHED, record=locked, person=by, number=made.number)
        return made


def kept_files(
    paper: Paper, reading: Reading, moment: datetime, watch: Watch | None
) -> tuple[dict[str, Any], int]:
    """Make and keep all files of a publication. Returns its fields that name them, and how many
    pages its PDF has."""
    document, joined = reading.document, joined_files(paper, moment)
    tree = keep(as_json(document))
    text = keep(body_html(document).encode())
    how: dict[str, Any] = {"limits": LONG, "watch": watch} if watch else {}
    content = render_pdf(document, moment=moment, files=joined, **how)
    pdf = keep(content)
    word = None
    if reading.format.may_be_published_as_word:
        word = keep(render_word(document, moment=moment))
    return {
        "tree_sha256": tree.sha256,
        "tree_stored_as": tree.stored_as,
        "text_sha256": text.sha256,
        "text_stored_as": text.stored_as,
        "pdf_sha256": pdf.sha256,
        "pdf_size": pdf.size,
        "pdf_stored_as": pdf.stored_as,
        "word_sha256": word.sha256 if word else "",
        "word_stored_as": word.stored_as if word else None,
    }, count_pages(content)


def made_before(
    paper: Paper, *, by: Person, expected: str, last: int, correction: str = ""
) -> Publication | None:
    """The publication that the same form made when it was sent before."""
    made = last_publication(paper.pk)
    was = (made.published_by_id, made.digest, made.number, made.correction) if made else None
    return made if was == (by.pk, expected, last + 1, correction.strip()) else None


def refuse_publishing(paper: Paper, *, expected: str, last: int, correction: str = "") -> None:
    """Raise Refused for whatever `publish_paper` would refuse now: before it is put into the
    queue."""
    _refuse(paper, expected, last, correction.strip())
    if sentences := faults(paper, Reading(paper)):
        raise Refused(" ".join(sentences))


def faults(paper: Paper, reading: Reading) -> list[str]:
    """Why a paper cannot be published as it reads, a sentence for each reason."""
    sentences = unfit(paper, reading)
    if paper.restriction_id is not None:
        sentences.insert(0, _("A restricted paper cannot be published: release it first."))
    return sentences


def unfit(paper: Paper, reading: Reading) -> list[str]:
    """Why a paper is not fit to go to its meeting, be it published or restricted. It needs no day
    of its meeting where its format prints none."""
    document = reading.document
    problems = (*document.problems, *unprintable(document))
    sentences = [problem.sentence for problem in problems if not problem.is_advice]
    prints_day = any(line.source == "meeting day" for line in reading.format.furniture.header)
    if paper.meeting_on is None and prints_day:
        sentences.insert(0, _("The paper has no meeting date."))
    if paper.is_archived:
        sentences.insert(0, _("The paper is archived."))
    return sentences


def published_since() -> str:
    """The sentence for anyone whose page named another publication as the last."""
    return _("The paper has been published since you opened this page.")


def _refuse(paper: Paper, expected: str, last: int, correction: str) -> None:
    """Raise Refused for any fault that can be seen without making the PDF."""
    refuse_archived(paper)
    newest = last_publication(paper.pk)
    if (newest.number if newest else 0) != last:
        raise Refused(published_since())
    if last and not correction:
        sentence = _("Say what is corrected.")
        raise Refused(sentence, {"correction": [sentence]})
    if correction and not last:
        raise Refused(_("The first publication corrects nothing."))
    if paper.restriction_id is not None:
        raise Refused(_("A restricted paper cannot be published: release it first."))
    if digest_of(paper.pk) != expected:
        raise Refused(edited_since())


def _given(paper_id: int, moment: datetime | None) -> list[tuple[object, ...]]:
    """The clearances as they were recorded at a moment, and what they say. Later changes to what
    they cover do not matter: a publication belongs to its moment."""
    rows = Clearance.objects.at(moment, paper_id=paper_id).live().order_by("id")
    return list(rows.values_list("id", "state", "digest", "printed", "initials", "text"))


def edition_of(moment: datetime, last: Publication | None, correction: str) -> Edition:
    """What a publication of a moment says about itself, in place of the `last` one."""
    day = words.day_of(moment)
    if last is None:
        return Edition(_("Published %(day)s") % {"day": day}, is_published=True)
    facts = {"number": last.number, "day": words.day_of(last.moment), "correction": correction}
    return Edition(
        _("Publication %(number)s, %(day)s") % {"number": last.number + 1, "day": day},
        (_("This replaces publication %(number)s of %(day)s. %(correction)s") % facts,),
        is_published=True,
    )
