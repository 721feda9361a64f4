"""What anyone may read of a board whose page is open, without signing in. Every query starts from
what is published and open now; nothing here knows a reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from audit.errors import NotFound
from audit.history import history_model
from governance.models import Board, Decision
from meetings.choices import HELD
from meetings.models import AgendaItem, ItemDecision, Minutes
from packs.choices import PackItemState
from packs.models import PackItem, PackVersion, PublicBoard
from packs.queries.audiences import Closed, closed_as
from people import policy
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
    """A board whose page is open. Raises NotFound."""
    rows = PublicBoard.objects.live().filter(is_public=True, board__is_archived=False)
    open_page: PublicBoard = rows.select_related("board").found(board__reference=reference)
    return open_page.board


def public_packs(board: Board) -> list[PackVersion]:
    """The published versions of the packs of a board, the newest meeting first. One query."""
    rows = PackVersion.objects.published().filter(
        pack__meeting__board=board, pack__meeting__is_archived=False
    )
    rows = rows.select_related("pack__meeting", "publication")
    return list(rows.order_by("-pack__meeting__starts_at", "-number"))


def public_version(reference: str, number: int) -> PackVersion:
    """A published version of a board whose page is open. Raises NotFound."""
    rows = PackVersion.objects.published().filter(
        pack__meeting__board__public_page__is_public=True,
        pack__meeting__board__is_archived=False,
        pack__meeting__is_archived=False,
    )
    rows = rows.select_related("pack__meeting__board", "publication")
    version: PackVersion = rows.found(pack__reference=reference, number=number)
    return version


def public_items(version: PackVersion) -> list[PublicItem]:
    """The lines of a version. Closed ones are read without anything but what the public may
    know, also those that were open when it was made. Two queries."""
    since = closed(version)
    names = ("position", "number", "first_page", "last_page", "state")
    others = ("pk", "public_title", "reasons", "text_stored_as", "publication_id")
    found = []
    for row in PackItem.objects.filter(pack_version=version).in_order().values(*names, *others):
        now = since.get(row["pk"])
        reasons = now.reasons if now else tuple(row["reasons"].splitlines())
        is_published = row["publication_id"] is not None and bool(row["text_stored_as"])
        found.append(
            PublicItem(
                title=now.public_title if now else row["public_title"],
                reasons=reasons,
                has_text=is_published and not reasons,
                **{name: row[name] for name in names},
            )
        )
    return found


def closed(version: PackVersion) -> dict[int, Closed]:
    """What was open when the version was made and has been closed since, with its item or for
    itself: what the public is told instead, by the key of its line. One query."""
    rows = PackItem.objects.filter(pack_version=version, reasons="")
    found = {}
    for row in rows.select_related("paper__restriction", "item__restriction"):
        now = closed_as(row.item) or (closed_as(row.paper) if row.paper else None)
        if now is not None:
            found[row.pk] = replace(now, public_title=now.public_title or row.item.title)
    return found


def public_pdf(version: PackVersion) -> bytes:
    """The pack for the public. Raises NotFound once anything in it has been closed."""
    if closed(version):
        raise NotFound
    return read(version.public_stored_as, version.public_sha256)


def public_item(version: PackVersion, position: int) -> tuple[PackItem, str]:
    """A paper as it was published, and its text. Raises NotFound for a closed one."""
    rows = PackItem.objects.filter(
        pack_version=version,
        state=PackItemState.PRINTED,
        restriction__isnull=True,
        reasons="",
        publication__isnull=False,
    )
    item = rows.select_related("paper", "publication").found(position=position)
    if item.pk in closed(version):
        raise NotFound
    return item, read(item.text_stored_as, item.text_sha256).decode()


# --- decisions and minutes ------------------------------------------------------------------------
def public_decisions(board: Board) -> list[ItemDecision]:
    """What a board decided in the open in its closed meetings, the newest first. One query."""
    return list(_decided(item__meeting__board=board).order_by("-decision__made_on", "-id"))


def public_decision(reference: str) -> tuple[ItemDecision, Decision]:
    """A decision that a board whose page is open took in the open: as its meeting took it, and as
    the register has it. Raises NotFound."""
    on_open_page = {
        "item__meeting__board__public_page__is_public": True,
        "item__meeting__board__is_archived": False,
    }
    decision = Decision.objects.found(reference=reference)
    return _decided(**on_open_page).found(decision=decision), decision


def _decided(**where: Any) -> Any:
    rows = policy.open_to_all(ItemDecision.objects.live().filter(decision__is_archived=False))
    held = {"item__meeting__state__in": HELD, "item__meeting__is_archived": False}
    is_open = {"item__restriction": None, "item__is_archived": False}
    found = rows.filter(**held, **is_open, **where)
    return found.select_related("decision", "item__meeting__board")


def public_minutes(board: Board) -> list[Minutes]:
    """The confirmed minutes of a board that anyone may read, the newest first."""
    rows = Minutes.objects.live().filter(meeting__board=board, meeting__is_archived=False)
    found = rows.select_related("meeting").order_by("-meeting__starts_at")
    return [minutes for minutes in found if not _closed_since(minutes)]


def public_minutes_of(reference: str) -> Minutes:
    """The confirmed minutes of a meeting of a board whose page is open. Raises NotFound, also once
    an item that they tell of has been closed."""
    rows = Minutes.objects.live().filter(
        meeting__board__public_page__is_public=True,
        meeting__board__is_archived=False,
        meeting__is_archived=False,
    )
    found: Minutes = rows.select_related("meeting__board").found(meeting__reference=reference)
    if _closed_since(found):
        raise NotFound
    return found


def _closed_since(minutes: Minutes) -> bool:
    """Whether an item is closed now that was open when the minutes were confirmed, so that their
    text tells of it."""
    items = AgendaItem.objects.filter(meeting=minutes.meeting_id, restriction__isnull=False)
    closed_now = list(items.values_list("pk", flat=True))
    if not closed_now:
        return False
    confirmed = history_model(Minutes).objects.filter(id=minutes.pk).earliest("history_id")
    then = AgendaItem.objects.filter(pk__in=closed_now).at(confirmed.history_date)
    return bool(then.filter(restriction__isnull=True).exists())
