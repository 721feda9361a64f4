"""Stops a request that is too large before any of it is written to disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from uploads.limits import MEGABYTE


class SizeHandler(FileUploadHandler):
    """The first of the handlers: 413 for a request longer than the largest file and its form. A
    file that is only a little too large is refused in its form, in words."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > settings.UPLOAD_MOST_BYTES + 10 * MEGABYTE:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
