"""The paper as PDF: tagged, repeatable, readable, and within limits whatever is in it."""

import dataclasses
import io
import re

import outloud
import pdfua
import pikepdf
import pypdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from documents import joins
from documents.compose import compose
from documents.content import SectionContent, TableContent
from documents.glyphs import ASSETS, printable, unprintable
from documents.pdf import Limits, RenderFailed, press_job, render_pdf
from documents.plain import plain_text
from documents.press import OurAssets, lay_out
from documents.tree import Column, Problem, Table
from tests.documents.document_sample import MOMENT, SECTIONS, paper

ROWS = 40
LONG_TABLE = Table(
    caption="Milestones of all projects",
    columns=(Column("Milestone"), Column("Baseline"), Column("Forecast"), Column("Days", "number")),
    rows=tuple(
        (f"Step {n} of {ROWS}", "1 May 2012", "9 May 2012", "8") for n in range(1, ROWS + 1)
    ),
    note="calendar days",
)
HOSTILE = (
    '<script>alert(1)</script> <img src="file:///etc/passwd"> <img src="http://192.0.2.1/x.png">'
    '<link rel="stylesheet" href="file:///etc/passwd"><style>@import url(http://192.0.2.1/)</style>'
    "\n\nZ" + "\u0301\u0316" * 5_000 + "algo\n\n" + "W" * 1_000 + "\n\n"
    "Ŵyn ŷd, Zażółć gęślą jaźń, ≤ ≥ → ✓ ½ £ € “x”\n\n"
    "😀 中 \ue000 \u202eabc\u202c \x00 {} [para: ] {x} [[y]]"
)


def sample():
    money = SectionContent("milestones", "Milestones", "As follows.\n\n[milestones]", "sub")
    content = paper(sections=(*SECTIONS, money))
    return compose(paper(sections=content.sections, live={**content.live, **long_table()}))


def long_table():
    return {"milestones": TableContent(LONG_TABLE)}


@pytest.fixture(scope="module")
def made():
    return render_pdf(sample(), moment=MOMENT)


@pytest.fixture(scope="module")
def hostile():
    return render_pdf(hostile_document(), moment=MOMENT)


def hostile_document():
    sections = (SectionContent("a", "A <i>b</i> 😀", HOSTILE),)
    return compose(paper(title="<script>x</script> 😀", sections=sections, reference="P <1>"))


def laid_out_here(document):
    """The PDF without the child process: quicker, for tests of the setting alone."""
    return lay_out(press_job(document, MOMENT, ASSETS))


def words_of(pdf, reference="PAP-0001"):
    """The text of the pages without footers, spaces and bullets."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    footer = re.compile(rf"{re.escape(reference)}\s*Draft\s*Page \d+ of \d+")
    assert all(footer.search(page) for page in pages)
    return re.sub(r"\s|•", "", "".join(footer.sub("", page) for page in pages))


def words_in(document):
    text = re.sub(r"^- ", "", plain_text(document), flags=re.M)
    return re.sub(r"\s|•", "", text)


def tags(pdf):
    """Every structure element, with the names of those above it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = [(opened.Root.StructTreeRoot.K[0], "")]
        while waiting:
            element, above = waiting.pop()
            path = f"{above}{element.S}"
            yield path, element
            waiting += [(kid, path) for kid in reversed(joins.elements(element))]


