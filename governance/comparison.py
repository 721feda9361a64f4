"""What differs about the boards that direct a programme. `directory` reports their seats."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Board, BodyKind
from records.comparison import (
    Group,
    Line,
    Span,
    apart,
    became,
    came_or_went,
    either,
    paired,
    renamed,
    together,
)

BOARDS = Group("boards", 70, gettext_lazy("Boards"))


def lines(span: Span) -> list[Line]:
    """Of a programme; a project has no boards. Two queries."""
    if span.project_id:
        return []
    boards = Board.objects.at_both(span.before, span.after, programme_id=span.programme_id)
    kinds = dict(BodyKind.objects.values_list("id", "name"))
    lines = []
    for old, new in paired(*apart(boards.order_by("id"))):
        row = either(old, new)
        phrase = came_or_went(old, new, gone=_("no longer directs this programme"))
        if old is not None and new is not None:
            phrase = phrase or _changed(old, new, kinds)
        if phrase:
            # The reader may not know a board that is elsewhere now.
            url = reverse("governance:board_history", args=[row.reference]) if new else ""
            lines.append(Line(BOARDS, row.title, phrase, url))
    return lines


def _changed(old: Board, new: Board, kinds: dict[int, str]) -> str:
    return together(
        renamed(old.title, new.title),
        became(kinds[old.kind_id], kinds[new.kind_id]),
        _("purpose rewritten") if old.purpose != new.purpose else "",
        _("reports to another board") if old.parent_id != new.parent_id else "",
    )
