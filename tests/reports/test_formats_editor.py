"""A version of a format is changed in the browser piece by piece, beside a paper in it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from django.test import Client

from audit.actions import edit_record
from documents.format import Furniture, Numbering
from documents.format_editing import FAMILIES, PART_KINDS, kind_of_entries
from people.models import Account
from reports.format_entry_forms import NESTED, NOT_ASKED, EntryForm
from reports.format_words import FAMILIES as FAMILY_WORDS
from reports.format_words import KINDS, LABELS
from reports.models import FormatVersion
from reports.queries.formats import definition_of
from tests import factories
from tests.reports.publishing import Ready
from tests.sweeps.pages import read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("july_2012"),
    pytest.mark.one_engine,
]


class Editor:
    """The committee officer, on the page of the standard format."""

    def __init__(self, client: Client, account: Account) -> None:
        self.client = client
        client.force_login(account)
        self.pk = factories.report_format().versions.get().pk

    @property
    def version(self) -> FormatVersion:
        found: FormatVersion = FormatVersion.objects.get(pk=self.pk)
        return found

    @property
    def url(self) -> str:
        return f"/formats/{self.version.format.reference}/versions/{self.pk}/"

    def keys(self) -> list[str]:
        return [part.key for part in definition_of(self.version).parts]

    def send(self, place: str, **typed: Any) -> str:
        """What the page says after a form is sent, from the version that there is now."""
        sent = {"version": self.version.version, **typed}
        answer = self.client.post(f"{self.url}{place}", sent, follow=True)
        assert answer.status_code == 200
        return read(answer.content.decode()).text

    def form(self, place: str) -> dict[str, Any]:
        """What a form would send if nothing was typed into it."""
        form = self.client.get(f"{self.url}{place}").context["form"]
        return {name: form[name].value() or "" for name in form.fields if form[name].value()}


@pytest.fixture
def editor(client: Client, ready: Ready) -> Editor:
    return Editor(client, ready.publisher)


def test_a_part_is_moved_and_left_out(editor: Editor) -> None:
    editor.send("entries/parts/information/move/", direction="up")
    assert editor.keys()[:2] == ["information", "purpose"]
    editor.send("entries/parts/information/move/", direction="up")
    assert editor.keys()[:2] == ["information", "purpose"]
    editor.send("entries/parts/information/leave-out/")
    assert editor.keys()[:2] == ["purpose", "projects"]


def test_what_the_format_needs_cannot_be_left_out(editor: Editor) -> None:
    said = editor.send("entries/header/title/leave-out/")
    assert "furniture.header: The title must be in the header exactly once." in said
    assert editor.version.version == 1


def test_a_part_is_added_with_a_key_from_its_heading_and_edited(editor: Editor) -> None:
    typed = {"heading": "Purpose", "level": "sub", "is_numbered": "on", "most_words": "80"}
    assert "The format is saved." in editor.send("new/parts/text/", **typed)
    assert editor.keys()[-1] == "purpose-2"
    before = editor.form("entries/parts/purpose-2/")
    editor.send("entries/parts/purpose-2/", **before | {"heading": "Aim"})
    part = definition_of(editor.version).parts[-1]
    assert (part.key, part.heading, part.level, part.most_words) == ("purpose-2", "Aim", "sub", 80)


def test_a_fault_is_said_beside_its_field_and_nothing_is_saved(editor: Editor) -> None:
    said = editor.send("new/parts/recommendations/", heading="Asked", level="main", mark="{7}")
    assert "“{7}” is not known in a mark" in said
    said = editor.send("entries/sign-offs/owner/", heading="Owner", roles=[])
    assert "Given by" in said
    assert editor.version.version == 1


def test_a_family_of_numbering_is_taken_and_varied(editor: Editor) -> None:
    editor.send("values/numbering/", family="C")
    assert definition_of(editor.version).numbering == FAMILIES["C"]
    before = editor.form("values/numbering/")
    editor.send("values/numbering/", **before | {"main": "{I}.0"})
    assert definition_of(editor.version).numbering.main == "{I}.0"
    assert definition_of(editor.version).numbering.paragraph == "{up}.{1}"


def test_the_sheet_keeps_its_header_and_three_places(editor: Editor) -> None:
    before, was = editor.form("values/sheet/"), definition_of(editor.version).furniture
    editor.send("values/sheet/", **before | {"paper_size": "Letter", "running_head_2": "{status}"})
    now = definition_of(editor.version).furniture
    assert (now.paper_size, now.running_head) == ("Letter", ("", "", "{status}"))
    assert (now.header, now.running_foot) == (was.header, was.running_foot)


@pytest.mark.parametrize(
    "place",
    [
        "values/general/", "values/sheet/", "values/numbering/", "entries/parts/purpose/",
        "entries/parts/recommendations/", "entries/parts/clearances/", "entries/parts/background/",
        "entries/parts/appendices/", "entries/header/agenda-item/", "entries/notices/late/",
        "entries/sign-offs/owner/",
    ],
)  # fmt: skip
def test_a_form_that_is_sent_as_it_came_changes_nothing(editor: Editor, place: str) -> None:
    assert "The format is saved." in editor.send(place, **editor.form(place))
    assert editor.version.version == 1


def test_a_stale_page_changes_nothing_and_says_what_has_changed(editor: Editor) -> None:
    editor.send("entries/parts/information/move/", direction="up")
    stale = {"version": 1, "heading": "Old", "level": "main"}
    answer = editor.client.post(f"{editor.url}entries/parts/purpose/", stale)
    assert answer.status_code == 409
    assert "Old" in answer.content.decode()
    assert editor.version.version == 2


def test_the_preview_is_a_paper_that_its_reader_may_see(editor: Editor, ready: Ready) -> None:
    edit_record(ready.paper, by=ready.publisher.person, format=editor.version.format)
    page = read(editor.client.get(editor.url).content.decode())
    assert "Lease of the mill" in page.text
    assert "The lease is agreed." in page.text
    kept = factories.paper("Secret sale", programme=ready.paper.programme)
    factories.restriction(record=kept)
    sample = read(editor.client.get(editor.url, {"paper": kept.reference}).content.decode())
    assert "Secret sale" not in sample.text
    assert "A Sample Report" in sample.text


@pytest.mark.parametrize("place", ["new/parts/poem/", "entries/parts/none/", "new/moon/entry/",
                                   "values/colour/", "new/rows-none/entry/"])  # fmt: skip
def test_what_a_format_has_not_is_not_found(editor: Editor, place: str) -> None:
    assert editor.client.get(f"{editor.url}{place}").status_code == 404


def test_everything_that_a_format_consists_of_can_be_edited_and_has_words() -> None:
    """A field of tomorrow needs a label; a kind of part and a family a name."""
    listings = ("header", "notices", "sign-offs", "rows-x")
    kinds = [*PART_KINDS.values(), *map(kind_of_entries, listings)]
    for kind in kinds:
        names = {field.name for field in fields(kind)} - {*NOT_ASKED, *NESTED}
        assert names <= set(EntryForm(kind, None).fields), kind
    plain = {f.name for kind in (Numbering, Furniture) for f in fields(kind)} - {"header"}
    assert plain - set(LABELS) == set()
    assert set(KINDS) == set(PART_KINDS)
    assert set(FAMILY_WORDS) == set(FAMILIES)
