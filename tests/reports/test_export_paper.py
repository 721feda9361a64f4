"""`manage.py export_paper`: the same paper from the command line."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from audit.actions import archive_record
from config.demo.loader import LoadedDemo
from people.models import Person
from reports.models import Paper

pytestmark = pytest.mark.one_engine  # the browser visits the demonstration on both


OPEN_PAPERS = {
    "introduction": "Children's Social Care Transformation Programme - Introduction",
    "court-work": "Legal Project - Advice on Work for the Courts",
    "benefits-plan": "Benefits realisation plan of the transformation programme",
    "departmental-update": (
        "Children and Families - Departmental Update on Improvement and Change"
    ),
    "health-scrutiny": "Social Care and Health: Child Protection",
    "key-indicators": ("Key Performance Indicators of the Children and Young People's Service"),
    "restructure": "Savings Strategy: Project 2b - Social Care Transformation",
    "scrutiny-cover": (
        "Savings and Transformation Strategy of the Children and Young People's Service: "
        "Social Care Transformation"
    ),
    "initiation": "Programme Initiation Document",
    "hubs-and-homes": "Hubs and Homes: What Two Programmes Owe Each Other",
}
"""Those that are not restricted, by the demonstration's key."""


def test_it_lists_the_references(demo: LoadedDemo) -> None:
    out = StringIO()
    call_command("export_paper", list=True, stdout=out)
    assert out.getvalue().splitlines() == [
        f"{demo.papers[key]}  {title}" for key, title in OPEN_PAPERS.items()
    ]


def test_it_writes_the_same_pdf_twice(demo: LoadedDemo, tmp_path: Path) -> None:
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for file in files:
        call_command(
            "export_paper", demo.papers["introduction"], output=str(file), stdout=StringIO()
        )
    assert files[0].read_bytes() == files[1].read_bytes()
    text = "".join(p.extract_text() for p in PdfReader(BytesIO(files[0].read_bytes())).pages)
    assert "Multi-Agency Safeguarding Hub (MASH)" in text
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.pdf", "two.pdf"]


def test_it_writes_html(demo: LoadedDemo, tmp_path: Path) -> None:
    file = tmp_path / "paper.html"
    call_command(
        "export_paper",
        demo.papers["introduction"],
        format="html",
        output=str(file),
        stdout=StringIO(),
    )
    text = file.read_text()
    assert text.startswith("<!DOCTYPE html>")
    assert text.count("<h1") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["PAP-9999"], "There is no paper PAP-9999. Use --list to see them."),
        ([], "Name a paper, or use --list to see them."),
        (["{paper}", "--format", "docx"], "“docx” is not a format: use pdf or html."),
    ],
)
def test_what_does_not_exist_is_refused_and_nothing_is_written(
    demo: LoadedDemo, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    file = tmp_path / "paper.pdf"
    filled = [text.format(paper=demo.papers["introduction"]) for text in arguments]
    with pytest.raises(CommandError) as refused:
        call_command("export_paper", *filled, "--output", str(file))
    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert list(tmp_path.iterdir()) == []


def test_a_file_must_be_named_and_is_no_folder(demo: LoadedDemo, tmp_path: Path) -> None:
    for arguments, sentence in (
        ([], "Name the file to write with --output."),
        (
            ["--output", str(tmp_path)],
            f"{tmp_path} cannot be written: name a file in a folder that exists.",
        ),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("export_paper", demo.papers["introduction"], *arguments)
        assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert list(tmp_path.iterdir()) == []


def test_an_archived_paper_is_not_exported(demo: LoadedDemo, tmp_path: Path) -> None:
    paper = Paper.objects.get(reference=demo.papers["introduction"])
    archive_record(paper, by=Person.objects.get(reference=demo.people["mistry"]))
    out = StringIO()
    call_command("export_paper", list=True, stdout=out)
    assert out.getvalue().splitlines() == [
        f"{demo.papers[key]}  {title}"
        for key, title in OPEN_PAPERS.items()
        if key != "introduction"
    ]
    with pytest.raises(CommandError) as refused:
        call_command(
            "export_paper", demo.papers["introduction"], "--output", str(tmp_path / "paper.pdf")
        )
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_refused(demo: LoadedDemo, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "paper.pdf"
    with pytest.raises(CommandError) as refused:
        call_command("export_paper", demo.papers["introduction"], "--output", str(target))
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
