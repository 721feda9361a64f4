"""The press room is kept: a paper that breaks its child costs only itself, and nothing outlives the
process that asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from documents.compose import compose
from documents.content import SectionContent
from documents.glyphs import ASSETS
from documents.kept_press import ROOT, KeptPress, PressStopped
from documents.limits import OUT_OF_MEMORY, Limits
from documents.pdf import press_job
from documents.press import lay_out
from documents.press_room import Walls
from tests.documents.document_sample import MOMENT, paper

pytestmark = pytest.mark.one_engine
WORDS = f"{'Words ' * 40}\n\n"


def job(*sections: SectionContent) -> dict[str, Any]:
    made = press_job(compose(paper(sections=sections)), MOMENT, ASSETS)
    return made | {"epoch": int(MOMENT.timestamp())}


SHORT, LONG = job(SectionContent("a", "A", WORDS)), job(SectionContent("a", "A", WORDS * 600))


class Stop(Exception):
    pass


@pytest.fixture(scope="module")
def press() -> Iterator[KeptPress]:
    kept = KeptPress()
    yield kept
    kept.close()


def children(press: KeptPress) -> list[int]:
    assert press.pid
    return [child.pid for child in psutil.Process(press.pid).children()]


def wait_until(said: Callable[[], bool]) -> None:
    last = time.monotonic() + 20
    while not said():
        assert time.monotonic() < last
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        (Limits(wall_seconds=0.2), -signal.SIGALRM),
        (Limits(cpu_seconds=1), -signal.SIGXCPU),
        (Limits(memory_bytes=10_000_000), OUT_OF_MEMORY),
    ],
    ids=["time", "processor time", "memory"],
)
def test_a_paper_past_a_limit_ends_and_the_next_is_printed_by_the_same_room(
    press: KeptPress, limits: Limits, status: int
) -> None:
    before, room = press.printed(SHORT, Limits()), press.pid
    with pytest.raises(PressStopped) as stopped:
        press.printed(LONG, limits)
    assert stopped.value.status == status
    assert press.printed(SHORT, Limits()) == before
    assert (press.pid, children(press)) == (room, [])


def test_two_papers_at_once_are_each_printed_as_if_alone(press: KeptPress) -> None:
    alone = press.printed(SHORT, Limits())
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(lambda _n: press.printed(SHORT, Limits()), range(3)))
    assert made == [alone] * 3


def test_a_paper_that_nobody_waits_for_any_more_is_dropped(press: KeptPress) -> None:
    heard: list[int] = []

    def watch(pages: int) -> None:
        heard.append(pages)
        if pages:
            raise Stop

    with pytest.raises(Stop):
        press.printed(LONG, Limits(), watch)
    assert heard[-1] > 1, "pages are counted as they are laid out"
    wait_until(lambda: children(press) == [])


def test_a_room_that_was_killed_is_replaced_and_prints_the_same_bytes(press: KeptPress) -> None:
    before, room = press.printed(SHORT, Limits()), press.pid
    assert room
    os.kill(room, signal.SIGKILL)
    wait_until(lambda: press.pid is None)
    assert press.printed(SHORT, Limits()) == before
    assert press.pid not in (None, room)


def test_the_room_and_its_folder_go_when_the_process_that_started_it_is_killed() -> None:
    script = (
        "import sys, time; from documents.kept_press import PRESS; PRESS.make_ready();"
        "print(PRESS.pid, PRESS.home, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout
        pid, home = owner.stdout.readline().split()
        assert psutil.pid_exists(int(pid)) and Path(home).is_dir()
        owner.kill()
    wait_until(lambda: not psutil.pid_exists(int(pid)) and not Path(home).exists())


def test_a_process_that_is_forked_off_starts_a_room_of_its_own(press: KeptPress) -> None:
    press.make_ready()
    child = os.fork()
    if child == 0:
        os._exit(0 if press.pid is None else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert press.pid


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("/etc/passwd", "r", os.O_RDONLY)),
        ("open", (str(ROOT / "config" / "settings.py"), "r", os.O_RDONLY)),
        ("open", (str(ROOT / "var" / "mandate.sqlite3"), "r", os.O_RDONLY)),
        ("open", (str(ASSETS / "document.css"), "w", os.O_WRONLY | os.O_CREAT)),
        ("socket.connect", ()),
        ("subprocess.Popen", ()),
        ("os.fork", ()),
    ],
)
def test_a_child_opens_nothing_of_others(event: str, arguments: tuple[object, ...]) -> None:
    walls = Walls([str(ASSETS), "/var/empty"])
    walls("open", (str(ASSETS / "document.css"), "r", os.O_RDONLY))
    walls("open", ("/var/empty/font", "w", os.O_WRONLY | os.O_CREAT))
    with pytest.raises((PermissionError, RuntimeError), match="not while laying out a paper"):
        walls(event, arguments)


def test_what_is_read_beforehand_changes_no_byte(press: KeptPress) -> None:
    """The room has read the style sheet and its typefaces; a job that names others reads them."""
    other = SHORT | {"style": f"{SHORT['style']}\n/* another */"}
    assert press.printed(other, Limits()) == press.printed(SHORT, Limits())
    assert lay_out(SHORT).startswith(b"%PDF")
