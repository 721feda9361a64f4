"""The pages of links, and the panel that shows a record's links on its page."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from people import policy
from people.choices import Act
from people.models import Person
from records.pages.moments import AskedMoment
from records.pages.record_pages import PAGES_OF, Parting, RecordPages
from registers import links
from registers.models import Link
from registers.queries.ends import key_of, links_of


def page_of_record(record: Any) -> str:
    """The page on which a record of any kind is shown."""
    pages = PAGES_OF.get(type(record))
    if pages is None:
        raise Http404
    return pages().after(record)


class LinkPages(RecordPages):
    """A link is removed and brought back; it is never another link."""

    model = Link
    act = Act.KEEP_REGISTERS
    namespace, name = "registers", "link"
    has_edit = False

    def find(self, person: Person, keys: dict[str, Any]) -> Link:
        seen = Link.objects.visible_to(person).select_related("scope")
        found: Link = get_object_or_404(seen, pk=keys["pk"])
        return found

    def address(self, record: Link) -> list[Any]:
        return [record.pk]

    def after(self, record: Link) -> str:
        return reverse("registers:record", args=[record.from_kind, record.from_id])

    def parting(self, record: Link) -> Parting:
        known = links.kinds()
        names = [
            str(known[kind].model.objects.get(pk=key))
            for kind, key in (
                (record.from_kind, record.from_id),
                (record.to_kind, record.to_id),
            )
        ]
        facts = {"first": names[0], "second": names[1], "relation": str(record).lower()}
        said = super().parting(record)
        text = _("“%(first)s” %(relation)s “%(second)s”.") % facts
        return Parting(said.heading, f"{text} {said.text}", said.label, said.done, said.stands)


def link_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The links of a record, and the way to add one."""
    kind = links.kind_of(type(record))
    if kind is None or not kind.is_linked:
        return None
    may_link = not asked.value and policy.can(person, Act.KEEP_REGISTERS, record)
    rows = [
        {
            "relation": row.relation,
            "other": row.other,
            "url": reverse("registers:record", args=[row.other.kind, row.other.id]) + asked.query,
            "remove_url": reverse("registers:link_archive", args=[row.id]) if may_link else "",
        }
        for row in links_of(record, person, asked.value)
    ]
    if not rows and not may_link:
        return None
    add_url = reverse("registers:link_add", args=key_of(record)) if may_link else ""
    return {"links": rows, "add_url": add_url}
