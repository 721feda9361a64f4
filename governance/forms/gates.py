"""Forms of gates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.actions.gates import Said
from governance.choices import DecisionWay, GateOutcome
from governance.criteria import RULES
from governance.models import Board, GateReview
from people.models import Person
from projects.models import Project
from projects.stages import Criterion, Gate
from records.fields import DayField, ParagraphsField
from values import clock
from values.spelling import alphabetical

LINES = {"rows": 3}


def text_box(label: Any, *, required: bool = False, rows: int = 3, **kwargs: Any) -> forms.Field:
    box = forms.Textarea(attrs={"rows": rows})
    return ParagraphsField(label=label, required=required, widget=box, max_length=20_000, **kwargs)


class SubmitGateForm(forms.Form):
    """What the board is asked, and an answer to each criterion; one that is worked out from
    records is asked about only where it is not met."""

    board = forms.ModelChoiceField(
        Board.objects.none(),
        label=_("Board that decides"),
        error_messages={"required": _("Choose the board that decides.")},
    )
    asked = text_box(
        _("What the board is asked"),
        required=True,
        rows=6,
        help_text=_("What will be done in the next stage, and why the project is ready for it."),
        error_messages={"required": _("Say what the board is asked.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        person: Person,
        project: Project,
        gate: Gate,
        review: GateReview | None,
    ) -> None:
        answers = {} if review is None else {a.key: a for a in review.answers.live()}
        initial: dict[str, Any] = {}
        if review is not None:
            initial = {"board": review.board_id, "asked": review.asked}
        super().__init__(data, initial=initial)
        boards = Board.objects.visible_to(person).live().order_by(alphabetical("title"), "id")
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]
        self.gate = gate
        for criterion in gate.criteria:
            self._ask(project, criterion, answers.get(criterion.key))

    def _ask(self, project: Project, criterion: Criterion, before: Any) -> None:
        key = criterion.key
        said = criterion.sentence
        if criterion.rule:
            found = RULES[criterion.rule].read(project)
            if found.is_met:
                return
            label = _now("Not met: %(criterion)s Why may the project pass anyway?")
            self._why_not(criterion, label % {"criterion": said}, found.words, before)
            return
        self.fields[f"is_met-{key}"] = forms.BooleanField(
            label=said, required=False, initial=bool(before and before.is_met)
        )
        if criterion.evidence:
            self.fields[f"evidence-{key}"] = text_box(
                _now("What shows it"), initial=before.evidence if before else ""
            )
        self._why_not(
            criterion, _now("If it is not met: why may the project pass anyway?"), "", before
        )

    def _why_not(self, criterion: Criterion, label: str, found: str, before: Any) -> None:
        must = _now("Mandatory.") if criterion.mandatory else _now("Not mandatory.")
        self.fields[f"why_not-{criterion.key}"] = text_box(
            label,
            rows=2,
            help_text=f"{found} {must}".strip(),
            initial=before.why_not if before else "",
        )


def said_in(gate: Gate, typed: Mapping[str, Any]) -> list[Said]:
    """The answers that such a form holds."""
    return [
        Said(
            c.key,
            bool(typed.get(f"is_met-{c.key}")),
            typed.get(f"evidence-{c.key}", ""),
            typed.get(f"why_not-{c.key}", ""),
        )
        for c in gate.criteria
    ]


class NothingForm(forms.Form):
    """For an act that needs to know nothing more."""


class ReturnGateForm(forms.Form):
    why = forms.CharField(
        label=_("What is missing?"),
        max_length=500,
        widget=forms.Textarea(attrs=LINES),
        error_messages={"required": _("Say what is missing.")},
    )


class DecideGateForm(forms.Form):
    """What the board decided, in the words of its record."""

    outcome = forms.ChoiceField(
        label=_("What the board decided"),
        choices=GateOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the board decided.")},
    )
    text = text_box(
        _("The decision"),
        required=True,
        rows=4,
        help_text=_("In the words of the resolution."),
        error_messages={"required": _("Give the words of the decision.")},
    )
    made_by_way = forms.ChoiceField(
        label=_("How it was taken"),
        choices=[c for c in DecisionWay.choices if c[0] != DecisionWay.OFFICER],
        initial=DecisionWay.MEETING,
        widget=forms.RadioSelect,
    )
    made_on = DayField(label=_("Decided on"), required=True)
    replies = text_box(_("Replies"), help_text=_("For a written procedure: who replied, and how."))
    reasons = text_box(_("Reasons"))
    options_rejected = text_box(_("Options considered and rejected"))
    interests = text_box(_("Interests declared"))
    dispensations = text_box(_("Dispensations"), rows=2)
    is_key = forms.BooleanField(label=_("Key decision"), required=False)
    call_in = forms.BooleanField(label=_("Subject to call-in"), required=False)
    effective_on = DayField(
        label=_("Effective from"),
        required=False,
        help_text=_("Leave it empty if it takes effect at once. Until then the project stays."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_on"].initial = clock.today()


class SettleChangeForm(DecideGateForm):
    """Whether a change request is agreed to, by which board, and in what words."""

    outcome: Any = None  # Django's way to leave it out
    field_order = ("is_agreed", "board")

    is_agreed = forms.TypedChoiceField(
        label=_("What was decided"),
        choices=[("yes", _("Agreed")), ("no", _("Refused"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    board = forms.ModelChoiceField(
        Board.objects.none(),
        label=_("Board that decided"),
        error_messages={"required": _("Choose the board that decided.")},
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        boards = Board.objects.visible_to(person).live().order_by(alphabetical("title"), "id")
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]
