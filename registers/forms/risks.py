"""Forms of risks, their matrices, and what happens to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.forms import RegisterForm
from records.forms import RecordForm
from registers.choices import Severity
from registers.matrix import Scales, numbered, scales_of
from registers.models import Risk, RiskMatrix
from registers.models.risks import RATINGS, SCORES
from registers.queries.matrices import matrix_in_force


class RiskForm(RegisterForm):
    """Scores are chosen from the matrix in force; before there is one, they are left out."""

    class Meta(RecordForm.Meta):
        model = Risk
        fields = (
            "title", "kind", "cause", "event", "effect", *SCORES, "proximity", "response",
            "mitigation", "impact_pence", "owner", "due_on", "notes",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, none in (("proximity", _("Not known")), ("response", _("None yet"))):
            field: Any = self.fields[name]
            field.choices = [("", none), *(each for each in field.choices if each[0])]
        matrix = matrix_in_force()
        if matrix is None:
            for name in SCORES:
                del self.fields[name]
            return
        scales = scales_of(matrix)
        before = self.instance.matrix if self.instance.pk else None
        for rating in RATINGS:
            for scale, steps in (("likelihood", scales.likelihoods), ("impact", scales.impacts)):
                name = f"{rating}_{scale}"
                self.fields[name] = ScoreField(
                    label=self.fields[name].label,
                    steps=[numbered(steps, n + 1) for n in range(len(steps))],
                )
        if before is not None and before != matrix:
            old = scales_of(before)
            self._say_how_it_was_rated(old, before)
        self.instance.matrix = matrix

    def _say_how_it_was_rated(self, scales: Scales, matrix: RiskMatrix) -> None:
        for rating in RATINGS:
            said = scales.in_full(
                *(getattr(self.instance, f"{rating}_{s}") for s in ("likelihood", "impact"))
            )
            if said:
                facts = {"said": said, "matrix": matrix.title}
                help_text = gettext("Rated %(said)s by “%(matrix)s”: choose again.")
                self.fields[f"{rating}_likelihood"].help_text = help_text % facts


class ScoreField(forms.TypedChoiceField):
    """A step of a scale."""

    def __init__(self, *, steps: list[str], **kwargs: Any) -> None:
        choices = [("", _("Not rated")), *((place, step) for place, step in enumerate(steps, 1))]
        super().__init__(choices=choices, coerce=int, empty_value=None, required=False, **kwargs)


class RiskMatrixForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RiskMatrix
        fields = (
            "title", "valid_from", "likelihoods", "impacts", "bands", "appetite", "axis_order",
        )  # fmt: skip


class HappenedForm(forms.Form):
    """What an issue needs to know when a risk has happened."""

    happened = forms.CharField(
        label=_("What has happened"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        error_messages={"required": _("Say what has happened.")},
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=Severity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how severe it is.")},
    )
