"""The world of the sweeps, which holds a record of every kind, for the browser to visit."""

from __future__ import annotations

from audit.actions import edit_record
from audit.change_sets import SYSTEM_ID
from governance.models import Decision
from meetings.actions.meetings import close_meeting
from meetings.choices import MotionState
from meetings.models import ItemDecision, Minutes
from people.actions import appoint
from people.choices import Role
from people.models import Person
from programmes.models import Programme
from tests.browser.crawl import kinds_of_pages
from tests.config.demo_records import PASSWORD
from tests.sweeps.addresses import addresses
from tests.sweeps.world import MOMENT, World, build_world
from values import clock


def write() -> str:
    """Build it, and return the keeper's sign-in name and one page of each kind, a line for each."""
    world = build_world()
    with clock.stopped_at(MOMENT):
        public = decided_in_public(world)
        owner = {"role": Role.SENIOR_RESPONSIBLE_OWNER, "person": world.keeper.person}
        mandate = Person.objects.get(pk=SYSTEM_ID)
        appoint(scope=world.here[Programme].scope, by=mandate, **owner)
    world.keeper.set_password(PASSWORD)
    world.keeper.save(update_fields=["password"])
    kinds = [address for address in addresses() if address.name in kinds_of_pages()]
    pages = [f"{address} {public.get(address.name) or address.url(world)}" for address in kinds]
    return "\n".join([world.keeper.sign_in_name, *pages])


def decided_in_public(world: World) -> dict[str, str]:
    """A meeting is over, so that anyone may read what it decided; returns where, with the minutes
    of an earlier one."""
    by = world.keeper.person
    motion, decision = world.elsewhere[ItemDecision], world.elsewhere[Decision]
    edit_record(motion, by=by, decision=decision, state=MotionState.CARRIED)
    close_meeting(motion.item.meeting, by=by)
    told = world.here[Minutes].meeting
    return {
        "packs:public_decision": f"/public/decisions/{decision.reference}/",
        "packs:public_minutes": f"/public/meetings/{told.reference}/minutes/",
    }
