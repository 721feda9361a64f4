"""A publication is rebuilt from history and compared with what was kept."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.actions import archive_record, edit_record
from documents import fingerprint
from documents.compose import compose
from documents.format_files import stored_format
from documents.tree_files import as_json, first_difference
from documents.word import WORD
from reports.clearing import ask_again
from reports.formats import change_version
from reports.models import PaperSection, Publication
from reports.verifying import verify
from tests import factories
from tests.documents.document_sample import paper
from tests.documents.word_reader import lines
from tests.reports.clearing import signed_in
from tests.reports.publishing import Ready
from uploads.store import keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


def verified(*arguments: str) -> tuple[list[str], int]:
    """What the command says, and its status."""
    out = StringIO()
    try:
        call_command("verify_publication", *arguments, stdout=out)
    except SystemExit as ended:
        return out.getvalue().splitlines(), int(str(ended.code))
    return out.getvalue().splitlines(), 0


def with_figures(ready: Ready) -> Publication:
    by = ready.publisher.person
    section = PaperSection.objects.get(paper=ready.paper)
    edit_record(section, by=by, body="The lease of {programme} is agreed.\n\n[vision]")
    edit_record(ready.paper.programme, by=factories.officer(), vision="Every door stands open.")
    for clearance in (ready.legal, ready.financial):
        factories.cleared(ask_again(clearance, by=by))
    return ready.act()


def test_what_it_quoted_changes_and_its_author_goes_and_it_is_the_same(
    ready: Ready, uploads: Path
) -> None:
    made = with_figures(ready)
    officer = factories.officer()
    edit_record(ready.paper.programme, by=officer, vision="Closed.", title="Another programme")
    edit_record(PaperSection.objects.get(paper=ready.paper), by=officer, body="Something else.")
    edit_record(ready.paper.board, by=officer, title="Another committee")
    archive_record(made.published_by, by=officer, reason="Left")
    archive_record(ready.paper, by=officer, reason="Done")
    assert str(verify(made)) == "SAME"
    reference = ready.paper.reference
    assert verified(reference) == verified("--all") == ([f"{reference}/1: SAME"], 0)


def test_a_different_renderer_is_reported_and_the_text_compared(
    ready: Ready, uploads: Path
) -> None:
    made = with_figures(ready)
    then = fingerprint.renderer() | {"weasyprint": "61.0", "templates": "0"}
    made.renderer = json.dumps(then)  # as if it had been made long ago; nothing is saved
    now = fingerprint.renderer()["weasyprint"]
    said = f"SAME TEXT (renderer changed: weasyprint 61.0 -> {now}, templates)"
    assert str(verify(made)) == said


def test_a_history_that_differs_is_reported_with_the_place(ready: Ready, uploads: Path) -> None:
    other = keep(as_json(compose(paper())))
    made = factories.publication(
        paper=ready.paper, tree_sha256=other.sha256, tree_stored_as=other.stored_as
    )
    lines, status = verified(f"{ready.paper.reference}/{made.number}")
    assert status == 10
    assert lines[0].startswith(
        f"{ready.paper.reference}/1: DIFFERENT title: \"Children's Social Care Transformation"
    )


def test_a_lost_or_changed_file_is_reported(ready: Ready, uploads: Path) -> None:
    made = ready.act()
    (uploads / made.pdf_stored_as).unlink()
    lost = "the file is lost or differs from what was stored"
    said = f"{ready.paper.reference}/1: DIFFERENT pdf: {lost}"
    assert verified("--all") == ([said], 10)


@pytest.mark.parametrize("reference", ["PAP-9999", "PAP-9999/x"])
def test_a_reference_of_nothing_is_refused_in_a_sentence(reference: str) -> None:
    with pytest.raises(CommandError, match=reference):
        call_command("verify_publication", reference)


def test_trees_differ_where_they_do() -> None:
    one = {"a": [1, {"b": "x"}], "c": None}
    for other, where in (
        ({"a": [1, {"b": "y"}], "c": None}, 'a[1].b: "x" is now "y"'),
        ({"a": [1], "c": None}, 'a[1]: {"b": "x"} is now nothing'),
        ({"a": [1, {"b": "x"}]}, "c: null is now nothing"),
        (one, ""),
    ):
        assert first_difference(json.dumps(one).encode(), json.dumps(other).encode()) == where


def test_word_is_published_where_the_format_says_so(ready: Ready, uploads: Path) -> None:
    version = ready.paper.format.versions.get()
    definition = replace(stored_format(version.definition), may_be_published_as_word=True)
    change_version(version, definition=definition, by=factories.officer())
    made = ready.act()
    answer = signed_in(ready.publisher).get(f"{ready.publication()}word/")
    assert answer["Content-Type"] == WORD
    said = " ".join(line.text for line in lines(answer.content))
    assert "The lease is agreed." in said
    assert str(verify(made)) == "SAME"


def test_no_word_is_published_where_it_does_not(ready: Ready, uploads: Path) -> None:
    assert ready.act().word_stored_as is None
    assert signed_in(ready.publisher).get(f"{ready.publication()}word/").status_code == 404
