"""Forms of reviews, their judgements and the scales that these are made on."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.forms import RegisterForm
from records.forms import AttachedFileForm, RecordForm, limit
from registers.grades import grade_meant, grades_of
from registers.models import Judgement, JudgementScale, Review, ReviewFile

MOST_GRADES = 12


def checked(typed: str, scale: JudgementScale | None) -> str:
    """A judgement in the words of a scale; any word where there is none. Raises
    ValidationError."""
    if scale is None or not typed:
        return typed
    grades = grades_of(scale.grades)
    meant = grade_meant(typed, grades)
    if meant is None:
        facts = {"typed": typed[:60], "scale": scale, "grades": ", ".join(grades)}
        raise ValidationError(gettext("“%(typed)s” is not on %(scale)s: %(grades)s.") % facts)
    return meant


class ReviewForm(RegisterForm):
    class Meta(RecordForm.Meta):
        model = Review
        fields = RegisterForm.fields_with(
            "kind", "reviewer", "covers", "starts_on", "ends_on", "published_on", "scale",
            "overall", "findings", "address",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scales = JudgementScale.objects.live().by_title()
        limit(self, "scale", scales, empty_label=_("No scale: any word"))
        self.fields["address"].widget.attrs["class"] = "govuk-input"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        scale, published = data.get("scale"), data.get("published_on")
        if "overall" in data and "scale" in data:
            try:
                data["overall"] = checked(data["overall"], scale)
            except ValidationError as error:
                self.add_error("overall", error)
        if scale and published and not _is_used(scale, published):
            sentence = gettext("%(scale)s was not in use when this was published.")
            self.add_error("scale", sentence % {"scale": scale})
        return data


def _is_used(scale: JudgementScale, published: Any) -> bool:
    is_begun = scale.valid_from is None or scale.valid_from <= published.last
    return is_begun and (scale.valid_until is None or published.first <= scale.valid_until)


class JudgementForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Judgement
        fields = ("area", "grade", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = self.instance.review.scale
        if scale is not None:
            words = ", ".join(grades_of(scale.grades))
            self.fields["grade"].help_text = gettext("One of: %(words)s.") % {"words": words}

    def clean_grade(self) -> str:
        typed: str = self.cleaned_data["grade"]
        kept = self.initial.get("grade")
        return typed if typed == kept else checked(typed, self.instance.review.scale)


class ReviewFileForm(AttachedFileForm):
    class Meta(RecordForm.Meta):
        model = ReviewFile
        fields = ("title",)


class JudgementScaleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = JudgementScale
        fields = ("title", "grades", "valid_from", "valid_until")

    def clean_grades(self) -> str:
        grades = grades_of(self.cleaned_data["grades"])
        if not 2 <= len(grades) <= MOST_GRADES:
            raise ValidationError(
                gettext("A scale has from 2 to %(most)d grades.") % {"most": MOST_GRADES}
            )
        if len({grade.casefold() for grade in grades}) < len(grades):
            raise ValidationError(gettext("Each grade stands once on a scale."))
        if any(len(grade) > 100 for grade in grades):
            raise ValidationError(gettext("A grade has 100 characters or fewer."))
        return "\n".join(grades)
