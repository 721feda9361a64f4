"""The child process that lays out a paper: `python -m documents.press`.

Reads a job (JSON) from standard input and writes the PDF to standard output. It knows no Django,
reaches no network, reads no file but our typefaces, and lives within limits that it sets on itself
before it touches the paper. Its exit code says what went wrong.
"""

import html
import json
import resource
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.joins import page_cuts
from documents.limits import ASSET_MISSING, OUT_OF_MEMORY
from documents.stamp import stamped

# A reserved name that no network knows; urljoin() refuses schemes of our own.
OUR_ADDRESS = "https://assets.invalid/"
SHEETS = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # mm, upright
NOT_WHILE_PRINTING = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")


class OurAssets(URLFetcher):
    """Knows the typefaces that lie beside the style sheet, and nothing else on earth."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.known = {f"{OUR_ADDRESS}{path.name}": path for path in folder.glob("*.woff")}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in self.known:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self.known[url].read_bytes(), {"Content-Type": "font/woff"})


def main() -> int:
    """Lay out one job; return the exit code."""
    job = json.loads(sys.stdin.buffer.read())
    set_limits(int(job["cpu_seconds"]), int(job["memory_bytes"]))
    sys.addaudithook(refuse_the_world)
    try:
        pdf = lay_out(job)
    except (MemoryError, SystemError):  # C code without memory may raise the second
        return OUT_OF_MEMORY
    except FatalURLFetchingError as error:
        print(error, file=sys.stderr)
        return ASSET_MISSING
    sys.stdout.buffer.write(pdf)
    return 0


def set_limits(cpu_seconds: int, memory_bytes: int) -> None:
    """Limit processor time, memory and the size of files of this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_the_world(event: str, _arguments: tuple[Any, ...]) -> None:
    """Refuse sockets and further processes: a second wall behind the fetcher."""
    if event.startswith(NOT_WHILE_PRINTING):
        raise RuntimeError(f"not while laying out a paper: {event}")


def lay_out(job: dict[str, Any]) -> bytes:
    """Return the finished PDF: the paper laid out, then its furniture laid out and stamped on."""
    fetcher, fonts = OurAssets(Path(job["assets"])), FontConfiguration()
    sheet = job["style"] + sheet_style(job)
    style = CSS(string=sheet, base_url=OUR_ADDRESS, url_fetcher=fetcher, font_config=fonts)

    def laid_out(text: str) -> Any:
        page = HTML(string=text, base_url=OUR_ADDRESS, url_fetcher=fetcher)
        return page.render(stylesheets=[style], font_config=fonts)

    paper = laid_out(job["html"])
    furniture = laid_out(furniture_html(job, len(paper.pages)))
    identifier = sha256(job["html"].encode()).digest()[:16]
    return stamped(
        paper.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier),
        furniture.write_pdf(pdf_identifier=identifier),
        page_cuts(paper.pages),
        job["links"],
    )


def sheet_style(job: dict[str, Any]) -> str:
    """Return what the style sheet lacks: the size of the sheets, which the format chooses."""
    turned = " landscape" if job["is_landscape"] else ""
    height = SHEETS[job["size"]][0 if turned else 1]
    return f"@page {{ size: {job['size']}{turned} }} .furniture {{ height: {height}mm }}"


def furniture_html(job: dict[str, Any], pages: int) -> str:
    """Return one sheet of furniture for each page of the paper."""
    stamp = f'<span class="furniture-stamp">{html.escape(job["stamp"])}</span>'
    below = stamp if job["stamp"] else ""
    sheets = (
        f'<div class="furniture"><div class="furniture-head">{edge(job["head"], page, pages)}</div>'
        f'<div class="furniture-foot">{edge(job["foot"], page, pages)}{below}</div></div>'
        for page in range(1, pages + 1)
    )
    language = html.escape(job["language"])
    body = "".join(sheets)
    return f'<html lang="{language}"><title>-</title><body class="furniture-pages">{body}'


def edge(texts: list[str], page: int, pages: int) -> str:
    """Return what stands at one edge of a sheet: left, in the middle, right."""
    filled = (t.replace("{page}", str(page)).replace("{pages}", str(pages)) for t in texts)
    return "".join(f"<span>{html.escape(text)}</span>" for text in filled)


if __name__ == "__main__":
    sys.exit(main())
