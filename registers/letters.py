"""Messages about actions and comments, each to one person, sent once the change is committed.

A message says where to look: it never quotes what somebody wrote."""

from __future__ import annotations

from functools import partial

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts import mail
from people.models import Person
from programmes.letters import entry_path, line_of
from registers import links
from registers.choices import ActionState
from registers.models import Action, Comment


def tell_verifier_after(action: Action, *, by: Person) -> None:
    """Write to the person who must verify an action that it is done, once that is committed."""
    if action.verify_by_id not in (None, by.pk):
        mail.after_commit(partial(_to_verifier, action.pk), entry_path(action))


def _to_verifier(action_id: int, link: str) -> EmailMessage | None:
    """The message; None when it no longer waits, or they could not see it."""
    action = Action.objects.select_related("verify_by", "closed_by").get(pk=action_id)
    reader = mail.reader_of(action.verify_by)
    if reader is None or action.is_archived or action.state != ActionState.DONE:
        return None
    if not Action.objects.visible_to(reader.person).filter(pk=action_id).exists():
        return None
    return mail.message(
        "action_to_verify",
        reader.person.email,
        name=mail.in_one_line(reader.person.name),
        by=mail.in_one_line(str(action.closed_by)),
        line=line_of(action, link),
    )


def tell_of_comment_after(comment: Comment) -> None:
    """Write to the person whom a comment is for, and to the author of what it answers, once it is
    committed; not to its own author."""
    first = comment.answers
    told = {key for key in (comment.to_id, first and first.written_by_id) if key}
    path = reverse("registers:record", args=[comment.about_kind, comment.about_id])
    for person_id in sorted(told - {comment.written_by_id}):
        mail.after_commit(partial(_of_comment, comment.pk, person_id), f"{path}#comments")


def _of_comment(comment_id: int, person_id: int, link: str) -> EmailMessage | None:
    """The message; None for anyone who may not read the comment now. The record is not named when
    it is restricted."""
    reader = mail.reader_of(Person.objects.get(pk=person_id))
    if reader is None:
        return None
    seen = Comment.objects.live().visible_to(reader.person)
    comment = seen.select_related("written_by").filter(pk=comment_id).first()
    if comment is None:
        return None
    record = links.kinds()[comment.about_kind].model.objects.get(pk=comment.about_id)
    is_restricted = bool(comment.restriction_id or getattr(record, "restriction_id", None))
    return mail.message(
        "comment_for_you",
        reader.person.email,
        name=mail.in_one_line(reader.person.name),
        by=mail.in_one_line(comment.written_by.name),
        record="" if is_restricted else mail.in_one_line(str(record)),
        is_answer=comment.answers_id is not None,
        link=link,
    )
