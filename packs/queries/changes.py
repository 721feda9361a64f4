"""What members have, version upon version, and what the next one changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from packs.choices import WHOLE, PackItemState
from packs.models import Pack, PackItem, PackVersion

Title = Callable[[Any], str]


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
    before: Iterable[PackItem],
    after: Iterable[Any],
    *,
    is_public: bool = False,
    is_whole: bool = True,
) -> tuple[str, ...]:
    """What has changed between two states of a pack, a sentence for each item; `is_public` names
    each by its title for the public. What a state lacks is gone, if it `is_whole`."""
    old, new = list(before), list(after)
    title = attrgetter("public_title" if is_public else "title")
    sentences = [*_changed(old, new, title), *(_gone(old, new, title) if is_whole else ())]
    return tuple(sentences)


def _changed(before: list[PackItem], after: list[Any], title: Title) -> Iterator[str]:
    had = {_of(line): line for line in before}
    for line in after:
        said = {"number": line.number, "title": title(line)}
        earlier = had.get(_of(line)) or had.get((line.item_id, None))
        if earlier is None:
            yield _("Item %(number)s: “%(title)s” is new.") % said
        elif earlier.state != line.state and line.state == PackItemState.WITHDRAWN:
            yield _("Item %(number)s: “%(title)s” has been withdrawn.") % said
        elif earlier.state != line.state and line.state == PackItemState.PRINTED:
            yield _("Item %(number)s: “%(title)s”, which was to follow, is here.") % said
        elif line.digest and earlier.digest and earlier.digest != line.digest:
            yield _("Item %(number)s: “%(title)s” has been revised.") % said


def _gone(before: list[PackItem], after: list[Any], title: Title) -> Iterator[str]:
    left = {line.item_id for line in after}
    for line in before:
        if line.item_id not in left:
            said = {"number": line.number, "title": title(line)}
            yield _("Item %(number)s: “%(title)s” is no longer on the agenda.") % said


def _of(line: Any) -> tuple[int, int | None]:
    return line.item_id, line.paper_id
