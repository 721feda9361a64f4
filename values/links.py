"""Addresses inside text, as links: web and e-mail addresses as Django finds them."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import Urlizer, conditional_escape
from django.utils.safestring import SafeString, mark_safe

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


class _Linker(Urlizer):
    """Django's own, but an apostrophe may stand in an address: siobhan.o'brien@ashdale.example."""

    word_split_re = re.compile(r"([\s<>\"“”‘]+)")
    trailing_punctuation_chars = ".,:;!?'’"
    wrapping_punctuation = [("(", ")"), ("[", "]"), ("{", "}")]

    def trim_punctuation(self, word: str) -> tuple[str, str, str]:
        opened = len(word) - len(word.lstrip("'"))
        lead, middle, _trail = super().trim_punctuation(word[opened:])
        lead = word[:opened] + lead
        # Trailing punctuation is counted here: Django loses the "." of "(https://a/b_(c))."
        return lead, middle, word[len(lead) + len(middle) :]


_link = _Linker()
MAY_BE_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|edu|gov|int|mil|net|org)", re.IGNORECASE)
"""What any address has that Django finds: most texts have none, and need not be read by words."""


def linked(text: str) -> SafeString:
    """The text, escaped, with its addresses as links that show the address."""
    if not MAY_BE_ADDRESS.search(text):
        return conditional_escape(text)
    return mark_safe(_link(str(text), autoescape=True))  # noqa: S308  it escapes each word


def parts_of(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with the address that it leads to, or ""."""
    pieces = LINK.split(linked(text))
    parts = []
    for start in range(0, len(pieces), 3):
        plain, *link = pieces[start : start + 3]
        parts.append((unescape(plain), ""))
        if link:
            parts.append((unescape(link[1]), unescape(link[0])))
    return [(words, address) for words, address in parts if words]
