"""The states that a record may be in, and who asks for its pages in each: pairwise.

The whole table is asked for by every role while the records are open. In every other state each
page is asked for by one whom the list lets in, and each third page by one whom it does not, turn by
turn, so that each role meets each state and each page is met in each state. A future page takes its
turn by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from audit.actions import archive_record
from audit.models import TrackedModel
from people import policy
from people.choices import Act
from people.matrix import Matrix
from people.models import RestrictableModel
from people.restricting import name_reader
from projects.models import StatusReport
from reports.models import Paper
from tests import factories
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.permitted import (
    ANSWERED,
    Visitor,
    expected,
    reaches,
    standing,
    status_of,
    subject,
)
from tests.sweeps.turns import is_dealt
from tests.sweeps.walking import browser_of
from tests.sweeps.world import World

REPORTS = ("projects:report_history", "projects:report_detail", "projects:report_return")


@dataclass(frozen=True)
class State:
    """What brings the records of a world into a state, and which pages are then asked for."""

    name: str
    bring: Callable[[World, list[Visitor]], World]
    concerns: Callable[[Address, World], bool]
    says: Callable[[Matrix, Visitor, Address, World], int] = expected


# --- Each state --------------------------------------------------------------------------------
NOT_FOR_THE_ARCHIVED = {
    "directory:account_invite": "nobody who is deactivated signs in",
    "meetings:gate_table": "what is archived goes on no agenda",
    "programmes:chart_file": "what is archived is drawn in no chart",
    **{f"packs:public_{n}": "closed again" for n in ("board", "item", "pack", "pdf")},
}


LED_BACK = {"projects:report_edit": "an archived project has no more reports"}
"""Pages that lead back to the record, and say why."""
RIGHT_FIRST = {"directory:account_invite", "programmes:chart_file"}
"""Pages that say 403 before they look for anybody or anything."""


def of_the_archived(matrix: Matrix, visitor: Visitor, address: Address, world: World) -> int:
    """The same as ever: what is archived is read, and is brought back on its pages."""
    says = expected(matrix, visitor, address, world)
    if says == 200 and address.name in LED_BACK:
        return 302
    hidden = (200,) if address.name in RIGHT_FIRST else (200, 403)
    return 404 if says in hidden and address.name in NOT_FOR_THE_ARCHIVED else says


def is_about_a_record(address: Address, world: World) -> bool:
    record = subject(address, world)
    return isinstance(record, TrackedModel) and address.name != "records:history_of_record"


def is_about_a_report(address: Address, world: World) -> bool:
    return address.name in REPORTS


def is_reported(record: RestrictableModel) -> bool:
    """Whether it is a paper or a part of one: an item of an agenda has a restriction of its own."""
    return bool(record._meta.app_label == Paper._meta.app_label)


def is_about_the_paper(address: Address, world: World) -> bool:
    record = subject(address, world)
    is_of_paper = isinstance(record, RestrictableModel) and is_reported(record)
    return is_of_paper and address.name != "reports:paper_restrict"


def drafts(world: World, who: list[Visitor]) -> World:
    """The page of a submitted report is asked for the draft."""
    return replace(world, submitted=world.here[StatusReport])


def submitted(world: World, who: list[Visitor]) -> World:
    return replace(world, here={**world.here, StatusReport: world.submitted})


def archived(world: World, who: list[Visitor]) -> World:
    """Every record that can be archived, the parts first."""
    here = dict(world.here)
    for kind, record in reversed(here.items()):
        if hasattr(record, "is_archived"):
            here[kind] = archive_record(kind.objects.get(pk=record.pk), by=world.keeper.person)
    return replace(world, here=here)


def restricted(world: World, who: list[Visitor]) -> World:
    """The paper with its parts; nobody of those who ask is named."""
    factories.restriction(record=world.here[Paper], by=world.keeper.person)
    here = {
        kind: kind._base_manager.get(pk=record.pk)
        if issubclass(kind, RestrictableModel)
        else record
        for kind, record in world.here.items()
    }
    return replace(world, here=here)


def nobody(matrix: Matrix, visitor: Visitor, address: Address, world: World) -> int:
    """To whom is not named it is not there, whatever the role. A verb is not asked for at all."""
    return 405 if ANSWERED.get(address.name) == 405 else 404


def named(world: World, who: list[Visitor]) -> World:
    """The same paper, and everybody who sees where it stands is a reader of it."""
    found = restricted(world, who)
    restriction = found.here[Paper].restriction
    for visitor in who:
        if reaches(policy.MATRIX, visitor, Act.SEE, standing(found.here[Paper])):
            person = visitor.account.person
            name_reader(restriction, by=world.keeper.person, person=person, why="Asks for it")
    return found


STATES = (
    State("draft", drafts, is_about_a_report),
    State("submitted", submitted, is_about_a_report),
    State("archived", archived, is_about_a_record, of_the_archived),
    State("restricted", restricted, is_about_the_paper, nobody),
    State("restricted, as a reader", named, is_about_the_paper),
)


# --- Who asks for what -------------------------------------------------------------------------
def turns(
    state: State, matrix: Matrix, who: list[Visitor], world: World
) -> Iterator[tuple[Visitor, Address, int]]:
    """(who, for what, what the list says): for each page one who is let in, for each third one who
    is not, as far as there are any, always whoever had the fewest turns; at last those who had
    none."""
    asked = [address for address in addresses() if state.concerns(address, world)]
    had: Counter[str] = Counter()
    for address in asked:
        says = {visitor: state.says(matrix, visitor, address, world) for visitor in who}
        refused = [visitor for visitor in who if says[visitor] in (403, 404)]
        let_in = [visitor for visitor in who if visitor not in refused]
        is_for_both = not let_in or is_dealt(address, of=3)
        for group in filter(None, (let_in, refused if is_for_both else [])):
            visitor = min(group, key=lambda visitor: had[visitor.role])
            had[visitor.role] += 1
            yield visitor, address, says[visitor]
    for number, visitor in enumerate(visitor for visitor in who if not had[visitor.role]):
        address = asked[number % len(asked)]
        yield visitor, address, state.says(matrix, visitor, address, world)


def differences_in(
    state: State, matrix: Matrix, who: list[Visitor], world: World
) -> tuple[list[str], list[tuple[str, str]]]:
    """Where what is met in a state is not what the list says; and the (role, page) that met."""
    found, met = [], []
    browsers = {visitor: browser_of(visitor.account) for visitor in who}
    for visitor, address, says in turns(state, matrix, who, world):
        status = status_of(browsers[visitor], address, world)
        met.append((visitor.role, address.name))
        if status != says:
            found.append(f"{state.name}: {visitor}, {address.name}: {status}, not {says}")
    return found, met
