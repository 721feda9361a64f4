"""Templates say what they mean: no tag is printed as text, no button is without words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.template.base import Lexer, TokenType
from django.template.loader import render_to_string

from tests.architecture.test_files import ROOT, templates

EMPTY_STATE = "components/empty_state.html"
FROM_ITS_VIEW = {"nothing.label"}
"""Words of an empty state's button that come from the view, which is made to give them."""


def torn_tags(template: str) -> list[str]:
    """A tag or a comment that is broken over two lines is no tag: its characters are printed."""
    return [
        token.contents.strip()[:60]
        for token in Lexer(
            re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", template, flags=re.S)
        ).tokenize()
        if token.token_type == TokenType.TEXT and re.search(r"\{[%{#]|[%}#]\}", token.contents)
    ]


def wordless_buttons(template: str) -> Iterator[str]:
    """Empty states with an address, whose label is missing or is set nowhere before them."""
    before = ""
    for token in Lexer(template).tokenize():
        said = token.contents
        if token.token_type == TokenType.BLOCK and EMPTY_STATE in said and "action_url=" in said:
            label = re.search(r'action_label=(_\("[^"]+"\)|[\w.]+)', said)
            words = label[1] if label else ""
            is_set = re.search(rf'^translate "[^"]+" as {re.escape(words)}$', before, re.M)
            if not (words.startswith("_(") or words in FROM_ITS_VIEW or (words and is_set)):
                yield said
        before += f"{said}\n"


def test_no_tag_is_printed_because_it_is_torn() -> None:
    assert {
        file.relative_to(ROOT).as_posix(): torn
        for file in templates(ROOT)
        if (torn := torn_tags(file.read_text(encoding="utf-8")))
    } == {}


def test_the_button_of_an_empty_state_always_has_words() -> None:
    texts = [file.read_text(encoding="utf-8") for file in templates(ROOT)]
    assert sum(text.count("action_label=") for text in texts) > 5
    assert [include for text in texts for include in wordless_buttons(text)] == []
    facts = {"title": "No lines yet", "text": "Add one.", "action_url": "/add/"}
    assert "<a" not in render_to_string(EMPTY_STATE, facts)
    assert "Add a line</a>" in render_to_string(EMPTY_STATE, facts | {"action_label": "Add a line"})


INCLUDED = '{% include "components/empty_state.html" with action_url=url '
LABEL = '{% translate "Add" as label %}'


@pytest.mark.parametrize(
    ("template", "is_torn", "is_wordless"),
    [
        (LABEL.replace("%}", "%\n }") + INCLUDED + "action_label=label %}", True, True),
        (LABEL + INCLUDED + "action_label=label %}", False, False),
        (INCLUDED + 'action_label=_("Add") %}', False, False),
        (INCLUDED + "%}", False, True),
        ("{# A comment\nover two lines #}", True, False),
    ],
)
def test_a_torn_tag_and_a_button_without_words_are_seen(
    template: str, is_torn: bool, is_wordless: bool
) -> None:
    assert bool(torn_tags(template)) is is_torn
    assert bool(list(wordless_buttons(template))) is is_wordless
