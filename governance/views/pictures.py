"""The governance picture of a programme, and of all that a person sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from documents.diagrams import PAGE, PHONE
from governance.pages import board_crumbs
from governance.queries.drawing import MOST_DRAWN, drawn, every, said
from governance.queries.picture import Node, picture_of_office, picture_of_programme
from programmes.pages import programme_crumbs, programme_frame
from programmes.queries import find_programme, programme_at
from records.pages import menu
from records.pages.moments import ASKED, moment_asked
from records.pages.scopes import scope_url


@dataclass(frozen=True)
class Entry:
    """One line of the list that says what the picture shows."""

    title: str
    url: str
    words: str
    below: tuple[Entry, ...]


@dataclass(frozen=True)
class Picture:
    """What a page shows: two drawings, of which a screen shows the one that fits it, and the list.
    `sentence` says what is drawn; the drawings are empty where there is too much to draw."""

    sentence: str
    wide: SafeString
    narrow: SafeString
    entries: tuple[Entry, ...]


def picture(nodes: list[Node], query: str = "") -> Picture:
    """The picture of a page; `query` keeps its moment in the links of the list."""
    sentence = said(nodes)
    is_drawn = 0 < len(list(every(nodes))) <= MOST_DRAWN
    wide, narrow = (drawn(nodes, w, sentence) if is_drawn else "" for w in (PAGE, PHONE))
    safe = mark_safe  # drawn by documents.diagrams, words escaped
    return Picture(sentence, safe(wide), safe(narrow), _entries(nodes, query))


def _entries(nodes: Iterable[Node], query: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            title=node.title,
            url=scope_url(node.scope) + query if node.scope else "",
            words=_in_words(node),
            below=_entries(node.below, query),
        )
        for node in nodes
    )


def _in_words(node: Node) -> str:
    """Executive group; chair: Corporate Director; reports to the Programme Board."""
    chair = _("chair: %(name)s") % {"name": node.chair} if node.chair else ""
    return "; ".join(filter(None, (node.kind_words, chair, node.place, *node.also)))


@takes(*ASKED)
def programme_governance(request: SignedInRequest, reference: str) -> HttpResponse:
    """The bodies of a programme: who reports to whom, who sponsors, who directs."""
    person, asked = request.user.person, moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    row = programme_at(programme, asked.value)
    nodes = picture_of_programme(as_recorded(programme, asked.value), asked.value, person)
    context = {
        "programme": row,
        "picture": picture(nodes, asked.query),
        "breadcrumbs": programme_crumbs(row),
        **programme_frame(programme, person, asked),
    }
    return render(request, "governance/programme_governance.html", context)


@takes(*ASKED)
def office_governance(request: SignedInRequest) -> HttpResponse:
    """All bodies that the person may see, and the programmes that they direct."""
    person, asked = request.user.person, moment_asked(request)
    context = {
        "picture": picture(picture_of_office(person, asked.value), asked.query),
        "lists": menu.lists_with("governance"),
        "breadcrumbs": board_crumbs(),
        **asked.context(),
    }
    return render(request, "governance/office_governance.html", context)
