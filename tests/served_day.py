"""The day on which a served site lives, when a journey moves it: a file holds the moment that
it was when the file was written, and the clock runs on from there. Without the file it is today.

    python -m tests.served_day run_worker

runs a command of manage.py on that day."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.management import execute_from_command_line
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from values import clock

VARIABLE = "SERVED_DAY"
"""Names the file in the site's environment."""


class OnItsDay:
    """Answers each request on the site's day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with on_its_day():
            return self.get_response(request)


def on_its_day() -> AbstractContextManager[None]:
    file = Path(os.environ.get(VARIABLE, ""))
    if not file.is_file():
        return nullcontext()
    since = timezone.now() - datetime.fromtimestamp(file.stat().st_mtime, UTC)
    moment = datetime.fromisoformat(file.read_text())
    return clock.stopped_at(moment + max(since, timedelta()))


if __name__ == "__main__":
    with on_its_day():
        execute_from_command_line(["manage.py", *sys.argv[1:]])