def findings(pdf, tmp_path):
    """What the two checkers find at error or warning level."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    heard = outloud.check(str(path))
    assert heard.error is None
    checked = pdfua.validate(str(path))
    skipped = {outcome.rule_id for outcome in checked.outcomes if outcome.skipped_reason}
    assert skipped <= {"UA-14-001"}, "that one rule of pdfua 0.1.3 fails on any list of contents"
    said = [(f.rule, f.message) for f in heard.findings if f.severity != "info"]
    return said + [(f.rule_id, f.message) for f in checked.findings]


def test_two_renders_are_the_same_bytes(made):
    assert render_pdf(sample(), moment=MOMENT) == made


def test_the_pdf_says_what_the_tree_says_in_order(made):
    expected = plain_text(sample()).replace("calendar days\n", "(calendar days)\n")
    heads = "".join(column.label for column in LONG_TABLE.columns)
    read = words_of(made)
    assert read.count(heads) == 2, "the table goes on over a page and repeats its head"
    once = read[: read.rindex(heads)] + read[read.rindex(heads) + len(heads) :]
    assert once == re.sub(r"\s|•", "", re.sub(r"^- ", "", expected, flags=re.M))


def test_two_checkers_find_nothing(made, tmp_path):
    assert findings(made, tmp_path) == []


def test_a_stamp_stands_on_each_page_and_the_checkers_find_nothing(tmp_path):
    stamp = "Restricted. Downloaded by Ŵyn <Ada> Fenwick (PER-0001), 4 July 2012, 10:00."
    stamped = render_pdf(sample(), moment=MOMENT, stamp=stamp)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(stamped)).pages]
    assert len(pages) > 3
    assert all(stamp in " ".join(page.split()) for page in pages)
    assert findings(stamped, tmp_path) == []


def test_the_file_states_language_title_variant_and_moment(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == paper().title
        assert str(pdf.docinfo.CreationDate) == "D:20120704093000Z"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == paper().title


def test_bookmarks_are_the_headings(made):
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == paper().title
        mains = [entry.title for entry in title.children]
        assert mains[:3] == ["Purpose of the Report", "Information and Advice", "RECOMMENDATION"]
        parts = [entry.title for entry in title.children[1].children]
        assert parts[0] == "Projects within the Programme"
        assert parts[-1] == "Milestones"


def test_page_breaks_cut_nothing_in_the_structure(made):
    paths = [path for path, _element in tags(made)]
    assert paths.count("/Document/Art") == 1
    assert paths.count("/Document/Art/H1") == 1
    tables = [path for path in paths if path.endswith("/Table")]
    assert len(tables) == 1
    assert sum(path.endswith("/Table/THead") for path in paths) == 1
    assert sum(path.endswith("/TBody/TR") for path in paths) == ROWS
    assert sum(path.endswith("/Div/L/LI/LBody/P/NonStruct") for path in paths) == 9


@pytest.mark.parametrize("rows", [8, 20])
def test_a_table_starts_on_the_page_of_its_caption_and_of_the_words_before(rows):
    table = dataclasses.replace(LONG_TABLE, rows=LONG_TABLE.rows[:rows])
    content = {"live": {"milestones": TableContent(table)}, "edition": None, "reference": ""}
    before = [f"Line {n}." for n in range(20)]
    body = "\n\n".join([*before, "As follows.", "[milestones]"])
    document = compose(paper(sections=(SectionContent("a", "A", body),), **content))
    pages = [
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(laid_out_here(document))).pages
    ]
    with_words, with_caption, with_rows = (
        [number for number, text in enumerate(pages) if part in text]
        for part in ("As follows.", "Milestones of all projects", "Step 1 of")
    )
    assert with_words == with_caption == with_rows
    assert [number for number, text in enumerate(pages) if "Step 8 of" in text] == with_rows


def test_header_cells_say_what_they_are_for(made):
    scopes = [str(element.A.Scope) for path, element in tags(made) if path.endswith("/TH")]
    assert scopes == ["/Column"] * 4 + ["/Row"] * ROWS


def test_references_are_links_that_say_where_they_go(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        said = [str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])]
    assert said == ["paragraph 7", "paragraph 8", "owen.prys@wolderby.example"]


def test_only_our_typeface_is_in_the_file(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fonts = {
            str(item.BaseFont).split("+")[-1]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }
    assert fonts
    assert all(font.startswith(("Document-Sans", "Source-Sans")) for font in fonts), fonts


def test_hostile_text_is_printed_as_text(hostile, tmp_path):
    read = words_of(hostile, "P <1>")
    expected = printable(words_in(hostile_document()))
    assert read == re.sub(r"\s", "", expected)
    assert "root:" not in read
    assert findings(hostile, tmp_path) == []


def test_characters_that_the_typeface_lacks_are_named_and_reported():
    assert printable("ŵ ż ≤ ✓ 😀 ㎏ \ue000 a\u200db\ufe0f\u3000c") == (
        "ŵ ż ≤ ✓ [grinning face] kg [U+E000] ab c"
    )
    assert unprintable(hostile_document()) == (
        Problem("The typeface cannot print 😀 ̖ 中 \ue000; the PDF names them in words."),
    )
    assert unprintable(sample()) == ()


def test_a_paper_past_its_limits_fails_with_a_sentence():
    rows = tuple((f"Row {n}", "1,000") for n in range(5_000))
    table = Table("Big", tuple(Column(str(n)) for n in range(2)), rows)
    content = paper(
        sections=(SectionContent("a", "A", "Text.\n\n[big]"),), live={"big": TableContent(table)}
    )
    with pytest.raises(RenderFailed, match="takes too long to make into a PDF"):
        render_pdf(compose(content), moment=MOMENT, limits=Limits(cpu_seconds=2))


def test_a_paper_past_its_memory_fails_with_a_sentence():
    with pytest.raises(RenderFailed, match=r"could not be made|too large"):
        render_pdf(sample(), moment=MOMENT, limits=Limits(memory_bytes=150_000_000))


def test_a_missing_asset_fails_with_a_sentence_and_nothing_else_takes_its_place(tmp_path):
    for face in ASSETS.glob("*.woff"):
        (tmp_path / face.name).symlink_to(face)
    style = (ASSETS / "document.css").read_text(encoding="utf-8")
    sheet = style.replace("SourceSans3-It.ttf.woff", "SourceSans3-Gone.ttf.woff")
    assert sheet != style
    (tmp_path / "document.css").write_text(sheet, encoding="utf-8")
    with pytest.raises(RenderFailed, match="needs a file that is not installed"):
        render_pdf(sample(), moment=MOMENT, assets=tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "https://assets.invalid/../../manage.py",
        "https://assets.invalid/document.css",
        "https://192.0.2.1/SourceSans3-Bold.ttf.woff",
        "data:text/css,x",
    ],
)
def test_the_press_fetches_typefaces_of_ours_and_nothing_else(address):
    ours = OurAssets(ASSETS)
    assert ours.fetch("https://assets.invalid/SourceSans3-Bold.ttf.woff").read(4) == b"wOFF"
    with pytest.raises(FatalURLFetchingError):
        ours.fetch(address)


def test_an_installation_without_its_front_end_says_so(tmp_path):
    with pytest.raises(RenderFailed, match="needs a file that is not installed"):
        render_pdf(sample(), moment=MOMENT, assets=tmp_path)
