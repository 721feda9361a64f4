"""How packs are found, and the way back from their pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from governance.models import Board
from governance.pages import board_crumbs
from packs.models import Pack, PackItem, PackVersion
from packs.queries.sources import title_of
from people import events, policy
from people.choices import Act
from people.models import Person
from records.pages.record_pages import RecordPages

PLACED = ("meeting__board__scope", "meeting__contact")


def find_pack(person: Person, reference: str) -> Pack:
    """The pack at an address. Raises NotFound for anyone who may not know that it exists."""
    visible = Pack.objects.visible_to(person).select_related(*PLACED)
    pack: Pack = visible.found(reference=reference)
    return pack


def find_version(person: Person, reference: str, number: int) -> PackVersion:
    """A version of a pack, with its pack. Raises Http404, also for one that is not published, to
    anyone who does not plan the meeting."""
    visible = PackVersion.objects.visible_to(person).select_related(
        *(f"pack__{path}" for path in PLACED), "publication", "built_by"
    )
    return get_object_or_404(visible, pack__reference=reference, number=number)


def find_item(person: Person, version: PackVersion, position: int) -> PackItem:
    """An item of a version that a person may read. Reading a restricted one is recorded."""
    visible = PackItem.objects.visible_to(person).select_related("pack_version", "paper")
    item = get_object_or_404(
        visible, pack_version=version, position=position, text_stored_as__gt=""
    )
    events.note_reading(item)
    return item


def may_plan(person: Person, board: Board) -> bool:
    return policy.can(person, Act.PLAN_MEETINGS, board)


def permit_planning(person: Person, board: Board) -> None:
    """Raise PermissionDenied for anyone who may not plan the meetings of a board."""
    if not may_plan(person, board):
        raise PermissionDenied


def may_read_all(person: Person, version: PackVersion) -> bool:
    """Whether a person may read everything that a version holds. Two queries."""
    items = PackItem.objects.filter(pack_version=version)
    return not items.exclude(pk__in=items.visible_to(person).values("pk")).exists()


def pack_title(pack: Pack) -> str:

    return title_of(pack.meeting)


def crumbs_of(board: Board) -> list[tuple[str, str]]:
    url = reverse("governance:board_detail", args=[board.reference])
    return [*board_crumbs(), (board.title, url)]


def pack_crumbs(pack: Pack) -> list[tuple[str, str]]:
    return [
        *crumbs_of(pack.meeting.board),
        (pack_title(pack), reverse("packs:pack_detail", args=[pack.reference])),
    ]


class PackPages(RecordPages):
    """A pack is made from a meeting; nobody edits it."""

    model = Pack
    act = Act.PLAN_MEETINGS
    namespace, name = "packs", "pack"
    has_edit = has_archive = False

    def find(self, person: Person, keys: dict[str, Any]) -> Pack:
        return find_pack(person, keys["reference"])

    def crumbs(self, record: Pack) -> list[tuple[str, str]]:
        return pack_crumbs(record)
