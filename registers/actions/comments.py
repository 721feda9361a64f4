"""Writes of comments: somebody says or asks something, answers it, resolves it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people import policy
from people.models import Person
from registers import links
from registers.letters import tell_of_comment_after
from registers.models import Comment
from values import clock


def comment(
    record: Any,
    *,
    by: Person,
    text: str,
    to: Person | None = None,
    answers: Comment | None = None,
    reason: str = "",
) -> Comment:
    """Say something about a record, and return the comment. The person whom it is for gets a
    message, and so does the author of what it answers. Raises Refused for a person who cannot see
    the record, and for an answer to what is resolved."""
    kind = links.kind_of(type(record))
    if kind is None:
        raise Refused(_("Records of this kind take no comments."))
    with audited(by=by, reason=reason or (_("Answered") if answers else _("Commented"))):
        refuse_archived(record)
        if to is not None and not kind.followed_by(to).filter(pk=record.pk).exists():
            sentence = _("%(name)s cannot see this record, so a comment cannot be for them.")
            raise Refused(sentence % {"name": to}, {"to": [sentence % {"name": to}]})
        if answers is not None and _current(answers).resolved_at:
            raise Refused(_("This has been resolved. Open it again to answer."))
        made = create_record(
            Comment,
            by=by,
            scope=policy.standing(record),
            restriction_id=_mark_of(record),
            about_kind=kind.label,
            about_id=record.pk,
            answers=answers,
            text=text,
            to=to,
            written_by=by,
            written_at=clock.now(),
        )
        tell_of_comment_after(made)
        return made


def _mark_of(record: Any) -> int | None:
    """The restriction of a record as it is now, whatever was read before."""
    if not hasattr(record, "restriction_id"):
        return None
    rows: Any = type(record)._base_manager.filter(pk=record.pk)
    mark: int | None = rows.values_list("restriction_id", flat=True).get()
    return mark


def resolve(first: Comment, *, by: Person, reason: str = "") -> Comment:
    """Say that nothing more is to be done about a comment and its answers, and return it. Raises
    Refused when it is resolved, and for an answer."""
    with audited(by=by, reason=reason or _("Comment resolved")):
        current = _current(first)
        if current.resolved_at:
            raise Refused(_("This has already been resolved."))
        return writing.change(current, resolved_at=clock.now(), resolved_by=by)


def reopen(first: Comment, *, by: Person, reason: str = "") -> Comment:
    """Open a comment and its answers again, and return it. Raises Refused when it is open."""
    with audited(by=by, reason=reason or _("Comment opened again")):
        current = _current(first)
        if not current.resolved_at:
            raise Refused(_("This is already open."))
        return writing.change(current, resolved_at=None, resolved_by=None)


def _current(first: Comment) -> Comment:
    """A comment as it is now; Raises Refused for an answer, which has no state of its own."""
    rows: Any = Comment.objects
    current: Comment = rows.select_for_update(no_key=True).get(pk=first.pk)
    if current.answers_id:
        raise Refused(_("This is an answer: see the comment that it answers."))
    return current
