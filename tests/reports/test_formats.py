"""Report formats as records: versions by day, what a paper takes from them, and files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from documents.format import ClearancesPart, Format, TextPart
from documents.format_files import FormatFile, as_text
from documents.plain import plain_text
from people.choices import Role
from people.models import Person
from people.queries import office
from reports.actions import create_paper, fill_header
from reports.clearing import ask_again, ask_for_clearance
from reports.formats import (
    add_version,
    archive_version,
    change_version,
    create_format,
    import_format,
    shipped_file,
)
from reports.models import FormatVersion, Paper, PaperSection, Publication, ReportFormat
from reports.queries.formats import definition_of, format_in_force
from reports.queries.papers import Reading
from tests import factories
from tests.reports.publishing import Ready
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

SHORT = Format(parts=(TextPart("purpose", "Purpose"), TextPart("money", "Money")))
NEW_YEAR = date(2013, 1, 1)


def in_force(found: ReportFormat, on: date, moment: datetime | None = None) -> Format:
    return format_in_force(found.pk, on, moment).format


def short_format(key: str = "short", definition: Format = SHORT) -> ReportFormat:
    return create_format(
        key=key,
        title="Short",
        definition=definition,
        valid_from=date(2012, 1, 1),
        by=factories.officer(),
    )


def lines(paper: Paper) -> list[str]:
    """What the paper prints now, line by line."""
    text = plain_text(Reading(Paper.objects.get(pk=paper.pk)).document)
    return [line for line in text.splitlines() if line.strip()]


# --- versions ---------------------------------------------------------------------------------
def test_the_version_in_force_on_the_day_counts_as_recorded_at_the_moment() -> None:
    made, by = short_format(), factories.officer()
    later = replace(SHORT, parts=SHORT.parts[:1])
    before = clock.now()
    with clock.stopped_at(before + timedelta(hours=1)):
        add_version(made, valid_from=NEW_YEAR, definition=later, by=by)
    assert in_force(made, date(1999, 1, 1)) == SHORT  # the first, where none is early enough
    assert in_force(made, NEW_YEAR - timedelta(days=1)) == SHORT
    assert in_force(made, NEW_YEAR) == later
    assert in_force(made, NEW_YEAR, before) == SHORT


def test_a_format_has_one_version_from_a_day_and_keeps_its_last() -> None:
    made, by = short_format(), factories.officer()
    first = made.versions.get()
    with pytest.raises(Refused, match="already has a version from that day"):
        add_version(made, valid_from=first.valid_from, definition=SHORT, by=by)
    with pytest.raises(Refused, match="A format needs a version"):
        archive_version(first, by=by)
    add_version(made, valid_from=NEW_YEAR, definition=SHORT, by=by)
    assert archive_version(first, by=by).is_archived


def test_a_file_is_a_format_a_further_version_or_a_change_of_the_one_from_its_day() -> None:
    by = factories.officer()
    file = FormatFile("short", "Short", SHORT, valid_from=date(2012, 1, 1))
    first = import_format(file, by=by)
    assert import_format(file, by=by) == first
    assert first.history.count() == 1
    changed = replace(SHORT, language="cy")
    assert import_format(replace(file, definition=changed), by=by) == first
    assert in_force(first.format, NEW_YEAR) == changed
    second = import_format(file, by=by, valid_from=NEW_YEAR)
    assert list(FormatVersion.objects.filter(format=first.format)) == [first, second]


# --- papers -----------------------------------------------------------------------------------
@pytest.mark.one_engine
def test_a_paper_is_in_the_standard_format_unless_another_is_chosen() -> None:
    standard, programme = factories.report_format(), factories.programme()
    by = factories.officer()
    fields = {"programmes": [programme], "by": by, "board": factories.board()}
    assert create_paper(title="One", **fields).format == standard
    archive_record(standard, by=by)
    short = short_format()
    paper = create_paper(title="Two", **fields)
    assert paper.format == short
    sections = PaperSection.objects.filter(paper=paper).values_list("key", "heading", "level")
    assert list(sections) == [("purpose", "", ""), ("money", "", "")]
    archive_record(short, by=by)
    with pytest.raises(Refused, match="no report format yet"):
        create_paper(title="Three", **fields)


@pytest.mark.one_engine
def test_another_order_or_title_in_the_format_changes_no_text_of_a_paper() -> None:
    made, by = short_format(), factories.officer()
    paper = factories.paper(format=made)
    for section in PaperSection.objects.filter(paper=paper):
        edit_record(section, by=by, body=f"About {section.key}.")
    assert lines(paper)[-4:] == ["Purpose", "1. About purpose.", "Money", "2. About money."]
    money, purpose = replace(SHORT.parts[1], heading="Cost"), SHORT.parts[0]
    version = made.versions.get()
    change_version(version, definition=replace(SHORT, parts=(money, purpose)), by=by)
    assert lines(paper)[-4:] == ["Cost", "1. About money.", "Purpose", "2. About purpose."]
    assert {s.version for s in PaperSection.objects.filter(paper=paper)} == {2}


@pytest.mark.one_engine
def test_a_section_of_the_author_stands_after_the_one_that_it_names() -> None:
    by, paper = factories.officer(), factories.paper(format=short_format())
    for section in PaperSection.objects.filter(paper=paper):
        edit_record(section, by=by, body="Said.")
    purpose = PaperSection.objects.get(paper=paper, key="purpose")
    edit_record(purpose, by=by, after="money")
    assert lines(paper)[-4:] == ["Money", "1. Said.", "Purpose", "2. Said."]


@pytest.mark.one_engine
def test_the_header_prints_what_the_author_fills_in() -> None:
    by = factories.officer()
    cover = import_format(shipped_file("scrutiny-covering-report"), by=by).format
    paper = factories.paper("Savings", format=cover)
    assert fill_header(paper, by=by, values={"document-type": "Covering report on the"}) != []
    assert fill_header(paper, by=by, values={"document-type": "Covering report on the"}) == []
    assert "Covering report on the" in " ".join(lines(paper))


@pytest.mark.one_engine
def test_a_field_may_be_called_as_what_every_form_sends(client: Client, ready: Ready) -> None:
    made = import_format(shipped_file("initiation-document"), by=factories.officer()).format
    paper = factories.paper("Open Doors", format=made)
    client.force_login(ready.publisher)
    sent = {"version": "1", "header-version": "2, of 3 March"}
    assert client.post(f"/papers/{paper.reference}/header/", sent).status_code == 302
    assert list(paper.values.values_list("key", "text")) == [("version", "2, of 3 March")]


@pytest.mark.one_engine
def test_notices_are_printed_when_they_apply_with_their_reason() -> None:
    paper = factories.paper()
    before = lines(paper)
    said = {
        "late_reason": "The auditor was late.",
        "exemption": "part",
        "exempt_paragraphs": "3",
    }
    edit_record(paper, by=factories.officer(), **said)
    assert [line for line in lines(paper) if line not in before] == [
        "This report is late: The auditor was late.",
        "Part of this report is not for publication: exempt information under paragraph 3 of Part "
        "1 of Schedule 12A to the Local Government Act 1972.",
    ]


def test_a_publication_keeps_the_version_and_reads_the_same_when_it_changes(ready: Ready) -> None:
    made = ready.act()
    version = Paper.objects.get(pk=ready.paper.pk).format.versions.get()
    assert made.format_version == version
    before = lines(ready.paper)
    change_version(version, definition=SHORT, by=factories.officer())
    assert lines(ready.paper) != before
    then = Reading(ready.paper, Publication.objects.get().moment).document
    assert [line for line in plain_text(then).splitlines() if line.strip()] == before


# --- sign-offs --------------------------------------------------------------------------------
def test_a_sign_off_in_series_is_asked_for_when_the_one_before_is_given(ready: Ready) -> None:
    version, by = ready.paper.format.versions.get(), factories.officer()
    found = definition_of(version)
    parts = [
        replace(part, kinds=(part.kinds[0], replace(part.kinds[1], after="constitutional")))
        if isinstance(part, ClearancesPart)
        else part
        for part in found.parts
    ]
    change_version(version, definition=replace(found, parts=tuple(parts)), by=by)
    paper = factories.paper("Lease of the barn", by=by, format=version.format)
    officers = {
        kind: factories.holder(role, office(), name)
        for kind, role, name in (
            ("constitutional", Role.LEGAL_OFFICER, "Lou Marsh"),
            ("financial", Role.FINANCE_OFFICER, "Ned Rowe"),
        )
    }
    with pytest.raises(Refused, match=r"^“Financial Comments” comes after “Constitutional Com"):
        ask_for_clearance(paper=paper, kind="financial", officer=officers["financial"], by=by)
    legal = ask_for_clearance(
        paper=paper, kind="constitutional", officer=officers["constitutional"], by=by
    )
    factories.cleared(legal)
    assert (
        ask_for_clearance(
            paper=paper, kind="financial", officer=officers["financial"], by=by
        ).heading
        == "Financial Comments"
    )


@pytest.mark.one_engine
def test_a_sign_off_that_the_format_no_longer_names_is_kept_and_not_printed(ready: Ready) -> None:
    version, by = ready.paper.format.versions.get(), factories.officer()
    found = definition_of(version)
    parts = tuple(part for part in found.parts if not isinstance(part, ClearancesPart))
    assert "There is enough money." in " ".join(lines(ready.paper))
    change_version(version, definition=replace(found, parts=parts), by=by)
    assert "There is enough money." not in " ".join(lines(ready.paper))
    rows = Reading(Paper.objects.get(pk=ready.paper.pk)).clearances
    assert [row.heading for row in rows] == ["Constitutional Comments", "Financial Comments"]
    with pytest.raises(Refused, match="does not name this clearance"):
        ask_again(archive_record(ready.legal, by=by), by=by)


# --- files in and out -------------------------------------------------------------------------
def write(folder: Path, text: str) -> str:
    path = folder / "format.json"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.one_engine
def test_the_command_takes_a_file(tmp_path: Path) -> None:
    factories.officer()
    file = write(tmp_path, as_text(FormatFile("short", "Short", SHORT, valid_from=NEW_YEAR)))
    said = StringIO()
    call_command("import_report_format", file, stdout=said)
    made = ReportFormat.objects.get(key="short")
    line = f"Short ({made.reference}): the version from 1 January 2013 is imported.\n"
    assert said.getvalue() == line
    assert in_force(made, NEW_YEAR) == SHORT


@pytest.mark.one_engine
def test_the_command_refuses_a_faulty_file_with_paths_and_reasons(tmp_path: Path) -> None:
    factories.officer()
    data = json.loads(as_text(FormatFile("short", "Short", SHORT)))
    data["definition"]["parts"][1]["key"] = "purpose"
    data["definition"]["numbering"]["paragraph"] = "No."
    file = write(tmp_path, json.dumps(data))
    with pytest.raises(CommandError) as refused:
        call_command("import_report_format", file)
    assert str(refused.value).splitlines()[1:] == [
        "definition.numbering.paragraph: “No.” must contain one of {1}, {a}, {A}, {i} and {I}, "
        "otherwise it counts nothing.",
        "definition.parts[1].key: “purpose” is already taken.",
    ]
    assert not ReportFormat.objects.filter(key="short").exists()
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_report_format", str(tmp_path / "none.json"))


@pytest.mark.one_engine
def test_a_format_goes_out_as_a_file_and_comes_in_elsewhere(client: Client, ready: Ready) -> None:
    client.force_login(ready.publisher)
    version = ready.paper.format.versions.get()
    base = f"/formats/{version.format.reference}/versions/{version.pk}/"
    answer = client.get(f"{base}file/")
    assert answer["Content-Disposition"] == 'attachment; filename="short-report-2012-01-01.json"'
    data = json.loads(answer.content) | {"key": "another", "title": "Another"}
    sent = SimpleUploadedFile("format.json", json.dumps(data).encode())
    assert client.post("/formats/import/", {"file": sent}).status_code == 302
    made = ReportFormat.objects.get(key="another")
    assert definition_of(made.versions.get()) == definition_of(version)
    data["definition"]["parts"][0]["level"] = "low"
    sent = SimpleUploadedFile("format.json", json.dumps(data).encode())
    page = client.post("/formats/import/", {"file": sent}).content.decode()
    assert "definition.parts[0].level: This must be one of “main”, “sub”." in page


@pytest.mark.one_engine
def test_only_those_who_may_edit_formats_change_them(client: Client) -> None:
    made, programme = short_format(), factories.programme()
    manager: Person = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mona Pryce")
    client.force_login(factories.account(manager))
    version = f"/formats/{made.reference}/versions/{made.versions.get().pk}/"
    assert client.get(version).status_code == 200
    for url in ("/formats/add/", "/formats/import/", f"{version}values/sheet/"):
        assert client.get(url).status_code == 403, url


@pytest.mark.one_engine
def test_a_format_begins_as_a_copy_of_another(client: Client, ready: Ready) -> None:
    client.force_login(ready.publisher)
    typed = {
        "title": "Cabinet report",
        "key": "cabinet-report",
        "bodies": "committees",
        "valid_from": "1 September 2012",
        "copy_of": ready.paper.format_id,
    }
    assert client.post("/formats/add/", typed).status_code == 302
    made = ReportFormat.objects.get(key="cabinet-report").versions.get()
    assert made.valid_from == date(2012, 9, 1)
    assert definition_of(made) == definition_of(ready.paper.format.versions.get())
    add = f"/formats/{made.format.reference}/versions/add/"
    assert client.post(add, {"valid_from": "1 January 2013"}).status_code == 302
    assert made.format.versions.latest("id").definition == made.definition


def test_moments_are_kept_apart() -> None:
    """A paper of an earlier moment is printed in its version as it was then."""
    made, by = short_format(), factories.officer()
    paper = factories.paper(format=made)
    then = clock.now()
    with clock.stopped_at(datetime(2012, 7, 5, 9, tzinfo=UTC)):
        changed = replace(SHORT, parts=SHORT.parts[:1])
        change_version(made.versions.get(), definition=changed, by=by)
        assert len(Reading(paper).format.parts) == 1
        assert len(Reading(paper, then).format.parts) == 2
