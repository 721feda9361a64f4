"""A site of two pages, for one test: a paper that takes too long, and a page that takes no time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [paper() if environ["PATH_INFO"] == "/paper" else b"served"]


def paper() -> bytes:
    import django  # noqa: PLC0415  the settings are named above

    django.setup()
    from documents.compose import compose  # noqa: PLC0415  as above
    from documents.content import SectionContent  # noqa: PLC0415
    from documents.limits import Limits  # noqa: PLC0415
    from documents.pdf import RenderFailed, render_pdf  # noqa: PLC0415
    from tests.documents.document_sample import MOMENT, paper  # noqa: PLC0415

    tangled = compose(paper(sections=(SectionContent("a", "A", "x\n\n" * 5_000),)))
    try:
        return render_pdf(tangled, moment=MOMENT, limits=Limits(wall_seconds=5))
    except RenderFailed as failure:
        return str(failure).encode()
