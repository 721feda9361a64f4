"""Who asks for what, so that a further page costs a few requests and is still found out.

Each page that a right decides is asked for by the few whose answers tell its act from every other
act, and by one for each answer that the list has for it. One page of each act is asked for by every
role: pages under the same act answer by the same rule. What everybody is answered alike is asked
for by a few. With FAULTS=long, everybody asks for everything.

Turns are taken by the names of pages and roles: a further page does not change who asks for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from people.matrix import Matrix
from tests.faults.lengths import IS_LONG
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.permitted import (
    Visitor,
    act_of,
    does,
    expected,
    is_for_all,
)
from tests.sweeps.turns import turn
from tests.sweeps.world import World


def by_visitor(pairs: Iterable[tuple[Visitor, Address]]) -> dict[Visitor, list[Address]]:
    found: dict[Visitor, list[Address]] = {}
    for visitor, address in pairs:
        found.setdefault(visitor, []).append(address)
    return found


def in_turn(visitors: Iterable[Visitor], address: Address) -> list[Visitor]:
    return sorted(visitors, key=lambda visitor: turn(address.name, visitor.role))


class Deal:
    """Who of some visitors asks for which pages."""

    def __init__(self, matrix: Matrix, who: Sequence[Visitor], world: World) -> None:
        self.matrix, self.who, self.world = matrix, who, world
        self.acts = [row.name for row in matrix.rows if not row.waits]
        self.decided = [a for a in addresses() if not is_for_all(matrix, a)]
        self.first = {self.rule(address): address for address in reversed(self.decided)}
        self.askers = {address.name: self._askers(address) for address in addresses()}

    def asked_by(self, visitor: Visitor) -> list[Address]:
        return [address for address in addresses() if visitor in self.askers[address.name]]

    def rule(self, address: Address) -> str:
        """What decides on a page: its act, or why it needs none."""
        free = (why for why, names in self.matrix.pages.items() if address.name in names)
        return act_of(self.matrix, address) or next(free, "")

    def _askers(self, address: Address) -> list[Visitor]:
        is_decided = address in self.decided
        if IS_LONG or (is_decided and self.first[self.rule(address)] is address):
            return list(self.who)
        found = self._telling(address) if is_decided else []
        met = {self._meets(visitor, address) for visitor in found}
        for visitor in in_turn(self.who, address):
            if (says := self._meets(visitor, address)) not in met:
                met.add(says)
                found.append(visitor)
        return found

    def _meets(self, visitor: Visitor, address: Address) -> tuple[int, str]:
        """An answer that somebody asks for; to the history of each kind of record, a role of each
        kind of scope does, so that the way from the record to its scopes is tried."""
        way = visitor.scope.kind if address.name.endswith("_history") else ""
        return expected(self.matrix, visitor, address, self.world), way

    def _telling(self, address: Address) -> list[Visitor]:
        """Those who would be answered otherwise if the page asked for another act."""
        act = act_of(self.matrix, address)
        if act is None:
            return []
        may = {
            other: {v for v in self.who if does(self.matrix, v, other, address, self.world)}
            for other in self.acts
        }
        apart = [found for other in self.acts if (found := may[act] ^ may[other])]
        chosen: list[Visitor] = []
        while left := [found for found in apart if not found & {*chosen}]:
            who = in_turn(self.who, address)
            chosen.append(max(who, key=lambda v: sum(v in found for found in left)))
        return chosen
