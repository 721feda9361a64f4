"""Giving back a file that somebody attached."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404

from accounts.requests.signed_in import SignedInRequest
from people import events
from people.choices import SecurityEventKind
from records.pages.record_pages import AttachedFilePages
from records.views.record_page import RecordPageView
from uploads.store import opened


class SendFile(RecordPageView):
    """The file, for anyone who may see its record: to be saved, never to be shown in a page. Each
    time is an event."""

    pages: AttachedFilePages

    def get(self, request: SignedInRequest, **keys: Any) -> FileResponse:
        record = self.pages.find(request.user.person, keys)
        if not record.stored_as:  # a version of a document may have none
            raise Http404
        file = opened(record.stored_as, record.size)
        events.record(SecurityEventKind.EXPORTED, request=request, record=record, format="file")
        response = FileResponse(
            file,
            as_attachment=True,
            filename=record.file_name,
            content_type=record.content_type,
        )
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
