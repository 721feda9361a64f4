"""The versions of documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef

from programmes.models import DocumentVersion


def newest_versions(moment: datetime | None) -> Any:
    """The versions of the document of an outer query, the newest first."""
    versions = DocumentVersion.objects.of_each(moment, document_id=OuterRef("id"))
    return versions.live().newest_first()
