"""The protocol between a press and the process that uses it, over a socket.

A job is its length and its JSON. The answer consists of frames: a kind, a length and that number of
bytes. The last frame says how the child ended; a killed child may leave half a frame before it."""

import json
import os
import struct
from typing import Any

HEAD, LENGTH, STATUS = struct.Struct("<cI"), struct.Struct("<Q"), struct.Struct("<i")
PAGE, PDF, SAID, ENDED = b"p", b"d", b"s", b"e"
LAST = HEAD.size + STATUS.size


def job_bytes(job: dict[str, Any]) -> bytes:
    text = json.dumps(job).encode()
    return LENGTH.pack(len(text)) + text


def read_job(number: int) -> dict[str, Any]:
    """Reads a job from a socket. Raises EOFError when its sender is gone."""
    (length,) = LENGTH.unpack(_exactly(number, LENGTH.size))
    job: dict[str, Any] = json.loads(_exactly(number, length))
    return job


def _exactly(number: int, length: int) -> bytes:
    parts, missing = [], length
    while missing:
        part = os.read(number, min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def write(number: int, kind: bytes, content: bytes) -> None:
    left = memoryview(HEAD.pack(kind, len(content)) + content)
    while left:
        left = left[os.write(number, left) :]


def ended(status: int) -> bytes:
    return HEAD.pack(ENDED, STATUS.size) + STATUS.pack(status)


class Answer:
    """What has been received about a job so far."""

    def __init__(self) -> None:
        self.left = bytearray()
        self.pages = 0
        self.pdf: bytes | None = None
        self.said = ""

    def hear(self, part: bytes) -> None:
        """Take in what arrived over the socket."""
        self.left += part
        while len(self.left) >= HEAD.size:
            kind, length = HEAD.unpack_from(self.left)
            if len(self.left) < HEAD.size + length or kind == ENDED:
                return
            content = bytes(self.left[HEAD.size : HEAD.size + length])
            del self.left[: HEAD.size + length]
            if kind == PAGE:
                self.pages = max(self.pages, int.from_bytes(content, "little"))
            elif kind == PDF:
                self.pdf = content
            else:
                self.said = content.decode(errors="replace")

    def status(self) -> int | None:
        """How the child ended, once nothing more arrives; None when the press itself is gone."""
        tail = bytes(self.left[-LAST:])
        if len(tail) < LAST or HEAD.unpack_from(tail) != (ENDED, STATUS.size):
            return None
        return int(STATUS.unpack_from(tail, HEAD.size)[0])
