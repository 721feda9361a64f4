"""What has happened to a record since somebody opened a page about it, in a few sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit.models import TrackedModel
from audit.queries.earlier import changes_to_restore, find_version
from audit.queries.families import kinds_of
from audit.queries.versions import fields_told
from people.models import Person
from people.queries import names_of
from values import words

LONG = 80  # characters: of a longer value only the name is given


def changed_since(record: TrackedModel, version: int, reader: Person) -> str:
    """Who has changed a record since one of its versions, and how, as far as a reader may know."""
    last = record.history.latest()
    who = names_of([last.history_user_id]).get(last.history_user_id, _("Somebody"))
    sentence = _(
        "%(who)s has changed this since you opened the page (%(when)s), so nothing was done. "
        "Look at it again."
    )
    sentences = [sentence % {"who": who, "when": words.moment(last.history_date)}]
    return " ".join([*sentences, *_what_changed(record, version, reader)])


def _what_changed(record: TrackedModel, version: int, reader: Person) -> list[str]:
    earlier = find_version(record, version, reader)
    if earlier is None:
        return []
    sentences = []
    if record.is_archived != earlier.is_archived:
        sentences.append(
            _("It has been archived.") if record.is_archived else _("It is in use again.")
        )
    own = next(kind for kind in kinds_of(type(record)).values() if not kind.path)
    fields = [field for field in fields_told(own) if field.name != "is_archived"]
    for change in changes_to_restore(record, earlier, fields, reader):
        now, then = change.before, change.after
        facts = {"field": change.field, "then": then, "now": now}
        if max(len(now), len(then)) > LONG:
            sentences.append(_("%(field)s has changed.") % facts)
        else:
            sentences.append(_("%(field)s: was “%(then)s”, is “%(now)s”.") % facts)
    return sentences
