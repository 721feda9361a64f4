"""Messages about actions and comments, each to one person, sent once the change is committed.

A message says where to look: it never quotes what somebody wrote."""

from __future__ import annotations

from functools import partial

from django.core.mail import EmailMessage

from accounts import mail
from people.models import Person
from programmes.letters import entry_path, line_of
from registers.choices import ActionState
from registers.models import Action


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
