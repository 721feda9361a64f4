"""How a line of the log is written: one JSON object, which holds nothing that somebody wrote. It
has no query, no cookie and no form; for a fault it has the kind and the place in the code, not the
message, in which a database repeats the value that it refused. A person is an account's number, a
page its path."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.db import OperationalError

from audit import change_sets
from values.log_lines import as_one_line

ROOT = Path(__file__).resolve().parent.parent
OURS = (
    "method", "path", "status", "milliseconds", "account", "person", "event", "record", "facts",
    "ip",
)  # fmt: skip
WORDS_ARE_SAFE = (OperationalError, OSError)
"""Faults whose messages speak of servers and files, and never of their content."""
DEEPEST = 30  # frames


class JsonFormatter(logging.Formatter):
    """One line for each event. Every character outside plain ASCII is encoded, so that no value can
    begin a line of its own or move the cursor."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "request": _request_id(record),
            **_asked(record),
            **{name: getattr(record, name) for name in OURS if hasattr(record, name)},
            **(_fault(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}),
        }
        told = {name: value for name, value in line.items() if value not in (None, "")}
        return json.dumps(told, ensure_ascii=True, default=str)


class PlainFormatter(logging.Formatter):
    """A line for a terminal, with the reference that the page showed. Faults are shown in full."""

    def format(self, record: logging.LogRecord) -> str:
        reference = change_sets.short(_request_id(record))
        # A copy, since its message is reduced to one line.
        shown = logging.makeLogRecord(
            record.__dict__ | {"msg": as_one_line(record.getMessage()), "args": None}
        )
        return f"[{reference}] {super().format(shown)}" if reference else super().format(shown)


def _message(record: logging.LogRecord) -> str:
    """What happened. For Django's own lines about an answer this is the status: their message may
    hold what was asked for."""
    status = getattr(record, "status_code", None)
    return HTTPStatus(status).phrase if status else record.getMessage()


def _request_id(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    known = getattr(record, "request_id", "") or getattr(request, "id", "")
    return known or change_sets.request_id.get()


def _asked(record: logging.LogRecord) -> dict[str, Any]:
    request: Any = getattr(record, "request", None)
    if not hasattr(request, "path"):
        return {}
    status = getattr(record, "status_code", None)
    return {"method": request.method, "path": request.path, "status": status}


def _fault(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    cause = error.__cause__ or error.__context__
    return {
        "error": type(error).__name__,
        "cause": type(cause).__name__ if cause else None,
        "said": " ".join(str(error).split()) if isinstance(error, WORDS_ARE_SAFE) else None,
        "stack": [f"{_file(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _file(name: str) -> str:
    path = Path(name)
    if path.is_relative_to(ROOT):
        path = path.relative_to(ROOT)
    _before, _packages, after = path.as_posix().rpartition("site-packages/")
    return after
