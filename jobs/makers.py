"""What can be made in the queue: each app registers its own kinds in `apps.py`."""

from __future__ import annotations

from typing import Any, Protocol

from people.models import Person


class Watch(Protocol):
    """Is told the pages so far, about once a second; raises when the file is not wanted any more.
    `at_once` asks in any case: before something that stays."""

    def __call__(self, pages: int, /, *, at_once: bool = False) -> None: ...


class Maker:
    """One kind of file. `arguments` are plain values that JSON holds."""

    key: str
    content_type: str

    def find(self, person: Person, arguments: dict[str, Any]) -> Any:
        """What the file is of, for somebody who may have it. Raises NotFound or
        PermissionDenied. Asked when the file is made, and again when it is fetched."""
        raise NotImplementedError

    def make(self, record: Any, person: Person, watch: Watch) -> bytes:
        """The file. `watch` is told the pages so far, and may raise. Raises Refused."""
        raise NotImplementedError

    def fetched(self, record: Any) -> None:
        """Somebody has the file now."""
        raise NotImplementedError

    def done(self, arguments: dict[str, Any]) -> str:
        """What has happened, other than that there is a file: a sentence."""
        return ""

    def page(self, arguments: dict[str, Any]) -> str:
        """The address of the page that the file was asked for on."""
        raise NotImplementedError


MAKERS: dict[str, Maker] = {}


def register(maker: Maker) -> None:
    MAKERS[maker.key] = maker
