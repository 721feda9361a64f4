"""Forms of the rules of ratings, of independent ratings, and of an override."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.choices import Rag
from records.forms import RecordForm
from reporting.models import ConfidenceScale, IndependentRating, RatingRule, RollUpRule


class RatingRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RatingRule
        fields = ("key", "valid_from", "amber_from", "red_from")


class RollUpRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RollUpRule
        fields = ("method", "valid_from")


class ConfidenceScaleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ConfidenceScale
        fields = ("points", "valid_from")


class IndependentRatingForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = IndependentRating
        fields = ("rated_on", "rated_by", "rag", "confidence", "finding")


class OverrideForm(forms.Form):
    """A rating in place of the one that is rolled up."""

    rag = forms.ChoiceField(
        label=_("Rating"),
        choices=Rag.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a rating.")},
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Everyone who sees the rating reads it, with your name."),
        error_messages={"required": _("Say why you override the rating.")},
    )
