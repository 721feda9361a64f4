"""The press room: a process that stays ready to print, `python -m documents.press_room FD`.

It has loaded the layout engine and read our typefaces; for each job it forks one child, which lays
out that paper and ends. So a paper that hangs, runs out of memory or breaks the engine harms only
itself, and leaves nothing behind for the next. It uses no network, opens no file except the
program's own and our typefaces, and ends when the process that started it is gone.

FD delivers a message for each job, with one end of a socket. A child reads its job from that socket
and writes frames to it: pages laid out so far, then the PDF or what went wrong. The room adds how
the child ended, and kills it as soon as nobody listens."""

import gc
import logging
import os
import resource
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from weasyprint.urls import FatalURLFetchingError

from documents import frames
from documents.limits import ASSET_MISSING, OUT_OF_MEMORY
from documents.press import Typeset, lay_out, typeset

NOT_WHILE_PRINTING = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")
BETWEEN_COLLECTIONS = 20_000
"""New objects after which a child looks for those that nothing uses. It lives for one paper: to
look as often as Python does takes a fifteenth of its time, and frees little."""
ASSETS = Path(__file__).resolve().parents[1] / "static" / "build"
WARMING = {
    "html": '<html lang="en"><title>-</title><body><h1>A</h1><p>a <b>b</b> <em>c</em></p>'
    "<table><caption>d</caption><thead><tr><th>e</th></tr></thead><tr><td>1</td></tr></table>",
    "language": "en",
    "size": "A4",
    "is_landscape": False,
    "head": ["", "", ""],
    "foot": ["-", "", "{page} {pages}"],
    "stamp": "",
    "links": {},
    "files": {},
    "has_furniture": True,
}


@dataclass
class Job:
    """One child at work: its socket, and a pipe that closes when it ends."""

    pid: int
    socket: int
    life: int
    folder: str


def main() -> int:
    """Print until the process that started this one is gone."""
    home = os.environ["HOME"]
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    kept = warm()
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_COLLECTIONS)
    try:
        serve(socket.socket(fileno=int(sys.argv[1])), kept, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def warm() -> Typeset | None:
    """Lay out a word, so that everything that a paper needs is loaded; return the style sheet of
    papers. None if the front end is not built, or if the layout engine keeps a thread, which a
    child would not have."""
    try:
        kept = typeset(str(ASSETS), (ASSETS / "document.css").read_text(encoding="utf-8"))
        lay_out(WARMING | {"assets": kept.assets, "style": kept.text}, kept)
    except (OSError, FatalURLFetchingError):
        return None
    return kept if len(os.listdir("/proc/self/task")) == 1 else None


def serve(control: socket.socket, kept: Typeset | None, home: str) -> None:
    """Fork a child for each job, and see each to its end."""
    poll, jobs = select.poll(), dict[int, Job]()
    poll.register(control, select.POLLIN)
    while True:
        ready = {number for number, _event in poll.poll()}
        for number in ready - {control.fileno()}:
            if number in jobs:  # the job's other descriptor may have come first
                job = jobs[number]
                if number == job.socket:
                    os.kill(job.pid, signal.SIGKILL)
                for own in (job.socket, job.life):
                    poll.unregister(own)
                    del jobs[own]
                end(job)
        if (
            control.fileno() in ready
        ):  # last: a new job may get the descriptors of one that has ended
            _message, given, _flags, _address = socket.recv_fds(control, 1, 1)
            if not given:
                end_all(jobs)
                return
            job = begin(control, given[0], kept, home, jobs)
            jobs |= {job.socket: job, job.life: job}
            poll.register(job.socket, 0)  # says only that nobody listens any more
            poll.register(job.life, select.POLLIN)


def begin(
    control: socket.socket, given: int, kept: Typeset | None, home: str, jobs: dict[int, Job]
) -> Job:
    life, ours = os.pipe()
    folder = tempfile.mkdtemp(dir=home)
    pid = os.fork()
    if pid == 0:
        for number in (control.fileno(), life, *jobs):
            os.close(number)
        print_one(given, kept, folder)
    os.close(ours)
    return Job(pid, given, life, folder)


def end(job: Job) -> None:
    """Say how a child ended, to anyone who still listens."""
    _pid, status = os.waitpid(job.pid, 0)
    os.set_blocking(job.socket, False)
    with suppress(OSError):  # nobody does, or not yet
        os.write(job.socket, frames.ended(os.waitstatus_to_exitcode(status)))
    os.close(job.socket)
    os.close(job.life)
    shutil.rmtree(job.folder, ignore_errors=True)


def end_all(jobs: dict[int, Job]) -> None:
    for job in {job.pid: job for job in jobs.values()}.values():
        os.kill(job.pid, signal.SIGKILL)
        end(job)


# --- In the child ---------------------------------------------------------------------------------
def print_one(number: int, kept: Typeset | None, folder: str) -> NoReturn:
    """Print the job read from a socket, and end without ever returning."""
    code = 1
    try:
        job = frames.read_job(number)
        set_limits(int(job["cpu_seconds"]), float(job["wall_seconds"]), int(job["memory_bytes"]))
        code = printed(number, job, kept, folder)
    except BaseException:
        trace = traceback.format_exc()[-2000:]
        frames.write(number, frames.SAID, trace.encode(errors="replace"))
    finally:
        os._exit(code)


def set_limits(cpu_seconds: int, wall_seconds: float, memory_bytes: int) -> None:
    """Limit processor time, time, memory and the size of files of this process."""
    signal.setitimer(signal.ITIMER_REAL, max(wall_seconds, 0.001))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def printed(number: int, job: dict[str, Any], kept: Typeset | None, folder: str) -> int:
    """Lay out a job and write its PDF; return the exit code."""
    tempfile.tempdir = folder
    os.environ |= {
        "HOME": folder,
        "SOURCE_DATE_EPOCH": str(job["epoch"]),
        "TMPDIR": folder,
        "XDG_CACHE_HOME": folder,
    }
    count_pages(number)
    sys.addaudithook(Walls([job["assets"], folder]))
    try:
        pdf = lay_out(job, kept)
    except (MemoryError, SystemError):  # C code without memory may raise the second
        return OUT_OF_MEMORY
    except FatalURLFetchingError as error:
        frames.write(number, frames.SAID, str(error).encode())
        return ASSET_MISSING
    frames.write(number, frames.PDF, pdf)
    return 0


def count_pages(number: int) -> None:
    """Have each page told that the layout engine begins."""

    class Pages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "Page %d" in str(record.msg) and isinstance(record.args, tuple):
                page = int(str(record.args[-1]))
                frames.write(number, frames.PAGE, struct.pack("<I", page))

    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Pages())
    progress.propagate = False


class Walls:
    """Refuses sockets, further processes and other files: a barrier behind the fetcher."""

    def __init__(self, folders: list[str]) -> None:
        ours = os.path.dirname(__file__)
        program = [ours, *{path for path in sys.path if path} - {os.path.dirname(ours)}]
        self.written = folders[-1] + os.sep
        self.read = tuple(f"{os.path.abspath(folder)}{os.sep}" for folder in program + folders)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(NOT_WHILE_PRINTING):
            raise RuntimeError(f"not while laying out a paper: {event}")
        if event == "open" and not isinstance(arguments[0], int):
            self.open(os.path.abspath(os.fsdecode(arguments[0])), arguments[2])

    def open(self, path: str, flags: int) -> None:
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if not path.startswith(self.written if writes else self.read):
            raise PermissionError(f"not while laying out a paper: {path}")


if __name__ == "__main__":
    sys.exit(main())
