"""What the queue makes of packs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jobs.makers import Maker, Watch
from packs.building import build_pack
from packs.choices import PackKind
from packs.models import Pack
from packs.pages import find_pack, permit_planning
from people import events
from people.choices import SecurityEventKind
from people.models import Person
from uploads.store import read


class PackPdf(Maker):
    """The next version of a pack, which is kept. Whoever asked may fetch the one for the public
    here, and on the version's page what they may read."""

    key = "pack"
    content_type = "application/pdf"

    def find(self, person: Person, arguments: dict[str, Any]) -> tuple[Pack, PackKind]:
        pack = find_pack(person, arguments["reference"])
        permit_planning(person, pack.meeting.board)
        return pack, PackKind(arguments["kind"])

    def make(self, record: tuple[Pack, PackKind], person: Person, watch: Watch) -> bytes:
        pack, kind = record
        version = build_pack(pack, kind, by=person, watch=watch)
        return read(version.public_stored_as, version.public_sha256)

    def fetched(self, record: tuple[Pack, PackKind]) -> None:
        events.record(SecurityEventKind.EXPORTED, record=record[0], format="pdf")

    def page(self, arguments: dict[str, Any]) -> str:
        return reverse("packs:pack_detail", args=[arguments["reference"]])
