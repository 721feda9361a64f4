"""The pages of comments, and the panel that shows what is said about a record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people import policy
from people.choices import Act
from people.models import Person
from records.pages.moments import AskedMoment
from records.pages.record_pages import RecordPages
from registers import links
from registers.models import Comment
from registers.queries.comments import find_followed, follows, parts_of, threads
from registers.queries.ends import key_of


class CommentPages(RecordPages):
    """A comment stays as it was written: it is answered, resolved and opened again."""

    model = Comment
    act = Act.COMMENT
    namespace, name = "registers", "comment"
    has_edit = has_archive = False

    def find(self, person: Person, keys: dict[str, Any]) -> Comment:
        found: Comment = get_object_or_404(Comment.objects.visible_to(person), pk=keys["pk"])
        return found

    def permit(self, person: Person, record: Comment) -> None:
        about = find_followed(person, record.about_kind, record.about_id)
        if not policy.can(person, Act.COMMENT, about):
            raise PermissionDenied

    def address(self, record: Comment) -> list[Any]:
        return [record.pk]

    def after(self, record: Comment) -> str:
        page = reverse("registers:record", args=[record.about_kind, record.about_id])
        return f"{page}#comments"

    def home(self, record: Comment) -> Any:
        """Its own scope is that of its record."""
        return record.scope


def comment_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """What is said about a record, for those who may read it, and the ways to say more."""
    kind = links.kind_of(type(record))
    if kind is None or not follows(person, kind, record):
        return None
    parts = parts_of(record, person)
    found = threads(record, person, asked.value, parts)
    may_comment = not asked.value and policy.can(person, Act.COMMENT, record)
    if not found and not may_comment:
        return None
    return {
        "open": [thread for thread in found if not thread.is_resolved],
        "resolved": [thread for thread in found if thread.is_resolved],
        "may_comment": may_comment,
        "add_url": reverse("registers:comment_add", args=key_of(record)) if may_comment else "",
    }
