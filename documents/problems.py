"""What is wrong with the texts of a paper, in sentences for its author."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from documents.format import TextPart
from documents.writer import Writer
from values import prose

PROMPT = re.compile(
    r"\[(?:please |to )?(?:insert|enter|add|delete|describe|type|complete|state|tbc|tbd)\b[^\]]*\]"
    r"|<(?:insert|enter|add|describe)\b[^>]*>|click (?:here|or tap) (?:here )?to (?:enter|add) \w+"
    r"|\blorem ipsum\b|\bx{3,}\b|</?(?:AI\d+|[A-Z]+_SECTION|LAYOUT_\w+)>",
    re.IGNORECASE,
)
NO_LANGUAGE = re.compile(r"\]\((lang:[^()\s]{0,30})\)", re.IGNORECASE)
"""A mark of a language that the reader of Markdown has left as it was."""


def text_problems(part: TextPart, heading: str, lines: tuple[str, ...], writer: Writer) -> None:
    """Note what is wrong with the text of a section: prompts left in, too many words."""
    text = "\n".join(lines)
    guidance = part.guidance.strip()
    if found := PROMPT.search(text):
        sentence = _("“%(heading)s” still holds the prompt “%(prompt)s”.")
        writer.problem(sentence % {"heading": heading, "prompt": found[0]}, part.key)
    elif guidance and guidance in text:
        sentence = _("“%(heading)s” still holds its guidance for authors.")
        writer.problem(sentence % {"heading": heading}, part.key)
    if found := prose.NOTE.search(text):
        sentence = _(
            "“%(heading)s” has %(mark)s without its other half: a footnote is a mark in the text, "
            "and its words on a line of their own after “%(mark)s:”. Headings have none."
        )
        writer.problem(sentence % {"heading": heading, "mark": found[0]}, part.key)
    if found := NO_LANGUAGE.search(text):
        sentence = _(
            "“%(heading)s” marks words as “%(language)s”, which is no language: write its code, "
            "such as “lang:cy” for Welsh."
        )
        writer.problem(sentence % {"heading": heading, "language": found[1]}, part.key)
    count = len(text.split())
    if part.most_words and count > part.most_words:
        sentence = _("“%(heading)s” has %(count)s words; the format allows %(most)s.")
        facts = {"heading": heading, "count": count, "most": part.most_words}
        writer.problem(sentence % facts, part.key, is_advice=not part.is_limit_firm)
