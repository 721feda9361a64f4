"""Blocks and figures as a paper's text calls them: each is read when first called, and kept, since
a paper is composed with and without its clearances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from documents.calls import Call, CallRefused, normal, read_call
from documents.content import LiveContent, Refused
from records.blocks.about import About
from records.blocks.choosing import OF, chosen_in
from records.blocks.kinds import BLOCKS, FIGURES, Asked, Block, Figure

Kind = TypeVar("Kind", bound=Asked)
Content = TypeVar("Content")


def narrowed(call: Call, about: About) -> tuple[Call, About]:
    """A call without its programme, and what it then is about. Raises CallRefused for a programme
    that the paper does not serve."""
    wanted = dict(call.choices).get(OF)
    if wanted is None:
        return call, about
    one = about.of(wanted)
    if one is None:
        served = ", ".join(programme.reference for programme in about.programmes)
        facts = {"value": wanted, "values": served}
        sentence = _("of cannot be “%(value)s”. The paper serves: %(values)s.")
        raise CallRefused(sentence % facts if served else _("this paper serves no programme."))
    return Call(call.name, tuple(pair for pair in call.choices if pair[0] != OF)), one


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
            return self.content(*self.asked(typed))
        except CallRefused as refused:
            left, right = self.brackets
            facts = {"call": f"{left}{typed}{right}", "why": str(refused)}
            return Refused(_("%(call)s: %(why)s") % facts)

    def asked(self, typed: str) -> tuple[Kind, dict[str, Any], About]:
        """What a call asks for, with which choices, and of what: `of=PRG-0002` means one of
        the programmes that a paper serves. Raises KeyError and CallRefused."""
        call, about = narrowed(read_call(typed), self.about)
        asked = self.known[call.name]
        if asked.needs_programme and not self.about.programmes:
            raise CallRefused(_("this paper serves no programme."))
        return asked, chosen_in(call, asked.form, about), about

    def content(self, asked: Kind, chosen: dict[str, Any], about: About) -> Content:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


class Blocks(_Calls[Block, LiveContent]):
    known = BLOCKS

    def content(self, asked: Block, chosen: dict[str, Any], about: About) -> LiveContent:
        return asked.read(about, chosen)


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

    def content(self, asked: Figure, chosen: dict[str, Any], about: About) -> str:
        return asked.read(about, chosen).text
