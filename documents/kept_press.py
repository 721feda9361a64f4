"""The press room of this process: started for the first paper, kept, and replaced when it is
gone."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from documents import frames
from documents.limits import Limits

ROOT = Path(__file__).resolve().parents[1]
FONTS_CONF = Path(__file__).with_name("fonts.conf")
ROOM = "documents.press_room"
PLACES = 2
"""How many papers one process prints at the same time; others wait."""
GRACE = 5
"""Seconds after which a room that exceeds a job's time is given up."""
Watch = Callable[[int], None]


class PressStopped(Exception):
    """There is no PDF: how the child ended (None if not known), and what it reported."""

    def __init__(self, status: int | None, said: str) -> None:
        super().__init__(status, said)
        self.status, self.said = status, said


class KeptPress:
    """A press room and the way to reach it. Any thread may print."""

    def __init__(self, places: int = PLACES) -> None:
        self._lock, self._places = threading.Lock(), threading.BoundedSemaphore(places)
        self._room: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._said: IO[bytes] | None = None
        self.home = ""
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """The room's process, while there is one."""
        return self._room.pid if self._room and self._room.poll() is None else None

    def make_ready(self) -> None:
        """Start the room if there is none, without waiting for it."""
        with self._lock:
            self._start()

    def printed(self, job: dict[str, Any], limits: Limits, watch: Watch | None = None) -> bytes:
        """The PDF of a job. Raises PressStopped, and whatever `watch` raises."""
        sent = job | {
            "cpu_seconds": limits.cpu_seconds,
            "memory_bytes": limits.memory_bytes,
            "wall_seconds": limits.wall_seconds,
        }
        with self._places, self._sent() as ours:
            answer = self._heard(ours, frames.job_bytes(sent), limits.wall_seconds, watch)
        status = answer.status()
        if answer.pdf is not None and not status:
            return answer.pdf
        raise PressStopped(status, answer.said or self._last_words())

    def close(self) -> None:
        """End the room and whatever it prints."""
        with self._lock:
            self._end()

    def _sent(self) -> socket.socket:
        """Our end of a socket whose other end belongs to a child of the room."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            for _again in range(2):
                control = self._start()
                try:
                    socket.send_fds(control, [b"j"], [theirs.fileno()])
                except OSError:
                    self._end()
                else:
                    return ours
        ours.close()
        raise PressStopped(None, self._last_words())

    def _heard(
        self, ours: socket.socket, job: bytes, wall_seconds: float, watch: Watch | None
    ) -> frames.Answer:
        answer, looked = frames.Answer(), time.monotonic()
        last = looked + wall_seconds + GRACE
        with suppress(OSError):  # the child is gone, perhaps with the room: read what it reported
            ours.settimeout(wall_seconds + GRACE)
            ours.sendall(job)
        ours.settimeout(1)
        while (part := _part(ours)) != b"":
            answer.hear(part or b"")
            now = time.monotonic()
            if now > last:
                self.close()
            if watch and now - looked >= 1:
                looked = now
                watch(answer.pages)
        return answer

    def _start(self) -> socket.socket:
        if self._room and self._room.poll() is None and self._control:
            return self._control
        self._end()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.home = tempfile.mkdtemp(prefix="mandate-press-")
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the room
        with theirs:
            self._room = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", ROOM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                cwd=ROOT,
                env=environment(self.home),
            )
        return self._control

    def _end(self) -> None:
        room, self._room = self._room, None
        if self._control:
            self._control.close()
            self._control = None
        if self._said:
            self._said.close()
            self._said = None
        if room:
            try:
                room.wait(2)
            except subprocess.TimeoutExpired:
                room.kill()
                room.wait()
        if self.home:
            shutil.rmtree(self.home, ignore_errors=True)
            self.home = ""

    def _forget(self) -> None:
        """In a forked process: the room belongs to its parent."""
        self._lock, self._places = threading.Lock(), threading.BoundedSemaphore(PLACES)
        for left in (self._control, self._said):
            if left:
                left.close()
        self._room = self._control = self._said = None
        self.home = ""

    def _last_words(self) -> str:
        """The last lines that the room wrote to standard error."""
        if self._said is None:
            return ""
        size = os.fstat(self._said.fileno()).st_size
        return os.pread(self._said.fileno(), 2000, max(0, size - 2000)).decode(errors="replace")


def _part(ours: socket.socket) -> bytes | None:
    """The next bytes: empty at the end, None if nothing arrives for a second."""
    try:
        return ours.recv(1 << 20)
    except TimeoutError:
        return None
    except OSError:
        return b""


def environment(home: str) -> dict[str, str]:
    """The whole environment of a room: nothing leaks in from ours, and nothing varies."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "FONTCONFIG_FILE": str(FONTS_CONF),
        "HOME": home,
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "TMPDIR": home,
        "XDG_CACHE_HOME": home,
    }


PRESS = KeptPress()
