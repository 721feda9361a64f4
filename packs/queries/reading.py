"""A pack as one of its readers sees it: item by item, with what has changed since they read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from math import ceil

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.front_sheet import page_span
from meetings.queries.agendas import lost_words
from packs.choices import PackItemState
from packs.models import Pack, PackItem, PackReading, PackVersion
from packs.queries.changes import since, standing
from people.models import Account, Person
from uploads.store import read
from values import clock

WORDS_A_MINUTE = 200
BREAKS = re.compile(r"</?(?:p|h\d|li|tr|caption|div|blockquote|ul|ol|table|article|br)\b[^>]*>")
NEW, REVISED, AS_READ = "new", "revised", "read"


@dataclass(frozen=True)
class Line:
    """An item of a pack, or one of its papers, as a reader sees it."""

    item: PackItem
    may_read: bool
    mark: str
    """NEW, REVISED or AS_READ for somebody who has read the pack before."""
    is_lost: bool = False
    """Closed to the reader by an interest that they declared."""

    @property
    def title(self) -> str:
        return self.item.title if self.may_read else self.item.public_title

    @property
    def has_text(self) -> bool:
        return self.may_read and bool(self.item.text_stored_as)

    @property
    def pages(self) -> str:
        first, last = self.item.first_page, self.item.last_page
        return page_span(first, last) if first and last else ""

    @property
    def page_count(self) -> int:
        first, last = self.item.first_page, self.item.last_page
        return last - first + 1 if first and last else 0

    @property
    def minutes(self) -> int:
        return ceil(self.item.words / WORDS_A_MINUTE) if self.has_text else 0

    @property
    def reasons(self) -> list[str]:
        why = [lost_words()] if self.is_lost else []
        return [*why, *self.item.reasons.splitlines()]

    @property
    def state_words(self) -> str:
        """What stands in place of a paper; nothing for one that is printed."""
        if self.item.state in (PackItemState.PRINTED, PackItemState.NO_PAPER):
            if self.is_lost:
                return _("Closed to you")
            return "" if self.may_read else str(PackItemState.CLOSED.label)
        return str(self.item.get_state_display())

    @property
    def mark_words(self) -> str:
        words = {NEW: _("New"), REVISED: _("Revised since you read it"), AS_READ: _("Read")}
        return words.get(self.mark, "")

    @property
    def tone(self) -> str:
        return {NEW: "blue", REVISED: "amber"}.get(self.mark, "green")


@dataclass(frozen=True)
class PackAsRead:
    """A pack for one reader. `changes` are what has changed since the version that they read,
    `read_number` its number."""

    lines: tuple[Line, ...]
    changes: tuple[str, ...] = ()
    read_number: int | None = None

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def pages(self) -> int:
        return sum(line.page_count for line in self.lines)

    def beside(self, item: PackItem) -> tuple[Line | None, Line | None]:
        """The lines with a text before and after an item."""
        texts = [line for line in self.lines if line.has_text]
        at = next((n for n, line in enumerate(texts) if line.item.pk == item.pk), None)
        if at is None:
            return None, None
        before = texts[at - 1] if at else None
        return before, texts[at + 1] if at + 1 < len(texts) else None


def in_minutes(count: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}


def pack_as_read(pack: Pack, items: Iterable[PackItem], account: Account) -> PackAsRead:
    """A pack with these items as an account has read it. Four queries, one more where something is
    closed, and two for what has changed."""
    items = list(items)
    may_read = readable(items, account.person)
    lost = lost_of(items, account.person) if len(may_read) < len(items) else set()
    had = readings(pack, account)
    read_number = max((reading.item.pack_version.number for reading in had), default=None)
    lines = tuple(
        Line(
            item,
            item.pk in may_read,
            mark_of(item, had) if item.pk in may_read else "",
            item.pk in lost,
        )
        for item in items
    )
    newest = max((item.pack_version.number for item in items), default=0)
    if read_number is None or read_number >= newest:
        return PackAsRead(lines, (), read_number)
    shown = [item for item in items if item.pk in may_read]
    before = standing(pack, read_number)
    kept = readable(before, account.person)
    changes = since([item for item in before if item.pk in kept], shown)
    return PackAsRead(lines, changes, read_number)


def readable(items: Iterable[PackItem], person: Person) -> set[int]:
    """The keys of those items that a person may read. One query."""
    keys = [item.pk for item in items]
    return set(PackItem.objects.filter(pk__in=keys).visible_to(person).values_list("pk", flat=True))


def lost_of(items: Iterable[PackItem], person: Person) -> set[int]:
    """The keys of those items that a person lost by an interest. One query."""
    rows = PackItem.objects.filter(pk__in=[item.pk for item in items])
    return set(rows.filter(rows.lost_by(person)).values_list("pk", flat=True))


def prints_what_is_lost(version: PackVersion, person: Person) -> bool:
    """Whether the pack for the public prints an item that a person lost by an interest. One
    query."""
    printed = PackItem.objects.filter(pack_version=version, state=PackItemState.PRINTED, reasons="")
    return bool(printed.filter(printed.lost_by(person)).exists())


def readings(pack: Pack, account: Account) -> list[PackReading]:
    """What an account has opened of a pack, the newest version first. One query."""
    rows = PackReading.objects.filter(account=account, item__pack_version__pack=pack)
    return list(rows.select_related("item__pack_version").order_by("-item__pack_version__number"))


def mark_of(item: PackItem, had: list[PackReading]) -> str:
    """How an item stands to what somebody has read."""
    if not item.text_stored_as or not had:
        return ""
    same = [reading.item for reading in had if of_paper(reading.item) == of_paper(item)]
    if any(one.digest == item.digest for one in same):
        return AS_READ
    if same:
        return REVISED
    first = max(reading.item.pack_version.number for reading in had)
    return NEW if item.pack_version.number > first else ""


def of_paper(item: PackItem) -> tuple[int, int | None]:
    return item.item_id, item.paper_id


def note_opened(item: PackItem, account: Account) -> None:
    """Note that an account has opened an item: the first time."""
    PackReading.objects.get_or_create(
        account=account, item=item, defaults={"opened_at": clock.now()}
    )


def read_before(item: PackItem, pack: Pack, account: Account) -> PackReading | None:
    """The newest other text of the same paper that an account has opened, if they may still read
    it. Two queries."""
    others = [
        reading
        for reading in readings(pack, account)
        if of_paper(reading.item) == of_paper(item)
        and reading.item.digest != item.digest
        and reading.item.pack_version.number < item.pack_version.number
    ]
    still = readable([reading.item for reading in others], account.person)
    return next((reading for reading in others if reading.item.pk in still), None)


def text_of(item: PackItem) -> str:
    """The text of an item as HTML, as it was made. Raises FileMissing."""
    return read(item.text_stored_as, item.text_sha256).decode()


@dataclass(frozen=True)
class Passage:
    """A paragraph that a text has lost or gained."""

    is_new: bool
    text: str


def text_changes(before: str, after: str) -> list[Passage]:
    """What a text has lost and gained, paragraph by paragraph."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [Passage(False, text) for text in old[a:b]]
            found += [Passage(True, text) for text in new[c:d]]
    return found


def paragraphs_of(html: str) -> list[str]:
    """The text of HTML in lines: each element that begins a line begins one."""
    broken = BREAKS.sub("\n", html)
    lines = (" ".join(unescape(strip_tags(line)).split()) for line in broken.splitlines())
    return [line for line in lines if line]


def last_published(pack: Pack) -> PackVersion | None:
    newest: PackVersion | None = (
        PackVersion.objects.filter(pack=pack).published().newest_first().first()
    )
    return newest
