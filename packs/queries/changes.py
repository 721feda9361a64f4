"""What members have, version upon version, and what the next one changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from packs.choices import WHOLE, PackItemState
from packs.models import Pack, PackItem, PackVersion


def standing(pack: Pack, until: int | None = None) -> list[PackItem]:
    """The pack as its readers have it: the newest whole version that was published, with what later
    supplements bring. `until` leaves out versions after a number. Two queries."""
    versions = PackVersion.objects.filter(pack=pack).published().newest_first()
    if until is not None:
        versions = versions.filter(number__lte=until)
    used: list[int] = []
    for version in versions:
        used.append(version.pk)
        if version.kind in WHOLE:
            break
    rows = PackItem.objects.filter(pack_version__in=used).select_related("pack_version")
    return merged(rows.order_by("pack_version__number", "position"))


def merged(items: Iterable[PackItem]) -> list[PackItem]:
    """The newest line of each paper. A paper takes the place of an item that had none."""
    found: dict[tuple[int, int | None], PackItem] = {}
    for item in items:
        if item.paper_id is not None:
            found.pop((item.item_id, None), None)
        found[item.item_id, item.paper_id] = item
    order = {item.item_id: place for place, item in reversed(list(enumerate(found.values())))}
    return sorted(found.values(), key=lambda item: (int(item.number), order[item.item_id]))


def since(
    before: Iterable[PackItem], after: Iterable[Any], *, is_public: bool = False
) -> tuple[str, ...]:
    """What has changed between two states of a pack, a sentence for each item. For the public it
    names what is closed by its title for the public."""
    return tuple(_since(list(before), list(after), is_public))


def _since(before: list[PackItem], after: list[Any], is_public: bool) -> Iterator[str]:
    had = {_of(line): line for line in before}
    has = {_of(line) for line in after}
    for line in after:
        said = {"number": line.number, "title": line.public_title if is_public else line.title}
        earlier = had.get(_of(line)) or had.get((line.item_id, None))
        if earlier is None:
            yield _("Item %(number)s: “%(title)s” is new.") % said
        elif earlier.state != line.state and line.state == PackItemState.WITHDRAWN:
            yield _("Item %(number)s: “%(title)s” has been withdrawn.") % said
        elif earlier.state != line.state and line.state == PackItemState.PRINTED:
            yield _("Item %(number)s: “%(title)s”, which was to follow, is here.") % said
        elif line.digest and earlier.digest and earlier.digest != line.digest:
            yield _("Item %(number)s: “%(title)s” has been revised.") % said
    for key, line in had.items():
        if key not in has and (line.item_id not in {of for of, _paper in has}):
            said = {"number": line.number, "title": line.public_title if is_public else line.title}
            yield _("Item %(number)s: “%(title)s” is no longer on the agenda.") % said


def _of(line: Any) -> tuple[int, int | None]:
    return line.item_id, line.paper_id
