"""The layout of one paper: a job (plain values) in, a finished PDF out.

It uses no Django. Only `press_room` may run it, in a process of its own within limits, because it
lays out what people write."""

import base64
import html
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents import spoken  # noqa: F401  adds the languages of parts
from documents.appended import appended_pages
from documents.cuts import page_cuts
from documents.stamp import stamped

# A reserved name that no network knows; urljoin() refuses schemes of our own.
OUR_ADDRESS = "https://assets.invalid/"
# Upright, in the units of their standards: 279.4 mm come out longer than 11 inches.
SHEETS = {"A4": ("210mm", "297mm"), "Letter": ("8.5in", "11in")}


PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


class OurAssets(URLFetcher):
    """Finds only the typefaces beside the style sheet, and pictures that stand in the page."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.known = {f"{OUR_ADDRESS}{path.name}": path for path in folder.glob("*.woff")}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        for beginning in PICTURES:
            if url.startswith(beginning):
                picture = base64.b64decode(url.removeprefix(beginning), validate=True)
                return URLFetcherResponse(url, picture, {"Content-Type": beginning[5:-8]})
        if url not in self.known:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self.known[url].read_bytes(), {"Content-Type": "font/woff"})


@dataclass(frozen=True)
class Typeset:
    """A style sheet that has been read, with the typefaces that it names."""

    assets: str
    text: str
    fetcher: OurAssets
    fonts: FontConfiguration
    style: CSS


def typeset(assets: str, text: str) -> Typeset:
    """Read a style sheet and its typefaces. Raises FatalURLFetchingError.

    A typeface is rewritten as it is read, with a date: always the same date, or each process would
    print different bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    fetcher, fonts = OurAssets(Path(assets)), FontConfiguration()
    style = CSS(string=text, base_url=OUR_ADDRESS, url_fetcher=fetcher, font_config=fonts)
    if before is not None:
        os.environ["SOURCE_DATE_EPOCH"] = before
    return Typeset(assets, text, fetcher, fonts, style)


def lay_out(job: dict[str, Any], kept: Typeset | None = None) -> bytes:
    """Return the finished PDF: the paper laid out, then its furniture laid out and stamped on,
    unless the job says that what it becomes a part of is numbered as a whole.

    `kept` was read earlier; it is used if the job names it, and changes no byte."""
    if kept is None or (kept.assets, kept.text) != (job["assets"], job["style"]):
        kept = typeset(job["assets"], job["style"])
    used, sheet = kept, CSS(string=sheet_style(job))

    def laid_out(text: str) -> Any:
        page = HTML(string=text, base_url=OUR_ADDRESS, url_fetcher=used.fetcher)
        return page.render(stylesheets=[used.style, sheet], font_config=used.fonts)

    paper = laid_out(job["html"])
    identifier = sha256(job["html"].encode()).digest()[:16]
    furniture = None
    if job["has_furniture"]:
        turned = [page.width > page.height for page in paper.pages]
        furniture = laid_out(furniture_html(job, turned)).write_pdf(pdf_identifier=identifier)
    return stamped(
        paper.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier),
        furniture,
        page_cuts(paper.pages),
        job["links"],
        appended_pages(paper.pages, job["files"]),
        job["files"],
    )


def sheet_style(job: dict[str, Any]) -> str:
    """Return what the style sheet lacks: the size of the sheets, which the format chooses."""
    size, (width, height) = job["size"], SHEETS[job["size"]]
    turned = " landscape" if job["is_landscape"] else ""
    return (
        f"@page {{ size: {size}{turned} }}"
        f"@page turned {{ size: {size} landscape }}"
        f"@page furniture {{ size: {size} portrait }}"
        f"@page furniture-turned {{ size: {size} landscape }}"
        f".furniture {{ height: {height} }} .furniture-turned {{ height: {width} }}"
    )


def furniture_html(job: dict[str, Any], turned: list[bool]) -> str:
    """Return one sheet of furniture for each page of the paper, `turned` as it is."""
    pages = len(turned)
    stamp = f'<span class="furniture-stamp">{html.escape(job["stamp"])}</span>'
    below = stamp if job["stamp"] else ""
    sheets = (
        f'<div class="furniture{" furniture-turned" if is_turned else ""}">'
        f"{edge('head', job['head'], page, pages)}{edge('foot', job['foot'], page, pages, below)}"
        "</div>"
        for page, is_turned in enumerate(turned, start=1)
    )
    language = html.escape(job["language"])
    body = "".join(sheets)
    return f'<html lang="{language}"><title>-</title><body class="furniture-pages">{body}'


def edge(name: str, texts: list[str], page: int, pages: int, below: str = "") -> str:
    """Return what stands at one edge of a sheet: left, in the middle, right, and below. Where
    nothing does there is no box, which would take as long to lay out."""
    if not any(texts) and not below:
        return ""
    filled = (t.replace("{page}", str(page)).replace("{pages}", str(pages)) for t in texts)
    spans = "".join(f"<span>{html.escape(text)}</span>" for text in filled)
    return f'<div class="furniture-{name}">{spans}{below}</div>'
