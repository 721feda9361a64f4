"""Forms of decisions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import DecisionState
from governance.models import Board, Decision
from people.models import Person
from records.forms import RecordForm, limit
from values.spelling import alphabetical

FOLLOW_UP = ("owner", "due_on", "notes")


class DecisionForm(RecordForm):
    """A decision, entered once; later only who sees to it, by when, and the notes. `person` chooses
    among the boards and decisions that they see."""

    class Meta(RecordForm.Meta):
        model = Decision
        fields = (
            "title", "text", "made_by_way", "board", "made_on", "maker", "delegation", "replies",
            "reasons", "options_rejected", "interests", "dispensations", "is_key", "call_in",
            "effective_on", "reconsiders", *FOLLOW_UP,
        )  # fmt: skip
        labels = {"owner": _("Who sees to it"), "due_on": _("To be done by")}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for name in set(self.fields) & set(Decision.never_changes):
                del self.fields[name]
            return
        boards = Board.objects.visible_to(person).live().order_by(alphabetical("title"), "id")
        limit(self, "board", boards, empty_label=_("No board"))
        earlier = Decision.objects.visible_to(person).live().filter(state=DecisionState.STANDS)
        limit(self, "reconsiders", earlier.order_by("-id"), empty_label=_("No other decision"))
