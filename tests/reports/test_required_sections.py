"""No paper is published while a section that its format asks for is empty or missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from documents.format import TextPart
from reports.formats import change_version
from reports.models import PaperSection, Publication
from reports.queries.formats import definition_of
from tests.reports.publishing import Ready

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("july_2012"),
    pytest.mark.one_engine,
]


def refused(ready: Ready) -> str:
    with pytest.raises(Refused) as refusal:
        ready.act()
    assert not Publication.objects.exists()
    return str(refusal.value)


def test_it_may_not_be_empty(ready: Ready) -> None:
    edit_record(PaperSection.objects.get(paper=ready.paper), by=ready.publisher.person, body="")
    assert refused(ready).startswith("“Information” has no text.")


def test_it_may_not_be_left_out(ready: Ready) -> None:
    archive_record(PaperSection.objects.get(paper=ready.paper), by=ready.publisher.person)
    sentence = "“Information and Advice” is left out, and the format asks for it."
    assert refused(ready).startswith(sentence)


def test_a_paper_that_was_started_before_the_format_asked_for_it_lacks_it(ready: Ready) -> None:
    version = ready.paper.format.versions.get()
    found = definition_of(version)
    asked = replace(found, parts=(*found.parts, TextPart("climate", "Climate")))
    change_version(version, definition=asked, by=ready.publisher.person)
    assert refused(ready).startswith("“Climate” is left out, and the format asks for it.")
