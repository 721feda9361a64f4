"""Reading a pack, item by item."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from accounts.requests.signed_in import SignedInRequest
from documents.binding import with_reader
from packs.models import Pack, PackItem, PackVersion
from packs.pages import (
    crumbs_of,
    find_item,
    find_pack,
    find_version,
    may_plan,
    may_read_all,
    pack_crumbs,
)
from packs.queries.changes import standing
from packs.queries.reading import (
    in_minutes,
    last_published,
    note_opened,
    pack_as_read,
    prints_what_is_lost,
    read_before,
    text_changes,
    text_of,
)
from packs.queries.sources import title_of
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from people.restriction_rows import reader_stamp
from reports.views.papers import download
from uploads.store import read


def pack_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A pack as its members have it: the newest that was published, with its supplements."""
    pack = find_pack(request.user.person, reference)
    person = request.user.person
    newest = last_published(pack)
    plans = may_plan(person, pack.meeting.board)
    if newest is None and not plans:
        raise Http404
    read_pack = pack_as_read(pack, standing(pack), request.user)
    context = {
        "pack": pack,
        "title": title_of(pack.meeting),
        "version": newest,
        "read": read_pack,
        "reading_time": in_minutes(read_pack.minutes),
        "versions": versions_of(pack, person),
        "may_plan": plans,
        "may_publish": policy.can(person, Act.PUBLISH, pack.meeting.board),
        "breadcrumbs": crumbs_of(pack.meeting.board),
    }
    return render(request, "packs/pack_detail.html", context)


def versions_of(pack: Pack, person: Person) -> list[PackVersion]:
    """The versions that a person may see, the newest first. One query."""
    rows = PackVersion.objects.filter(pack=pack).visible_to(person)
    return list(rows.select_related("publication", "built_by").newest_first())


def pack_version(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """A version of a pack, as it was made."""
    person = request.user.person
    version = find_version(person, reference, number)
    rows = PackItem.objects.filter(pack_version=version).select_related("pack_version")
    read_pack = pack_as_read(version.pack, rows.in_order(), request.user)
    context = {
        "pack": version.pack,
        "version": version,
        "publication": getattr(version, "publication", None),
        "title": version.title,
        "changes": version.changes.splitlines(),
        "read": read_pack,
        "reading_time": in_minutes(read_pack.minutes),
        "reads_all": may_read_all(person, version),
        "is_kept": prints_what_is_lost(version, person),
        "may_export": may_export(person, version),
        "may_publish": policy.can(person, Act.PUBLISH, version.pack.meeting.board),
        "newest": last_published(version.pack),
        "breadcrumbs": pack_crumbs(version.pack),
    }
    return render(request, "packs/pack_version.html", context)


def pack_item(request: SignedInRequest, reference: str, number: int, position: int) -> HttpResponse:
    """A paper of a pack, to be read on any screen; and what has changed since it was read."""
    account = request.user
    version = find_version(account.person, reference, number)
    item = find_item(account.person, version, position)
    now = standing(version.pack)
    is_current = any(one.pk == item.pk for one in now)
    rows = now if is_current else list(PackItem.objects.filter(pack_version=version).in_order())
    if not is_current:
        for row in rows:
            row.pack_version = version
    read_pack = pack_as_read(version.pack, rows, account)
    line = next(line for line in read_pack.lines if line.item.pk == item.pk)
    before, after = read_pack.beside(item)
    text, earlier = text_of(item), read_before(item, version.pack, account)
    note_opened(item, account)
    context = {
        "pack": version.pack,
        "version": version,
        "line": line,
        "reading_time": in_minutes(line.minutes),
        "before": before,
        "after": after,
        "is_current": is_current,
        "earlier": earlier,
        "passages": text_changes(text_of(earlier.item), text) if earlier else [],
        "body": mark_safe(text),  # noqa: S308 what body_html() made, unchanged since
        "breadcrumbs": pack_crumbs(version.pack),
    }
    return render(request, "packs/pack_item.html", context)


def may_export(person: Person, version: PackVersion) -> bool:
    return policy.can(person, Act.EXPORT, version.pack.meeting.board)


def pack_pdf(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """The pack for the public as PDF; not for somebody who lost one of its items by an
    interest."""
    version = find_version(request.user.person, reference, number)
    if prints_what_is_lost(version, request.user.person):
        raise Http404
    if not may_export(request.user.person, version):
        raise PermissionDenied
    content = read(version.public_stored_as, version.public_sha256)
    events.record(SecurityEventKind.EXPORTED, record=version.pack, format="pdf")
    return download(content, "application/pdf", f"{reference}-{number}.pdf")


def pack_full_pdf(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """The whole pack as PDF, for somebody who may read all of it: their own copy, with their name
    on each page. That they read what is restricted in it is noted."""
    person = request.user.person
    version = find_version(person, reference, number)
    if not version.full_stored_as or not may_read_all(person, version):
        raise Http404
    if not may_export(person, version):
        raise PermissionDenied
    pack = read(version.full_stored_as, version.full_sha256)
    content = with_reader(pack, reader_stamp(person))
    for item in PackItem.objects.filter(pack_version=version, restriction__isnull=False):
        events.note_reading(item)
    events.record(SecurityEventKind.EXPORTED, record=version.pack, format="pdf")
    return download(content, "application/pdf", f"{reference}-{number}-restricted.pdf")
