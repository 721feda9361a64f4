"""What the committee is asked to do. All parts of a format that print it print the same."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _

from documents import markup
from documents.content import RecommendationContent
from documents.format import RecommendationsPart
from documents.numbering import bare, printed
from documents.tree import (
    Block,
    Gap,
    Paragraph,
    Recommendation,
    Recommendations,
    words,
)
from documents.typed import blocks_of, without_number
from documents.writer import Writer
from values import prose

Typed = tuple[RecommendationContent, tuple[prose.Block, ...]]


def recommendations(part: RecommendationsPart, writer: Writer) -> list[Block]:
    """Return the recommendations under a heading that follows their count."""
    typed = [
        (asked, blocks)
        for asked in writer.content.recommendations
        if (blocks := prose.read(markup.clean(asked.text)))
    ]
    if not typed and not part.is_required:
        return []
    if not typed:
        writer.problem(_("The paper has no recommendation."), part.key)
    title = part.heading if len(typed) == 1 else part.heading_many or part.heading
    heading = writer.heading(part, title) if title else None
    introduction: Paragraph | None = None
    if part.introduction:
        number, anchor = writer.number(part.key) if part.is_introduction_numbered else ("", "")
        introduction = Paragraph(words(part.introduction), number, (), anchor)
    items = tuple(
        recommendation(part, one, mark_of(part, count, len(typed), writer), writer)
        for count, one in enumerate(typed, start=1)
    )
    gap = Recommendation(mark_of(part, 1, 1, writer), (Gap(_("[missing: recommendation]")),))
    block = Recommendations(None if introduction else heading, items or (gap,))
    if introduction is None:
        return [block]
    above: list[Block] = [heading] if heading else []
    return [*above, replace(introduction, children=(block,))]


def mark_of(part: RecommendationsPart, count: int, of: int, writer: Writer) -> str:
    """Return the mark of a recommendation; a single one may have another, or none."""
    is_alone = of <= 1 and part.mark_alone is not None
    mark = part.mark_alone if is_alone else part.mark
    return printed(mark or "", count, writer.counting.up)


def recommendation(
    part: RecommendationsPart, typed: Typed, mark: str, writer: Writer
) -> Recommendation:
    asked, blocks = typed
    fill = partial(writer.text, key=part.key)
    line, below = prose.first_line(prose.Point(mark, without_number(blocks)))
    anchor = ""
    if asked.key and asked.key not in writer.met.recommendations:
        words = _("recommendation %(mark)s") % {"mark": bare(mark)}
        anchor = writer.anchor("recommendation", mark or asked.key, asked.key)
        writer.met.recommendations[asked.key] = (anchor, words if mark else _("the recommendation"))
    return Recommendation(mark, fill(line), blocks_of(below, fill), anchor)
