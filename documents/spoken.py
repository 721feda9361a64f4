"""The languages of the parts of a PDF: WeasyPrint writes only that of the whole.

What builds its tree of tags is wrapped, so that each element with a `lang` says so in the tree
(PDF/UA-1, 7.2). Importing this does it."""

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]  # ships no types
from weasyprint.pdf import tags

_built = tags._build_box_tree


def _with_language(box: Any, *others: Any) -> Iterator[Any]:
    """Yield the elements of the tree for a box, with the language that its element of HTML says."""
    element: Any = getattr(box, "element", None)
    is_part = element is not None and element.tag not in ("html", "body")
    language = element.get("lang") if is_part else None
    for made in _built(box, *others):
        if language:
            made["Lang"] = pydyf.String(language)
        yield made


tags._build_box_tree = _with_language
