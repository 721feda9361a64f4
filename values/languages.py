"""Languages that texts are written in, each by its BCP 47 tag, such as "cy"."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

TAG = re.compile(r"(?P<language>[a-z]{2,3})(?:-(?P<region>[a-z]{2}))?", re.IGNORECASE)
MARK = "lang:"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
LANGUAGES = [
    ("en-GB", _("English")),
    ("cy", _("Welsh")),
    ("kw", _("Cornish")),
    ("ga", _("Irish")),
    ("gd", _("Scottish Gaelic")),
    ("fr", _("French")),
    ("de", _("German")),
    ("it", _("Italian")),
    ("lt", _("Lithuanian")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("es", _("Spanish")),
    ("uk", _("Ukrainian")),
]
"""Those that are offered: of our nations, and others that our typeface prints."""


def tag_of(typed: str) -> str:
    """A tag as it is written, "en-GB", of one typed in any case; "" for what is none."""
    found = TAG.fullmatch(typed)
    if found is None:
        return ""
    language, region = found["language"].lower(), found["region"]
    return f"{language}-{region.upper()}" if region else language


def named_by(address: str) -> str:
    """The tag that "lang:cy" stands for in a text; "" for any other address."""
    return tag_of(address.removeprefix(MARK)) if address.startswith(MARK) else ""


def direction_of(tag: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return "rtl" if tag.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
