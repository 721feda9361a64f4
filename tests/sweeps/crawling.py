"""Following the links that pages show."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests.sweeps.pages import read

SLOW = ("/pdf/",)


def dead_links(visitor: Client, starts: Iterable[str]) -> dict[str, str]:
    """The links on the pages of `starts` that lead to no page, and the page that shows each.

    Pages of `starts` that this visitor may not open are passed over.
    """
    shown = {}
    for start in starts:
        response = visitor.get(start)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            for link in links(response.content.decode(), start):
                shown.setdefault(link, start)
    return {
        f"{link} {status}": page
        for link, page in shown.items()
        if (status := visitor.get(link).status_code) not in (200, 302)
    }


def links(html: str, base: str) -> list[str]:
    """The addresses on this site that a page leads to: its links, and where its forms are sent."""
    page = read(html)
    found = [a.attributes.get("href", "") for a in page.all("a")]
    ours = (urlsplit(urljoin(base, href)) for href in found if not href.startswith("#"))
    return [
        f"{url.path}?{url.query}".rstrip("?")
        for url in ours
        if url.scheme in ("", "http") and not url.netloc and not url.path.endswith(SLOW)
    ]
