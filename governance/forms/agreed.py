"""The forms in which what was agreed is changed by a decision, or put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.deciding import agreed_fields
from governance.choices import DecisionState, DecisionWay
from governance.forms.gates import text_box
from governance.models import Board, Decision
from people import lineage, policy
from people.choices import ScopeKind
from people.models import Person, Scope
from projects.models import Project
from projects.stages import lifecycles
from records.forms import form_field
from values.spelling import alphabetical


class SlipForm(forms.Form):
    """Why something is put right."""

    why = forms.CharField(
        label=_("What was wrong, and how you know"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Anyone who reads the history will see it."),
        error_messages={"required": _("Say why.")},
    )


class CorrectForm(SlipForm):
    def __init__(self, data: Any = None, *, person: Person, record: Any) -> None:
        super().__init__(data)
        self.fields = _boxes(record, person) | self.fields


class DecisionForm(forms.Form):
    """Because of which decision. `may_decide` says that the person may decide as an officer under
    delegation."""

    why = forms.CharField(
        label=_("Why it changes"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Anyone who reads the history will see it."),
        error_messages={"required": _("Say why.")},
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Decision of a board"), required=False
    )
    delegation = forms.CharField(
        label=_("Or the delegation under which you decide"),
        max_length=300,
        required=False,
        help_text=_("Such as a paragraph of the scheme of delegation. Your decision is recorded."),
    )
    delegated_by = forms.ModelChoiceField(
        Board.objects.none(),
        label=_("Board that delegated"),
        required=False,
        empty_label=_("No board"),
    )
    options_rejected = text_box(_("Options considered and rejected"), rows=2)

    def __init__(self, data: Any = None, *, person: Person, record: Any, may_decide: bool) -> None:
        super().__init__(data)
        decisions = decisions_about(record, person)
        field: Any = self.fields["decision"]
        field.queryset = decisions
        field.empty_label = _("None: I decide under delegation") if may_decide else _("Choose one")
        field.required = not may_decide
        if not may_decide:
            for name in ("delegation", "delegated_by", "options_rejected"):
                del self.fields[name]
            return
        boards: Any = self.fields["delegated_by"]
        seen = Board.objects.visible_to(person).live()
        boards.queryset = seen.order_by(alphabetical("title"), "id")


class ChangeAgreedForm(DecisionForm):
    def __init__(self, data: Any = None, *, person: Person, record: Any, may_decide: bool) -> None:
        super().__init__(data, person=person, record=record, may_decide=may_decide)
        self.fields = _boxes(record, person) | self.fields


def decisions_about(record: Any, person: Person) -> Any:
    """The decisions of boards that still stand, and were made about what a record lies in, or by a
    board; the newest first."""
    scope = policy.standing(record)
    around = [*lineage.keys(scope.above), scope.pk] if scope else []
    rows = Decision.objects.visible_to(person).live().filter(state=DecisionState.STANDS)
    made = rows.exclude(made_by_way=DecisionWay.OFFICER)
    return made.filter(Q(scope__in=around) | Q(scope__kind="board")).order_by("-made_on", "-id")


def _boxes(record: Any, person: Person) -> dict[str, forms.Field]:
    """The agreed values of a record as they are."""
    return {name: _box(record, name, person) for name in agreed_fields(record)}


def _box(record: Any, name: str, person: Person) -> forms.Field:
    field = record._meta.get_field(name)
    box: Any = form_field(field)
    box.initial = getattr(record, field.attname)
    if isinstance(record, Project):
        rules = lifecycles().of(record.lifecycle_id)
        box.choices = [(stage.key, stage.title) for stage in rules.stages]
    elif field.related_model is Board:
        boards = Board.objects.visible_to(person).live() | Board.objects.filter(pk=box.initial)
        box.queryset = boards.order_by(alphabetical("title"), "id")
    elif field.related_model is Scope:
        bodies = Scope.objects.visible_to(person).filter(kind=ScopeKind.BOARD)
        bodies |= Scope.objects.filter(pk=box.initial)
        box.queryset = bodies.order_by(alphabetical("title"), "id")
    return box
