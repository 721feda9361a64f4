"""The paper as HTML: the same text as the tree, real structure, and nothing but our own markup."""

import html.parser
import re
from itertools import pairwise

import pytest

from documents.compose import compose
from documents.content import Edition, LetteredContent, LetteredItemContent, SectionContent
from documents.html import body_html, linked_html, standalone_html
from documents.plain import plain_text
from tests.documents.document_sample import INDICATORS, MOMENT, SAVINGS, SECTIONS, paper

VOID = {"meta", "link"}
BLOCKS = {"p", "h1", "h2", "h3", "li", "tr", "caption", "blockquote", "div"}


class Reader(html.parser.HTMLParser):
    """Reads a page as text, and notes its tags in order."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.text, self.ids = [], [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)
        if tag in BLOCKS:
            self.text += "\n"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open and "title" not in self.open:
            self.text += data


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def squeezed(text):
    """The text without spaces, bullets and the brackets round a unit: what both outputs share."""
    return re.sub(r"\s|^- ", "", re.sub(r"^- ", "", text, flags=re.M))


def with_tables():
    money = SectionContent("money", "Money", "As follows.\n\n[savings]\n\n[indicators]", "sub")
    return compose(paper(sections=(*SECTIONS, money)))


def test_html_says_what_the_tree_says_in_the_same_order():
    document = with_tables()
    expected = plain_text(document).replace("£ thousands", "(£ thousands)")
    assert squeezed(read(body_html(document)).text) == squeezed(expected)


def test_the_file_has_its_language_title_one_h1_and_headings_in_order():
    reader = read(standalone_html(compose(paper()), moment=MOMENT))
    assert ("html", {"lang": "en-GB"}) in reader.tags
    levels = [int(tag[1]) for tag, _attrs in reader.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(reader.ids) == len(set(reader.ids))
    assert ("meta", {"name": "dcterms.created", "content": "2012-07-04T09:30:00Z"}) in reader.tags


def test_the_file_names_no_other_file():
    page = standalone_html(compose(paper()))
    assert "<style>" in page
    assert not re.search(r"url\(|src=|@import|<link|<script", page)


def test_every_paragraph_has_an_address_and_references_point_to_it():
    page = body_html(compose(paper()))
    assert re.findall(r'id="para-(\d+)"', page) == [str(n) for n in range(1, 19)]
    assert '<a href="#para-8">paragraph 8</a>' in page


def test_tables_have_a_caption_and_scopes():
    page = body_html(with_tables())
    assert page.count('scope="col"') == len(SAVINGS.columns) + len(INDICATORS.columns)
    assert page.count('scope="row"') == 3, "savings only: the indicators are too few for it"
    assert '<th scope="row" class="document-cell-text">All strands</th>' in page
    assert page.count("<caption>") == 2


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</article></body>",
        "{% include 'x' %} {{ request }}",
        "&lt;b&gt; &amp;",
    ],
)
def test_what_people_type_is_text_wherever_they_type_it(typed):
    project = LetteredContent((LetteredItemContent(typed, f"{typed}\n\n- {typed}"),))
    sources = ("council", "body", "agenda item", "report of", "wards", "reference code")
    content = paper(
        title=typed,
        values=dict.fromkeys(sources, typed),
        edition=Edition(typed, (typed,)),
        sections=(SectionContent("a", typed, f"{typed}\n- {typed}\n[projects]"),),
        recommendations=(typed,),
        signatory=(typed, typed),
        contacts=((typed,),),
        background_papers=(typed,),
        live={"projects": project},
    )
    document = compose(content)
    reader = read(standalone_html(document, style=""))
    assert {tag for tag, _attrs in reader.tags} <= {
        *("html", "head", "meta", "title", "body", "article", "header", "div", "p", "h1", "h2"),
        *("span", "strong", "ol", "ul", "li", "mark"),
    }
    assert not any(name.startswith("on") for _tag, attrs in reader.tags for name in attrs)
    assert squeezed(reader.text) == squeezed(plain_text(document))


def test_gaps_are_marked():
    document = compose(paper(sections=(SectionContent("a", "A", "{nobody}"),)))
    assert '<mark class="document-gap">[missing: nobody]</mark>' in body_html(document)


def test_only_web_and_mail_addresses_become_links():
    assert linked_html('See https://a.example/x?y=1&z="2". Or <b@c.example>, javascript:x') == (
        'See<span> </span><a href="https://a.example/x?y=1&amp;z=">https://a.example/x?y=1&amp;z=</a>'
        "&quot;2&quot;. Or &lt;"
        '<a href="mailto:b@c.example">b@c.example</a>&gt;, javascript:x'
    )
