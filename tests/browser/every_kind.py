"""The world of the sweeps, which holds a record of every kind, for the browser to visit."""

from __future__ import annotations

from django.test import Client

from tests.browser.crawl import kinds_of_pages
from tests.config.demo_records import PASSWORD
from tests.sweeps.addresses import addresses
from tests.sweeps.world import build_world


def write() -> str:
    """Build it, and return the keeper's sign-in name and one page of each kind, a line for each."""
    world = build_world()
    world.keeper.set_password(PASSWORD)
    world.keeper.save(update_fields=["password"])
    pages = [each for each in addresses() if each.name in kinds_of_pages()]
    lines = [f"{each.name} {each.url(world)}" for each in pages]
    return "\n".join([world.keeper.sign_in_name, *lines])
