"""Takes the README's picture again: `.venv/bin/python docs/images/dashboard.py http://localhost:8000`.

It needs `make demo` running at that address, and Chromium and Playwright from `make test`. The
picture is the transformation programme's dashboard, as its board member sees it, down to `END`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium")
PICTURE = Path(__file__).with_name("dashboard.png")
PROGRAMME = "Children's Social Care Transformation Programme"
END = "Milestones that have slipped"
WIDTH, MARGIN = 1280, 24


def main(address: str) -> None:
    """Sign in as the board member, open the dashboard, and write the picture."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit("Chromium is not installed: run `make test`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, locale="en-GB")
        page.goto(f"{address}/sign-in/")
        page.get_by_label("Sign-in name").fill("philippa.grange")
        page.get_by_label("Password").fill("look-around-2012")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name=PROGRAMME).first.click()
        end = page.get_by_role("heading", name=END).bounding_box()
        if end is None:
            raise SystemExit(f"The dashboard does not show “{END}”.")
        page.screenshot(
            path=PICTURE,
            full_page=True,
            clip={"x": 0, "y": 0, "width": WIDTH, "height": end["y"] - MARGIN},
        )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
