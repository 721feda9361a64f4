"""The appendices that are joined to a paper's PDF."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from documents.pdf import RenderFailed
from reports.models import Appendix, Paper
from reports.queries.annexes import appendix_key, papers_within
from uploads.store import FileMissing, read

PDF = "application/pdf"


def joined_files(paper: Paper, moment: datetime | None = None) -> dict[str, bytes]:
    """The PDFs among the appendices of a paper and of its annexes at a moment, by the key of each
    in its paper. Raises RenderFailed, with a sentence, for one whose file is gone."""
    rows: Any = Appendix.objects.at(moment, paper_id__in=papers_within(paper.pk, moment)).live()
    rows = rows.not_kept_from(None)
    return {appendix_key(row): _content(row) for row in rows.filter(content_type=PDF)}


def _content(appendix: Any) -> bytes:
    try:
        return read(appendix.stored_as, appendix.sha256)
    except FileMissing as error:
        sentence = _("The file of the appendix “%(title)s” is missing from the store.")
        raise RenderFailed(sentence % {"title": appendix.title}) from error
