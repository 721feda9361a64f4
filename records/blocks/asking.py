"""Blocks and figures as a paper's text calls them: each is read when first called, and kept, since
a paper is composed with and without its clearances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from documents.calls import CallRefused, normal, read_call
from documents.content import LiveContent, Refused
from records.blocks.about import About
from records.blocks.choosing import chosen_in
from records.blocks.kinds import BLOCKS, FIGURES, Asked, Block, Figure, Told

Kind = TypeVar("Kind", bound=Asked)
Content = TypeVar("Content")


class _Calls(Mapping[str, Content | Refused], Generic[Kind, Content]):
    """What there is under every call that a text can make. A call whose name nobody knows is not
    in it; one whose choices are wrong is refused in a sentence."""

    known: Mapping[str, Kind]
    brackets = ("[", "]")

    def __init__(self, about: About) -> None:
        self.about = about
        self._kept: dict[str, Any] = {}

    def __getitem__(self, typed: str) -> Content | Refused:
        typed = normal(typed)
        if typed.partition(":")[0] not in self.known:
            raise KeyError(typed)
        if typed not in self._kept:
            self._kept[typed] = self._answer(typed)
        content: Content | Refused = self._kept[typed]
        return content

    def _answer(self, typed: str) -> Content | Refused:
        try:
            asked, chosen = self.asked(typed)
            return self.content(asked, chosen)
        except CallRefused as refused:
            left, right = self.brackets
            facts = {"call": f"{left}{typed}{right}", "why": str(refused)}
            return Refused(_("%(call)s: %(why)s") % facts)

    def asked(self, typed: str) -> tuple[Kind, dict[str, Any]]:
        """What a call asks for, and with which choices. Raises KeyError and CallRefused."""
        call = read_call(typed)
        asked = self.known[call.name]
        if asked.needs_programme and not self.about.programmes:
            raise CallRefused(_("this paper serves no programme."))
        return asked, chosen_in(call, asked.form, self.about)

    def content(self, asked: Kind, chosen: dict[str, Any]) -> Content:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


class Blocks(_Calls[Block, LiveContent]):
    known = BLOCKS

    def content(self, asked: Block, chosen: dict[str, Any]) -> LiveContent:
        return asked.read(self.about, chosen)


class Figures(_Calls[Figure, str]):
    known = FIGURES
    brackets = ("{", "}")

    def __contains__(self, typed: object) -> bool:
        return isinstance(typed, str) and normal(typed).partition(":")[0] in self.known

    def __getitem__(self, typed: str) -> str | Refused:
        if typed in BLOCKS and typed not in self.known:
            sentence = _("{%(name)s} is a block: write it as [%(name)s] on a line of its own.")
            return Refused(sentence % {"name": typed})
        return super().__getitem__(typed)

    def content(self, asked: Figure, chosen: dict[str, Any]) -> str:
        return self.told(asked, chosen).text

    def told(self, asked: Figure, chosen: dict[str, Any]) -> Told:
        return asked.read(self.about, chosen)
