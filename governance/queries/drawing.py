"""The governance picture as a drawing, and as a figure of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.diagrams import SHEET, Box, Look, svg
from documents.tree import Column, Figure, Table
from governance.queries.board_words import join
from governance.queries.picture import Node, Relation
from values import words

MOST_DRAWN = 120
LOOKS = {
    Relation.SPONSORED: Look.DASHED,
    Relation.DIRECTED: Look.ARROW,
}
KEY = (
    (Look.PLAIN, gettext_lazy("reports to the body above")),
    (Look.DASHED, gettext_lazy("is sponsored by the body above")),
    (Look.ARROW, gettext_lazy("is directed by the body above")),
)


def figure(nodes: list[Node], caption: str, source: str) -> Figure:
    """The picture for a paper, with its table."""
    sentence = said(nodes)
    return Figure(
        svg=drawn(nodes, SHEET, f"{caption}. {sentence}"),
        alternative=f"{caption}. {sentence}",
        caption=caption,
        sentence=sentence,
        table=_table(nodes),
        note=source,
    )


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """All that a picture shows, from the top."""
    for node in nodes:
        yield node
        yield from every(node.below)


def said(nodes: list[Node]) -> str:
    """Who directs what, in one or two sentences."""
    shown = list(every(nodes))
    count = sum(not node.is_programme for node in shown)
    sentences = []
    directed = [node for node in shown if node.is_programme and node.above]
    if len(directed) == 1:
        named = {"board": directed[0].above, "what": directed[0].title}
        sentences.append(_("%(board)s directs %(what)s.") % named)
    sponsored = [node for node in shown if node.relation == Relation.SPONSORED]
    if len(sponsored) == 1:
        named = {"sponsor": sponsored[0].above, "board": sponsored[0].title}
        sentences.append(_("%(sponsor)s sponsors %(board)s.") % named)
    shown_words = ngettext("%(n)d body is shown.", "%(n)d bodies are shown.", count)
    return " ".join([*sentences, shown_words % {"n": count}])


def drawn(nodes: list[Node], width: int, title: str) -> str:
    looks = {LOOKS.get(node.relation, Look.PLAIN) for node in every(nodes) if node.above}
    key = [(look, str(words_)) for look, words_ in KEY if look in looks]
    return svg([_box(node) for node in nodes], width, title, key)


def _box(node: Node) -> Box:
    chair = _("Chair: %(name)s") % {"name": node.chair} if node.chair else ""
    return Box(
        title=node.title,
        lines=tuple(filter(None, (node.kind_words, chair, *map(capfirst, node.also)))),
        look=LOOKS.get(node.relation, Look.PLAIN),
        is_dark=node.is_programme,
        below=tuple(map(_box, node.below)),
    )


def _table(nodes: list[Node]) -> Table:
    columns = (Column(_("Body")), Column(_("Kind")), Column(_("Chair")), Column(_("Place")))
    rows = tuple(
        (
            node.title,
            node.kind_words,
            node.chair or words.NOTHING,
            join(filter(None, (node.place, *node.also))) or words.NOTHING,
        )
        for node in every(nodes)
    )
    return Table(caption=_("Bodies and what they are to each other"), columns=columns, rows=rows)
