"""The author freezes the figures of a paper: what moves later is told and not printed."""

from __future__ import annotations

import pytest

from audit.actions import edit_record
from audit.errors import Refused
from reports.actions import freeze_figures, let_figures_follow
from reports.clearing import ask_again
from reports.models import Paper, PaperSection
from reports.queries.digests import digest_of
from reports.queries.papers import Reading
from reports.verifying import verify
from tests import factories
from tests.reports.clearing import signed_in
from tests.reports.publishing import Ready
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

WAS, IS = "Every door stands open.", "Every door is shut."


@pytest.fixture
def frozen(ready: Ready) -> Ready:
    """Prints the vision, is frozen and cleared as it was; then the vision moves."""
    by = ready.publisher.person
    section = PaperSection.objects.get(paper=ready.paper)
    edit_record(section, by=by, body="Its vision is this.\n\n[vision]")
    edit_record(ready.paper.programme, by=factories.officer(), vision=WAS)
    ready.paper = freeze_figures(Paper.objects.get(pk=ready.paper.pk), by=by)
    for clearance in (ready.legal, ready.financial):
        factories.cleared(ask_again(clearance, by=by))
    edit_record(ready.paper.programme, by=factories.officer(), vision=IS)
    return ready


def standings(paper: Paper) -> list[str]:
    return [row.standing for row in Reading(paper).clearances][:2]


def test_what_moves_later_is_told_and_no_clearance_is_void(frozen: Ready) -> None:
    reading = Reading(frozen.paper)
    assert [(m.before, m.after) for m in reading.moved_since_frozen] == [(WAS, IS)]
    assert standings(frozen.paper) == ["cleared", "cleared"]
    page = read(signed_in(frozen.publisher).get(f"{frozen.url}write/").content.decode())
    assert "Moved since frozen (1)" in page.text


def test_taking_it_voids_what_was_cleared_of_other_words(frozen: Ready) -> None:
    digest = digest_of(frozen.paper.pk)
    paper = freeze_figures(frozen.paper, by=frozen.publisher.person)
    assert Reading(paper).moved_since_frozen == ()
    assert standings(paper) == ["void", "void"]
    assert digest_of(paper.pk) == digest  # nobody wrote anything


def test_it_is_published_as_frozen_and_verifies_later(frozen: Ready, uploads: object) -> None:
    made = frozen.act()
    edit_record(frozen.paper.programme, by=factories.officer(), vision="Another.")
    let_figures_follow(Paper.objects.get(pk=frozen.paper.pk), by=frozen.publisher.person)
    text = signed_in(frozen.publisher).get(frozen.publication()).content.decode()
    assert WAS in text
    assert IS not in text
    assert str(verify(made)) == "SAME"


def test_the_page_freezes_and_lets_go_with_one_button(ready: Ready) -> None:
    officer = signed_in(ready.publisher)
    for intent, is_frozen in (("freeze", True), ("follow", False), ("follow", False)):
        version = Paper.objects.get(pk=ready.paper.pk).version
        sent = {"version": version, "intent": intent}
        assert officer.post(f"{ready.url}freeze/", sent).status_code == 302
        assert (Paper.objects.get(pk=ready.paper.pk).figures_at is not None) is is_frozen
    sent = {"version": Paper.objects.get(pk=ready.paper.pk).version, "intent": "melt"}
    assert officer.post(f"{ready.url}freeze/", sent).status_code == 400


def test_an_archived_paper_is_not_frozen(ready: Ready) -> None:
    ready.paper.is_archived = True
    with pytest.raises(Refused):
        freeze_figures(ready.paper, by=ready.publisher.person)
