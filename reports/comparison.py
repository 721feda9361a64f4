"""What differs about the appendices of a programme's papers."""

from __future__ import annotations

from django.urls import reverse

from records.comparison import Line, Place, Span, file_lines
from reports.models import Appendix, Paper


def lines(span: Span) -> list[Line]:
    """For a programme, in papers that the reader may read; a project has none. Two queries; none if
    no appendix changed."""
    reader, changed = span.reader, span.changed_ids(Appendix)
    if span.project_id or reader is None or not changed:
        return []
    papers = Paper.objects.at(span.after).serving(span.programme_id).drafts_for(reader)
    read = {paper.id: paper for paper in papers}
    rows = span.changed(Appendix).visible_to(reader).filter(paper_id__in=read)
    return file_lines(
        rows.order_by("paper_id", "position", "id"),
        lambda row: reverse(
            "reports:appendix_history", args=[read[row.paper_id].reference, row.id]
        ),
        lambda row: Place(read[row.paper_id].title, _url(read[row.paper_id])),
    )


def _url(paper: Paper) -> str:
    return reverse("reports:paper_detail", args=[paper.reference])
