"""What anyone may read of a board whose page is open, without signing in. Every query starts from
what is published and open now; nothing here knows a reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from governance.models import Board
from packs.choices import PackItemState
from packs.models import PackItem, PackVersion, PublicBoard
from packs.queries.audiences import is_closed
from uploads.store import read


@dataclass(frozen=True)
class PublicItem:
    """A line of a pack for the public: of what is closed, its title for the public and why."""

    position: int
    number: str
    title: str
    first_page: int | None
    last_page: int | None
    state: str
    reasons: tuple[str, ...]
    has_text: bool

    @property
    def state_words(self) -> str:
        if self.reasons:
            return str(PackItemState.CLOSED.label)
        waits = (PackItemState.TO_FOLLOW, PackItemState.WITHDRAWN)
        return str(PackItemState(self.state).label) if self.state in waits else ""


def public_board(reference: str) -> Board:
    """A board whose page is open. Raises Http404."""
    rows = PublicBoard.objects.live().filter(is_public=True, board__is_archived=False)
    return get_object_or_404(rows.select_related("board"), board__reference=reference).board


def public_packs(board: Board) -> list[PackVersion]:
    """The published versions of the packs of a board, the newest meeting first. One query."""
    rows = PackVersion.objects.published().filter(pack__meeting__board=board)
    rows = rows.select_related("pack__meeting", "publication")
    return list(rows.order_by("-pack__meeting__starts_at", "-number"))


def public_version(reference: str, number: int) -> PackVersion:
    """A published version of a board whose page is open. Raises Http404."""
    rows = PackVersion.objects.published().filter(
        pack__meeting__board__public_page__is_public=True,
        pack__meeting__board__is_archived=False,
    )
    rows = rows.select_related("pack__meeting__board", "publication")
    return get_object_or_404(rows, pack__reference=reference, number=number)


def public_items(version: PackVersion) -> list[PublicItem]:
    """The lines of a version. Closed ones are read without anything but what the public may
    know."""
    rows = PackItem.objects.filter(pack_version=version)
    closed_now = {row.pk for row in closed(version)}
    names = ("pk", "position", "number", "public_title", "first_page", "last_page", "state")
    found = []
    for row in rows.values(*names, "reasons", "text_stored_as", "publication_id").order_by(
        "position"
    ):
        key, stored_as, published = row.pop("pk"), row.pop("text_stored_as"), row["publication_id"]
        row.pop("publication_id")
        is_open = published is not None and not row["reasons"] and key not in closed_now
        reasons = tuple(row.pop("reasons").splitlines())
        title = row.pop("public_title")
        found.append(
            PublicItem(title=title, reasons=reasons, has_text=is_open and bool(stored_as), **row)
        )
    return found


def closed(version: PackVersion) -> list[PackItem]:
    """Items that were open when the version was made, of papers that have been closed since."""
    rows = PackItem.objects.filter(pack_version=version, reasons="", paper__isnull=False)
    rows = rows.select_related("paper")
    return [row for row in rows if row.paper and is_closed(row.paper)]


def public_pdf(version: PackVersion) -> bytes:
    """The pack for the public. Raises Http404 once a paper in it has been closed."""
    if closed(version):
        raise Http404
    return read(version.public_stored_as, version.public_sha256)


def public_item(version: PackVersion, position: int) -> tuple[PackItem, str]:
    """A paper as it was published, and its text. Raises Http404 for a closed one."""
    rows = PackItem.objects.filter(
        pack_version=version,
        state=PackItemState.PRINTED,
        restriction__isnull=True,
        reasons="",
        publication__isnull=False,
    )
    item = get_object_or_404(rows.select_related("paper", "publication"), position=position)
    if item.pk in {row.pk for row in closed(version)}:
        raise Http404
    return item, read(item.text_stored_as, item.text_sha256).decode()
